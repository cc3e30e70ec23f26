using Peninsula.Conformance.Support;
using Peninsula.Host.CommandLine;
using Peninsula.Workflows.Rehearsal;
using Xunit.Abstractions;

namespace Peninsula.Conformance;

/// <summary>Scenarios written from the engine tests of other BPMN engines.</summary>
public sealed class BpmnScenarios(ITestOutputHelper output)
{
    private const string Folder = "bpmn-scenarios";

    /// <summary>
    /// Where the other engine does what the standard does not: the scenario, and how it ends here. Its own note says that
    /// either is right. Compensation runs in reverse order of completion (BPMN 2.0.2 clause 13.5.5); the other engine
    /// starts all handlers at once.
    /// </summary>
    private static readonly Dictionary<string, string> Divergences = new()
    {
        ["compensate/testCompensateSubprocessInsideSubprocess.scenario.json"] =
            "step 6: expected open tasks [undoBookFlight, undoBookHotel], found [undoBookFlight]",
    };

    public static IEnumerable<object[]> Scenarios => Folders.Files(Folders.Shared(Folder), "*.scenario.json");

    [SharedTheory(Folder)]
    [MemberData(nameof(Scenarios))]
    public async Task Plays(string scenario)
    {
        var setup = ProductRehearsal.Load(out var problems);
        setup.Should().NotBeNull(string.Join('\n', problems));

        var result = await new Rehearser(setup!).PlayFileAsync(Path.Combine(Folders.Shared(Folder)!, scenario));

        result.ToString().Should().Be(Divergences.GetValueOrDefault(scenario, "passed"));
    }

    [SharedFact(Folder)]
    public async Task The_command_plays_every_one_and_says_how_many()
    {
        var all = Scenarios.Select(scenario => (string)scenario[0]).ToArray();
        var divergent = all.Count(Divergences.ContainsKey);

        var (status, said, _) = await Terminal.RunAsync("rehearse", Folders.Shared(Folder)!);

        output.WriteLine(said);
        said.Should().EndWith($"{all.Length} scenarios: {all.Length - divergent} passed, {divergent} failed{Environment.NewLine}");
        status.Should().Be(divergent == 0 ? 0 : 1);
    }
}
