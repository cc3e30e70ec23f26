using Peninsula.Activities.Registers;
using Peninsula.Activities.Tests.Support;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Tests.Registers;

/// <summary>What tasks leave in the shipped registers.</summary>
public class RegisterWriterTests
{
    private static readonly RegisterCatalog Registers = Vocabulary.Load(Repository.Definitions).Vocabulary!.Registers;

    [Fact]
    public void A_served_order_says_what_it_is_whom_it_binds_and_when_it_ends()
    {
        var order = Write("orders", [], Writing(1, new() { ["registerKind"] = "cawn", ["registerStatus"] = "in-force" },
            ("orderSubject", "Subject A"), ("orderMadeOn", "2026-12-01"), ("orderExpiresOn", "2026-12-20")));

        order.Should().BeEquivalentTo(new { Key = 1L, Kind = "cawn", Subject = "Subject A", Status = "in-force", StartsAt = London.At("2026-12-01 00:00") });
        London.Shown(order.EndsAt!.Value).Should().Be("2026-12-20 23:59:59", "an order holds until its last day is over");
    }

    [Theory]
    [InlineData("2026-11-20 09:00", true)]
    [InlineData("2026-11-20 00:01", true)]
    [InlineData("2026-11-01 09:00", false)]
    [InlineData("2026-12-21 09:00", false)]
    public void Thirty_days_before_its_end_somebody_is_told(string now, bool isTold)
    {
        Registers.TryGet("orders", out var register);
        var order = Write("orders", [], Writing(1, [], ("orderSubject", "A"), ("orderExpiresOn", "2026-12-19")));

        order.IsEndingSoon(register!, London.At(now)).Should().Be(isTold);
    }

    [Fact]
    public void A_breach_is_written_to_the_order_and_keeps_what_stood_there()
    {
        var served = Write("orders", [], Writing(1, new() { ["registerKind"] = "sro" }, ("orderSubject", "A"), ("orderConditions", "No contact")));
        var breached = Write("orders", [served], Writing(2, new() { ["registerStatus"] = "breached" }, ("orderBreachedOn", "2026-12-05")));

        breached.Should().BeEquivalentTo(new { Key = 1L, Kind = "sro", Subject = "A", Status = "breached", ChangedBy = 2L });
        breached.Details["conditions"].Should().Be((FeelValue)"No contact");
    }

    [Fact]
    public void Another_subject_is_another_entry_and_the_same_task_again_is_not()
    {
        var first = Write("orders", [], Writing(1, new() { ["registerKind"] = "cawn" }, ("orderSubject", "A")));

        Write("orders", [first], Writing(2, new() { ["registerKind"] = "cawn" }, ("orderSubject", "B"))).Key.Should().Be(2);
        Write("orders", [first], Writing(1, new() { ["registerKind"] = "cawn" }, ("orderSubject", "A"))).Should().BeEquivalentTo(first);
    }

    [Fact]
    public void The_third_episode_in_ninety_days_is_a_repeat_and_one_long_before_does_not_count()
    {
        Registers.TryGet("missing", out var register);
        RegisterEntry Episode(long key, string at) => Write("missing", [], Writing(key, new() { ["registerSubject"] = at }));
        RegisterEntry[] of = [Episode(1, "2026-06-01T20:00:00Z"), Episode(2, "2026-10-01T20:00:00Z"), Episode(3, "2026-11-01T20:00:00Z"), Episode(4, "2026-11-15T20:00:00Z")];

        of.Select(entry => RegisterWriter.IsRepeat(register!, entry, of)).Should().Equal(false, false, false, true);
    }

    private static RegisterEntry Write(string key, IEnumerable<RegisterEntry> ofCase, RegisterWriting writing)
    {
        Registers.TryGet(key, out var register).Should().BeTrue();
        return RegisterWriter.Write(register!, ofCase, writing, London.Zone);
    }

    private static RegisterWriting Writing(long task, Dictionary<string, string> tags, params (string Name, string Value)[] answers) =>
        new(task, 9, "CSE-2026-000001", tags, FeelContext.From(answers.Select(pair => KeyValuePair.Create(pair.Name, (FeelValue)pair.Value))), London.At("2026-11-01 09:00"));
}
