using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class ActivityTests
{
    [Fact]
    public void A_service_task_is_a_job_and_fails_into_an_incident()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Service("tell", "notify"), User("after")))).Start(("to", "mash"));
        var job = engine.History.OfType<JobCreated>().Single();
        job.Variables["to"].Should().Be((FeelValue)"mash");
        job.Retries.Should().Be(3);
        engine.Accept(new FailJob(job.JobKey, null, "no line")).OfType<JobFailed>().Single()
            .Should().Match<JobFailed>(failed => failed.RetriesLeft == 2 && failed.RetryAt == engine.Now + Duration.FromSeconds(10));
        engine.Accept(new FailJob(job.JobKey, 0, "no line"));
        engine.State.Incidents.Should().ContainSingle().Which.Should().Match<IncidentState>(incident => incident.Kind == IncidentKind.Job && incident.JobKey == job.JobKey);
        engine.Refused(new FailJob(job.JobKey, null, "again")).Should().Be(Refusal.WrongState);
        engine.Resolve("tell").State.Jobs.Should().ContainSingle().Which.Should().Match<JobState>(row => row.Key == job.JobKey && row.Retries == 3);
        engine.CompleteJob("notify", ("sent", true)).WaitsAt("after");
        engine["sent"].Should().Be(FeelValue.True);
    }

    [Fact]
    public void Only_mapped_outputs_go_out_when_there_are_any()
    {
        var engine = new Engine(Process("p", p => p.Path(
            Start("s"),
            new ServiceTask
            {
                Id = "ask",
                Job = new JobDefinition(Expression.Literal("ask"), null, new Dictionary<string, string>()),
                Inputs = [new Mapping(Feel("childAge + 1"), "age")],
                Outputs = [new Mapping(Feel("answer"), "case.answer"), new Mapping(Feel("age"), "case.age")],
            },
            User("after")))).Start(("childAge", 13));
        engine.History.OfType<JobCreated>().Single().Variables["age"].Should().Be((FeelValue)14);
        engine.CompleteJob("ask", ("answer", "yes"), ("noise", 1));
        engine["noise"].IsNull.Should().BeTrue();
        engine["case"].Should().Be(FeelValue.Context(("answer", "yes"), ("age", 14)));
    }

    [Fact]
    public void A_script_sets_variables_and_a_failing_one_is_an_incident()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Script("sum", "total", "a + b"), User("after")))).Start(("a", 1), ("b", "x"));
        engine.IncidentsAt.Should().Equal("sum");
        engine.Resolve("sum", ("b", 2)).WaitsAt("after");
        engine["total"].Should().Be((FeelValue)3);
    }

    [Fact]
    public void Dates_become_text_when_stored()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Script("date", "day", "date(\"2026-01-05\")"), User("after")))).Start();
        engine["day"].Should().Be((FeelValue)"2026-01-05");
    }

    [Fact]
    public void A_decision_gives_its_result_and_a_missing_one_is_an_incident()
    {
        var task = new BusinessRuleTask { Id = "level", DecisionId = Expression.Literal("threshold"), ResultVariable = "path" };
        var engine = new Engine(Process("p", p => p.Path(Start("s"), task, User("after")))).Start(("score", 8));
        engine.State.Incidents.Should().ContainSingle().Which.Kind.Should().Be(IncidentKind.NotFound);
        engine.Decisions = (id, inputs) => new Peninsula.Workflows.Execution.Decision(inputs["score"] == (FeelValue)8 ? "strategy" : "early-help", ["rule 3"], null);
        engine.Resolve("level").WaitsAt("after");
        engine["path"].Should().Be((FeelValue)"strategy");
        engine.History.OfType<DecisionEvaluated>().Single().MatchedRules.Should().Equal("rule 3");
    }

    [Fact]
    public void A_receive_task_waits_for_its_message_and_one_without_for_a_person()
    {
        var engine = new Engine(Process("p", p => p.Path(
            Start("s"),
            new ReceiveTask { Id = "reply", Message = Message("replied", "caseReference").Message },
            new ReceiveTask { Id = "pause" },
            User("after")))).Start(("caseReference", "CSE-2026-000001"));
        engine.State.Subscriptions.Should().ContainSingle().Which.CorrelationKey.Should().Be("CSE-2026-000001");
        engine.Deliver("replied");
        engine.Accept(new ContinueReceive(engine.Element("pause").Key, FeelContext.Empty));
        engine.WaitsAt("after");
    }

    [Fact]
    public void A_send_task_sends_its_message()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), new SendTask { Id = "send", Message = Message("raised", "ref").Message }, End("e")))).Start(("ref", 12));
        engine.History.OfType<MessageSent>().Single().Should().Match<MessageSent>(sent => sent.Name == "raised" && sent.CorrelationKey == "12");
        engine.HasEnded();
    }

    [Fact]
    public void Flows_out_of_a_task_are_taken_by_their_conditions()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("a"), When("x"), User("b"))
            .Path("a", User("always"))
            .Path("a", Otherwise, User("c")))).Start(("x", false));
        engine.Complete("a").WaitsAt("always", "c");
    }

    [Fact]
    public void Token_quantities_are_kept()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("fork"), User("a"), new UserTask { Id = "both", StartQuantity = 2, CompletionQuantity = 2 }, User("after"))
            .Path("fork", User("b"), "both"))).Start();
        engine.Complete("a").WaitsAt("b");
        engine.Complete("b").WaitsAt("both");
        engine.Complete("both").WaitsAt("after", "after");
    }
}
