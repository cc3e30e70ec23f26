using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;
using static Peninsula.Workflows.Tests.Execution.Operations.Changes;

namespace Peninsula.Workflows.Tests.Execution.Operations;

public sealed class ActivateTests
{
    private static ProcessDefinition Nested() => Process("p", p => p
        .Path(Start("s"), User("first"), Sub("outer"), User("last"), End("e"))
        .On("outer", Boundary("late", After("P1D")), User("chase"))
        .Inside("outer", outer => outer
            .Path(Start("os"), User("a"), Sub("inner"), End("oe"))
            .Inside(EventSub("called off"), inside => inside.Path(Start("stop", Message("stop")), User("tidy")))
            .Inside("inner", inner => inner.Path(Start("is"), User("b"), User("c"), End("ie")))));

    [Fact]
    public void An_element_starts_beside_what_runs()
    {
        var engine = new Engine(Nested()).Start().Modify(new ActivateElement("last"));
        engine.WaitsAt("first", "last");
        engine.History.OfType<InstanceModified>().Single().Reason.Should().Be("drawn wrongly");
        engine.Complete("last").Complete("first").WaitsAt("a");
    }

    [Fact]
    public void Scopes_around_it_are_created_without_their_start_and_with_their_events()
    {
        var engine = new Engine(Nested()).Start().Modify(new ActivateElement("b"), Cancel("first"));
        engine.WaitsAt("b");
        engine.State.Timers.Should().ContainSingle(timer => timer.ElementId == "late");
        engine.State.Subscriptions.Should().ContainSingle(subscription => subscription.ElementId == "stop");
        engine.Complete("b").Complete("c").Complete("last").HasEnded();
    }

    [Fact]
    public void Scopes_that_run_are_used()
    {
        var engine = new Engine(Nested()).Start().Complete("first").Modify(new ActivateElement("b"));
        engine.WaitsAt("a", "b");
        engine.State.Elements.Count(element => element.ElementId == "outer").Should().Be(1);
        engine.Complete("a").WaitsAt("b", "b");
        engine.WhyNot(new ActivateElement("c")).Should().Equal("ambiguous-scope c");
    }

    [Fact]
    public void An_ancestor_says_which_scope_and_new_ones_are_made_below_it()
    {
        var engine = new Engine(Nested()).Start().Complete("first").Modify(new ActivateElement("b"));
        engine.Modify(new ActivateElement("c", engine.Element("outer").Key));
        engine.State.Elements.Count(element => element.ElementId == "inner").Should().Be(2);
        engine.Modify(new ActivateElement("c", engine.Element("inner").Key)).WaitsAt("a", "b", "c", "c");
        engine.State.Elements.Count(element => element.ElementId == "inner").Should().Be(2);
        engine.WhyNot(new ActivateElement("last", engine.Element("inner").Key)).Should().Equal("not-in-scope last");
        engine.WhyNot(new ActivateElement("b", 4711)).Should().Equal("not-active b");
    }

    [Fact]
    public void It_goes_on_after_an_element()
    {
        var engine = new Engine(Nested()).Start().Modify(new ActivateElement("b") { After = true }, Cancel("first"));
        engine.WaitsAt("c");
        engine.Modify(new ActivateElement("late") { After = true }).WaitsAt("c", "chase");
    }

    [Fact]
    public void Going_on_into_a_join_waits_there_for_the_others()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), And("f"), User("a"), And("j"), User("last")).Path("f", User("b"), "j"))).Start();
        engine.Modify(new ActivateElement("a") { After = true }, Cancel("a")).WaitsAt("b");
        engine.Complete("b").WaitsAt("last");
    }

    [Fact]
    public void Variables_are_given_to_the_element_and_to_scopes_around_it()
    {
        var engine = new Engine(Nested()).Start().Modify(new ActivateElement("b")
        {
            Variables =
            [
                new(null, FeelContext.Of(("everywhere", 1))), new("outer", FeelContext.Of(("outside", 2))),
                new("inner", FeelContext.Of(("inside", 3))), new("b", FeelContext.Of(("own", 4))),
            ],
        });
        engine["everywhere"].Should().Be((FeelValue)1);
        engine["outside"].IsNull.Should().BeTrue();
        var b = engine.Task("b").Key;
        new[] { "everywhere", "outside", "inside", "own" }.Select(name => engine.State.Variable(name, b)).Should().Equal(1, 2, 3, 4);
        engine.State.Element(b)!.Variables.Keys.Should().Equal("own");
        engine.WhyNot(new ActivateElement("first") { Variables = [new("outer", FeelContext.Of(("x", 1)))] }).Should().Equal("not-in-scope outer");
    }

    [Fact]
    public void A_join_that_is_started_goes_on_at_once()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), And("f"), User("a"), And("j"), User("last")).Path("f", User("b"), "j"))).Start();
        engine.Modify(new ActivateElement("j"), Cancel("a"), Cancel("b")).WaitsAt("last");
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var process = Process("p", p => p
            .Path(Start("s"), User("a"), new EventBasedGateway { Id = "first of" }, Catch("answer", Message("answer")), End("e"))
            .Path("first of", Catch("silence", After("P1D")), "e")
            .On("a", Boundary("late", After("P1D")), User("b"))
            .Undo("a", User("undo", undoes: true)));
        new Engine(process).Start()
            .WhyNot(new ActivateElement("s"), new ActivateElement("late"), new ActivateElement("answer"), new ActivateElement("undo"), new ActivateElement("nowhere"), Cancel("b"), new ActivateElement("e") { After = true })
            .Should().BeEquivalentTo("start-event s", "boundary-event late", "after-event-gateway answer", "compensation-handler undo", "unknown-element nowhere", "not-active b", "no-single-flow e");
    }

    [Fact]
    public void Nothing_starts_inside_what_is_cancelled()
    {
        var engine = new Engine(Nested()).Start().Complete("first").Complete("a");
        engine.WhyNot(new ActivateElement("b", engine.Element("inner").Key), Cancel("outer")).Should().Equal("scope-is-cancelled b");
    }

    [Fact]
    public void An_element_of_a_called_process_starts_in_there()
    {
        var called = Process("called", p => p.Path(Start("cs"), User("x"), User("y"), End("ce")));
        var engine = new Engine(Process("p", p => p.Path(Start("s"), new CallActivity { Id = "call", ProcessId = Expression.Literal("called") }, User("last"))), called).Start();
        engine.Modify(Move("x", "y")).WaitsAt("y");
        engine.Modify(new ActivateElement("x")).WaitsAt("x", "y");
        engine.Complete("x").Complete("y").Complete("y").WaitsAt("last");
    }

    [Fact]
    public void An_ad_hoc_sub_process_that_lets_one_run_takes_no_second()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), new AdHocSubProcess { Id = "choose", Sequential = true }, End("e"))
            .Inside("choose", inside => inside.Path(User("x")).Path(User("y"))))).Start();
        engine.Modify(new ActivateElement("x")).WaitsAt("x");
        engine.WhyNot(new ActivateElement("y")).Should().Equal("one-at-a-time y");
        engine.Modify(Cancel("x")).WaitsAt();
        engine.State.Status.Should().Be(InstanceStatus.Running, "an ad-hoc sub-process waits for people with nothing inside");
    }
}
