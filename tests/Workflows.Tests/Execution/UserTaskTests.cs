using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class UserTaskTests
{
    private static Engine Triage(UserTask? task = null) =>
        new Engine(Process("concern", p => p.Path(Start("raised"), task ?? User("triage"), User("decide"), End("closed")))).Start();

    [Fact]
    public void Waits_until_it_is_completed()
    {
        var engine = Triage();
        engine.WaitsAt("triage");
        engine.Complete("triage", ("riskLevel", "high"));
        engine.WaitsAt("decide");
        engine["riskLevel"].Should().Be((FeelValue)"high");
        engine.Complete("decide").HasEnded();
    }

    [Fact]
    public void Cannot_be_completed_twice()
    {
        var engine = Triage();
        var key = engine.Task("triage").Key;
        engine.Complete("triage");
        engine.Refused(new CompleteTask(key, FeelContext.Empty)).Should().Be(Refusal.AlreadyDone);
        engine.Refused(new CompleteTask(5, FeelContext.Empty)).Should().Be(Refusal.NotFound);
    }

    [Fact]
    public void A_claim_is_refused_while_somebody_else_holds_it()
    {
        var engine = Triage();
        var key = engine.Task("triage").Key;
        engine.Accept(new AssignTask(key, "sam", OnlyIfUnassigned: true));
        engine.Refused(new AssignTask(key, "kim", OnlyIfUnassigned: true)).Should().Be(Refusal.WrongState);
        engine.Accept(new AssignTask(key, "kim"));
        engine.Task("triage").Terms.Assignee.Should().Be("kim");
    }

    [Fact]
    public void Its_own_attributes_are_evaluated_once()
    {
        var engine = new Engine(Process("concern", p => p.Path(Start("raised"), new UserTask
        {
            Id = "triage",
            Assignee = Feel("lead"),
            CandidateGroups = Expression.Literal("mash, edt"),
            DueDate = Feel("""date and time("2026-01-06T17:00:00")"""),
            Priority = Expression.Literal("80"),
        }))).Start(("lead", "sam"));
        engine.Set(("lead", "kim"));
        var terms = engine.Task("triage").Terms;
        terms.Assignee.Should().Be("sam");
        terms.CandidateGroups.Should().Equal("mash", "edt");
        terms.Due.Should().Be(Instant.FromUtc(2026, 1, 6, 17, 0));
        terms.Priority.Should().Be(80);
    }

    [Fact]
    public void A_task_that_nobody_may_do_is_an_incident_that_can_be_mended()
    {
        var engine = new Engine(Process("concern", p => p.Path(Start("raised"), User("triage"), End("closed"))))
        {
            Policy = new Policy(request => request.Variables.TryGet("area", out _)
                ? TaskTermsResult.Of(request.Explicit with { CandidateGroups = ["torbay-social-care-mash"] })
                : TaskTermsResult.Refused("no team serves this lane; set the area")),
        };
        engine.Start();
        engine.State.Incidents.Should().ContainSingle().Which.Message.Should().Contain("triage").And.Contain("set the area");
        engine.Resolve("triage", ("area", "torbay"));
        engine.WaitsAt("triage");
        engine.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void The_task_wins_over_its_lanes_and_attributes_may_be_expressions()
    {
        TaskTermsRequest? asked = null;
        var lane = new Lane { Id = "inner", Extensions = new Dictionary<string, string> { ["agency"] = "police.mash", ["ladder"] = "overdue" }, Parent = new Lane { Id = "outer", Extensions = new Dictionary<string, string> { ["agency"] = "x", ["deadline"] = "=key" } } };
        var task = new UserTask { Id = "check", Lane = lane, Extensions = new Dictionary<string, string> { ["ladder"] = "disagreement" } };
        new Engine(Process("p", p => p.Path(Start("s"), task))) { Policy = new Policy(request => TaskTermsResult.Of((asked = request).Explicit)) }
            .Start(("key", "assessment"));
        asked!.Extensions.Should().BeEquivalentTo(new Dictionary<string, string> { ["agency"] = "police.mash", ["ladder"] = "disagreement", ["deadline"] = "assessment" });
    }

    [Fact]
    public void A_late_task_climbs_its_ladder_until_it_is_done()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("check"), User("after"))))
        {
            Policy = new Policy(request => TaskTermsResult.Of(request.Explicit with
            {
                Ladder = request.Task.Id == "check"
                    ? [new("warning", request.Now + Duration.FromHours(1), ["team:mash"]), new("chair", request.Now + Duration.FromHours(9), ["role:chair"], Anonymised: true)]
                    : [],
            })),
        };
        engine.Start();
        engine.State.Timers.Should().HaveCount(2);
        engine.Fire("check");
        var escalation = engine.State.Escalations.Should().ContainSingle().Subject;
        escalation.Level.Should().Be("warning");
        engine.Accept(new AcknowledgeEscalation(escalation.Key, "ring them today"));
        engine.Accept(new AnswerEscalation(escalation.Key, "rung"));
        engine.State.Escalations[0].Should().Match<EscalationState>(row => row.Direction == "ring them today" && row.Answer == "rung");
        engine.Complete("check");
        engine.State.Timers.Should().BeEmpty();
        engine.State.Escalations.Should().BeEmpty();
        engine.History.OfType<EscalationClosed>().Should().ContainSingle();
    }

    private sealed class Policy(Func<TaskTermsRequest, TaskTermsResult> resolve) : ITaskPolicy
    {
        public TaskTermsResult Resolve(TaskTermsRequest request) => resolve(request);
    }
}
