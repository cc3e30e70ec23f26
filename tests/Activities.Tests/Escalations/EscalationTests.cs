using NodaTime;
using Peninsula.Activities.Escalations;
using Peninsula.Activities.Tests.Support;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Tests.Escalations;

public class EscalationTests
{
    private static readonly Instant Start = London.At("2026-11-23 09:00");

    private readonly Escalation _raised =
        Escalation.From(new EscalationRaised(9, 5, "triage", "macse-chair", ["macse-chair:torbay"], false), Start);

    [Fact]
    public void It_is_acknowledged_answered_and_closed()
    {
        var closed = _raised
            .After(new EscalationAcknowledged(9, "Meet today."), "chair", Start + Duration.FromHours(1))!
            .After(new EscalationAnswered(9, "Met."), "officer", Start + Duration.FromHours(2))!
            .After(new EscalationClosed(9), null, Start + Duration.FromHours(3))!;

        closed.Stage.Should().Be(EscalationStage.Closed);
        closed.TimeToAcknowledge.Should().Be(Duration.FromHours(1));
        closed.Directions.Single().Text.Should().Be("Meet today.");
        closed.Answers.Single().By.Should().Be("officer");
        closed.ClosedAt.Should().Be(Start + Duration.FromHours(3));
    }

    [Theory]
    [InlineData(EscalationStage.Raised, EscalationAct.Acknowledge, EscalationStage.Acknowledged)]
    [InlineData(EscalationStage.Raised, EscalationAct.Answer, EscalationStage.Answered)]
    [InlineData(EscalationStage.Raised, EscalationAct.Close, EscalationStage.Closed)]
    [InlineData(EscalationStage.Acknowledged, EscalationAct.Acknowledge, EscalationStage.Acknowledged)]
    [InlineData(EscalationStage.Acknowledged, EscalationAct.Answer, EscalationStage.Answered)]
    [InlineData(EscalationStage.Acknowledged, EscalationAct.Close, EscalationStage.Closed)]
    [InlineData(EscalationStage.Answered, EscalationAct.Acknowledge, EscalationStage.Acknowledged)]
    [InlineData(EscalationStage.Answered, EscalationAct.Answer, EscalationStage.Answered)]
    [InlineData(EscalationStage.Answered, EscalationAct.Close, EscalationStage.Closed)]
    [InlineData(EscalationStage.Closed, EscalationAct.Acknowledge, null)]
    [InlineData(EscalationStage.Closed, EscalationAct.Answer, null)]
    [InlineData(EscalationStage.Closed, EscalationAct.Close, null)]
    public void Only_what_the_table_says_is_legal(EscalationStage from, EscalationAct act, EscalationStage? to) =>
        EscalationLifecycle.After(from, act).Should().Be(to);

    [Fact]
    public void An_illegal_act_gives_no_record() =>
        _raised.After(new EscalationClosed(9), null, Start)!
            .After(new EscalationAnswered(9, "Too late."), "officer", Start).Should().BeNull();

    [Fact]
    public void What_happens_to_another_escalation_leaves_it_as_it_is() =>
        _raised.After(new EscalationClosed(10), null, Start).Should().BeSameAs(_raised);
}
