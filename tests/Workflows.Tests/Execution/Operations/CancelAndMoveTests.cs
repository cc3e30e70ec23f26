using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;
using static Peninsula.Workflows.Tests.Execution.Operations.Changes;

namespace Peninsula.Workflows.Tests.Execution.Operations;

public sealed class CancelAndMoveTests
{
    private static Engine Forked() => new Engine(Process("p", p => p
        .Path(Start("s"), And("f"), User("a"), And("j"), User("last"), End("e"))
        .Path("f", User("b"), "j")
        .On("b", Boundary("late", After("P1D"), interrupting: false), User("chase")))).Start();

    [Fact]
    public void What_is_cancelled_leaves_nothing_behind()
    {
        var engine = Forked().Modify(Cancel("b"));
        engine.WaitsAt("a");
        engine.State.Timers.Should().BeEmpty();
        engine.History.OfType<TaskCancelled>().Should().ContainSingle();
    }

    [Fact]
    public void A_token_moves_and_its_old_place_is_ended()
    {
        var engine = Forked().Modify(Move("a", "last"));
        engine.WaitsAt("b", "last");
        engine.Modify(new MoveElement(ElementChoice.One(engine.Task("b").Key), "chase")).WaitsAt("chase", "last");
        engine.State.Timers.Should().BeEmpty();
    }

    [Fact]
    public void An_instance_with_nothing_left_is_cancelled()
    {
        var engine = Forked().Modify(Cancel("a"), Cancel("b"));
        engine.State.Status.Should().Be(InstanceStatus.Cancelled);
        engine.State.Elements.Should().ContainSingle();
    }

    [Fact]
    public void A_scope_with_nothing_left_is_cancelled_outwards()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("f"), User("beside"), End("e")).Path("f", Sub("outer"), User("after"))
            .Inside("outer", outer => outer.Path(Start("os"), Sub("inner"), End("oe")).Inside("inner", inner => inner.Path(Start("is"), User("a")))))).Start();
        engine.Modify(Cancel("a")).WaitsAt("beside");
        engine.State.Elements.Select(element => element.ElementId).Should().BeEquivalentTo("p", "beside");
    }

    [Fact]
    public void A_token_that_would_wait_for_ever_at_a_join_is_a_problem()
    {
        var engine = Forked().Complete("a");
        engine.WhyNot(Cancel("b")).Should().Equal("stuck-at-join j");
        engine.Modify(Cancel("b"), Cancel("j"), new ActivateElement("last")).WaitsAt("last");
        engine.State.WaitingTokens.Should().BeEmpty();
    }

    [Fact]
    public void What_waits_at_a_join_can_be_dropped()
    {
        var engine = Forked().Complete("a").Modify(Cancel("j"));
        engine.Complete("b").WaitsAt();
        engine.State.WaitingTokens.Should().ContainSingle("the join lacks the token that was dropped");
        engine.Modify(Cancel("j")).State.Status.Should().Be(InstanceStatus.Cancelled);
    }

    [Fact]
    public void A_token_moves_within_its_own_scope_instance()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("each", new MultiInstance(false) { InputCollection = Feel("[\"x\", \"y\"]"), InputElement = "item" }), End("e"))
            .Inside("each", each => each.Path(Start("es"), User("a"), User("b"))))).Start();
        var y = engine.State.Tasks[1];
        engine.Modify(new MoveElement(ElementChoice.One(y.Key), "b")).WaitsAt("a", "b");
        engine.State.Variable("item", engine.Task("b").Key).Should().Be((FeelValue)"y");
        engine.Modify(Move("a", "b")).WaitsAt("b", "b");
        engine.Complete("b").Complete("b").HasEnded();
    }

    [Fact]
    public void A_token_moves_out_of_a_scope_and_into_a_new_one()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Sub("one"), Sub("two"), End("e"))
            .Inside("one", model => model.Path(Start("1s"), User("a")))
            .Inside("two", two => two.Path(Start("2s"), User("b"), User("c"))))).Start();
        engine.Modify(Move("a", "c")).WaitsAt("c");
        engine.State.Elements.Select(element => element.ElementId).Should().BeEquivalentTo("p", "two", "c");
        engine.Modify(Move("two", "a")).WaitsAt("a");
        engine.Modify(Move("one", "a")).WaitsAt("a");
        engine.Complete("a").Complete("b").Complete("c").HasEnded();
    }

    [Fact]
    public void Variables_of_a_scope_are_set_and_removed()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("a")))).Start(("keep", 1), ("wrong", 2));
        engine.Modify(new ChangeVariables(null, FeelContext.Of(("more", 3)), ["wrong", "never there"]));
        engine.State.Variables.Keys.Should().BeEquivalentTo("keep", "more");
        engine.History.OfType<VariablesRemoved>().Single().Names.Should().Equal("wrong");
        engine.WhyNot(new ChangeVariables(4711, FeelContext.Empty, [])).Should().Equal("not-active");
    }

    [Fact]
    public void A_condition_that_comes_to_hold_by_a_modification_triggers()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("a")).On("a", Boundary("risk", Condition("risk = \"high\"")), User("act")))).Start();
        engine.Modify(new ChangeVariables(null, FeelContext.Of(("risk", "high")), [])).WaitsAt("act");
    }

    [Fact]
    public void An_instance_is_not_cancelled_by_its_key_and_an_empty_modification_is_none()
    {
        var engine = Forked();
        engine.WhyNot(new CancelElement(ElementChoice.One(engine.State.Key)), new CancelElement(ElementChoice.One(4711))).Should().BeEquivalentTo("is-the-instance p", "not-active");
        engine.Refused(new ModifyInstance([])).Should().Be(Refusal.Invalid);
        engine.Accept(new SuspendInstance("inquiry"));
        engine.Refused(new ModifyInstance([Cancel("a")])).Should().Be(Refusal.WrongState);
    }

    [Fact]
    public void A_called_process_with_nothing_left_ends_its_caller()
    {
        var called = Process("called", p => p.Path(Start("cs"), User("x"), End("ce")));
        var engine = new Engine(Process("p", p => p.Path(Start("s"), And("f"), new CallActivity { Id = "call", ProcessId = Expression.Literal("called") }, User("never")).Path("f", User("beside"))), called).Start();
        engine.Modify(Cancel("x")).WaitsAt("beside");
        engine.State.Elements.Should().HaveCount(2);
    }

    [Fact]
    public void What_has_an_incident_is_moved_past_it()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Xor("which"), When("x > 1"), User("a")).Path("which", When("x < 0"), User("b")))).Start(("x", 0));
        engine.IncidentsAt.Should().Equal("which");
        engine.Modify(Move("which", "b")).WaitsAt("b");
        engine.State.Incidents.Should().BeEmpty();
    }
}
