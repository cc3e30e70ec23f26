using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Registers;

public class RegisterLoadingTests
{
    [Fact]
    public void The_registers_that_the_strategy_asks_for_are_there()
    {
        var registers = Vocabulary.Load(Repository.Definitions).Vocabulary!.Registers;

        registers.All.Select(register => register.Key).Should().Contain(["orders", "links", "missing", "intelligence", "plan-actions"]);
        registers.TryGet("orders", out var orders);
        orders!.WarnDays.Should().Be(30);
        registers.TryGet("missing", out var missing);
        missing!.Repeats.Should().NotBeNull();
    }

    [Fact]
    public void Registers_that_lead_nowhere_are_refused_by_file_and_line()
    {
        using var data = new DataFolder().With("registers.json", """
            { "registers": [
              { "key": "orders", "title": "Orders", "disclosure": "secret", "identity": ["subject", "court"],
                "fields": [ { "name": "madeOn", "title": "Made", "from": ["a"] },
                            { "name": "madeOn", "title": "Made", "from": ["b"], "disclosure": "hush" } ],
                "starts": "madeOn", "ends": "endsOn", "warnDays": 400 },
              { "key": "orders", "title": "Orders", "disclosure": "shared-core", "fields": [], "repeats": { "count": 1, "days": 90 } } ] }
            """);

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Should().BeEquivalentTo(
            "registers.json(2): register orders: unknown item class \"secret\"",
            "registers.json(2): register orders has no field \"court\"",
            "registers.json(2): register orders has no field \"endsOn\"",
            "registers.json(4): register orders: unknown item class \"hush\"",
            "registers.json(4): register orders: field \"madeOn\" is given twice",
            "registers.json(5): a register: \"warnDays\" must be a whole number from 0 to 366",
            "registers.json(6): a repeat: \"count\" must be a whole number from 2 to 100",
            "registers.json(6): register \"orders\" is given twice");
    }
}
