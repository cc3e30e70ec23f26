using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class ScopeTests
{
    [Fact]
    public void A_sub_process_is_done_when_no_token_is_left_inside()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), And("f"), User("a")).Path("f", User("b"))))).Start();
        engine.Complete("a").WaitsAt("b");
        engine.Complete("b").WaitsAt("after");
    }

    [Fact]
    public void A_terminate_end_event_ends_its_scope_only()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), And("f"), User("a"), End("stop", new TerminateEventDefinition())).Path("f", User("b"), And("j")).Path("f", User("c"), "j")))).Start();
        engine.Complete("b");
        engine.Complete("a").WaitsAt("after");
        engine.Complete("after").HasEnded();
    }

    [Fact]
    public void An_interrupting_boundary_event_ends_its_activity_and_a_non_interrupting_one_runs_beside()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), User("inner")))
            .On("sub", Boundary("remind", After("PT1H"), interrupting: false), User("chase"))
            .On("sub", Boundary("give up", After("P1D")), User("escalated")))).Start();
        engine.Fire("remind").WaitsAt("inner", "chase");
        engine.Fire("give up").WaitsAt("chase", "escalated");
        engine.State.Timers.Should().BeEmpty();
    }

    [Fact]
    public void An_interrupting_event_sub_process_takes_its_scope_over()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("work"), End("e"))
            .Inside(EventSub("stop"), sub => sub.Path(Start("told", Message("child safe")), User("close case")))
            .Inside(EventSub("note"), sub => sub.Path(Start("news", Message("news"), interrupting: false), User("read"))))).Start();
        engine.Deliver("news", ("n", 1)).Deliver("news").WaitsAt("work", "read", "read");
        engine.Deliver("child safe", ("by", "school")).WaitsAt("close case");
        engine.State.Subscriptions.Should().BeEmpty("an interrupted scope listens no more");
        engine["by"].Should().Be((FeelValue)"school");
        engine.Complete("close case").HasEnded();
    }

    [Fact]
    public void The_nearest_catcher_takes_an_error_event_sub_process_first_and_the_very_code_first()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub
                .Path(Start("is"), Service("do", "work"))
                .Inside(EventSub("any"), any => any.Path(Start("caught any", Error(null)), User("any handled")))
                .Inside(EventSub("mine"), mine => mine.Path(Start("caught", Error("E1")), User("handled"), End("again", Error("E1")))))
            .On("sub", Boundary("outer", Error("E1")), User("outer handled")))).Start();
        engine.FailWith("work", "E1").WaitsAt("handled");
        engine.Complete("handled").WaitsAt("outer handled");
    }

    [Fact]
    public void An_uncaught_error_is_an_incident()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Service("do", "work"), User("after")))).Start();
        engine.FailWith("work", "E9");
        engine.State.Incidents.Should().ContainSingle().Which.Should().Match<IncidentState>(incident => incident.Kind == IncidentKind.UnhandledError && incident.Message.Contains("E9"));
        engine.Resolve("do").CompleteJob("work").WaitsAt("after");
    }

    [Fact]
    public void An_uncaught_escalation_goes_on_and_a_caught_one_runs_beside()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), Throw("unheard", Escalation("none")), Throw("up", Escalation("late")), User("inner")))
            .On("sub", Boundary("late", Escalation("late"), interrupting: false), User("chair")))).Start();
        engine.WaitsAt("inner", "chair");
        engine.History.OfType<EscalationThrown>().Select(thrown => thrown.CaughtBy).Should().Equal(null, "late");
    }

    [Fact]
    public void An_interrupted_thrower_does_not_go_on()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("sub"), User("after"))
            .Inside("sub", sub => sub.Path(Start("is"), Throw("up", Escalation("late")), User("inner")))
            .On("sub", Boundary("late", Escalation(null)), User("chair")))).Start();
        engine.WaitsAt("chair");
    }

    [Fact]
    public void A_person_escalates_from_a_task()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("plan"), End("e"))
            .On("plan", Boundary("stuck", Escalation("disagreement"), interrupting: false), User("manager")))).Start();
        engine.Accept(new EscalateFromTask(engine.Task("plan").Key, "disagreement", FeelContext.Of(("why", "no agreement"))));
        engine.WaitsAt("plan", "manager");
        engine["why"].Should().Be((FeelValue)"no agreement");
    }

    [Fact]
    public void A_called_process_runs_in_its_own_scope_and_gives_its_variables_back()
    {
        var review = Process("review", p => p.Path(Start("rs"), User("look"), End("re")));
        var engine = new Engine(
            Process("p", p => p.Path(Start("s"), new CallActivity { Id = "call", ProcessId = Expression.Literal("review") }, User("after"))),
            review).Start(("level", "high"));
        engine.State.Variable("level", engine.Task("look").Key).Should().Be((FeelValue)"high");
        engine.Task("look").ProcessId.Should().Be("review");
        engine.Complete("look", ("level", "low"));
        engine.WaitsAt("after");
        engine["level"].Should().Be((FeelValue)"low");
    }

    [Fact]
    public void An_error_in_a_called_process_is_caught_by_its_caller()
    {
        var engine = new Engine(
            Process("p", p => p
                .Path(Start("s"), new CallActivity { Id = "call", ProcessId = Expression.Literal("review") }, User("after"))
                .On("call", Boundary("failed", Error("E1")), User("mend"))),
            Process("review", p => p.Path(Start("rs"), End("bad", Error("E1"))))).Start();
        engine.WaitsAt("mend");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_call_maps_out_is_mapped_when_an_escalation_leaves_it(bool interrupting)
    {
        var call = new CallActivity { Id = "call", ProcessId = Expression.Literal("review"), PropagateAllChildVariables = false, Outputs = [new Mapping(Feel("found"), "result")] };
        var engine = new Engine(
            Process("p", p => p
                .Path(Start("s"), call, User("after"))
                .On("call", Boundary("up", Escalation("E1"), interrupting), User("chair"))),
            Process("review", p => p.Path(Start("rs"), Script("look", "found", "42"), Throw("escalate", Escalation("E1")), User("go on")))).Start();
        engine.WaitsAt(interrupting ? ["chair"] : ["chair", "go on"]);
        engine["result"].Should().Be((FeelValue)42);
        engine["found"].IsNull.Should().BeTrue();
    }

    [Fact]
    public void A_called_process_that_is_not_there_is_an_incident_and_one_that_calls_itself_stops()
    {
        var missing = new Engine(Process("p", p => p.Path(Start("s"), new CallActivity { Id = "call", ProcessId = Expression.Literal("nowhere") }))).Start();
        missing.State.Incidents.Should().ContainSingle().Which.Kind.Should().Be(IncidentKind.NotFound);

        var endless = new Engine(Process("p", p => p.Path(Start("s"), new CallActivity { Id = "call", ProcessId = Expression.Literal("p") }))) { StepLimit = 2_000 };
        endless.Start();
        endless.State.Incidents.Should().ContainSingle().Which.Kind.Should().Be(IncidentKind.StepLimit);
        endless.Accept(new CancelInstance());
        endless.State.Status.Should().Be(InstanceStatus.Cancelled);
    }

    [Fact]
    public void Initial_data_is_there_from_the_start()
    {
        var engine = new Engine(Process("p", p =>
        {
            p.Data.Add(new DataItem("count", Feel("1 + 1")));
            p.Data.Add(new DataItem("given", Feel("0")));
            p.Path(Start("s"), User("a"));
        })).Start(("given", 7));
        engine["count"].Should().Be((FeelValue)2);
        engine["given"].Should().Be((FeelValue)7);
    }
}
