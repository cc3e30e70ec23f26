using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Elements;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class AdHocTests
{
    private static Engine Start(AdHocSubProcess adHoc, params (string, FeelValue)[] variables) => new Engine(Process("p", p => p
        .Path(Model.Start("s"), adHoc, User("after"))
        .Inside(adHoc.Id, inner => inner.Path(User("visit"), User("report")).Path(User("call"))))).Start(variables);

    [Fact]
    public void People_start_activities_as_often_as_they_like_until_they_say_it_is_done()
    {
        var engine = Start(new AdHocSubProcess { Id = "support" });
        var key = engine.Element("support").Key;
        engine.WaitsAt();
        AdHoc.Activatable(engine.State, engine, key).Select(activity => activity.Id).Should().Equal("visit", "call");
        engine.Accept(new ActivateAdHoc(key, ["visit", "call"], FeelContext.Of(("why", "asked"))));
        engine.Accept(new ActivateAdHoc(key, ["call"], FeelContext.Empty));
        engine.Complete("visit").WaitsAt("report", "call", "call");
        engine.Refused(new ActivateAdHoc(key, ["report"], FeelContext.Empty)).Should().Be(Refusal.Invalid);
        engine.Accept(new CompleteAdHoc(key));
        engine.WaitsAt("after");
    }

    [Fact]
    public void A_sequential_one_lets_one_activity_run_and_one_that_keeps_what_runs_waits_for_it()
    {
        var engine = Start(new AdHocSubProcess { Id = "support", Sequential = true, CancelRemainingInstances = false });
        var key = engine.Element("support").Key;
        engine.Accept(new ActivateAdHoc(key, ["call"], FeelContext.Empty));
        engine.Refused(new ActivateAdHoc(key, ["visit"], FeelContext.Empty)).Should().Be(Refusal.WrongState);
        engine.Refused(new CompleteAdHoc(key)).Should().Be(Refusal.WrongState);
        engine.Complete("call");
        engine.Accept(new CompleteAdHoc(key));
        engine.WaitsAt("after");
    }

    [Fact]
    public void A_completion_condition_ends_it_after_an_activity()
    {
        var engine = Start(new AdHocSubProcess { Id = "support", CompletionCondition = Feel("safe") }, ("safe", false));
        var key = engine.Element("support").Key;
        engine.Accept(new ActivateAdHoc(key, ["call", "call"], FeelContext.Empty));
        engine.Complete("call").WaitsAt("call");
        engine.Accept(new ActivateAdHoc(key, ["visit"], FeelContext.Empty));
        engine.Complete("call", ("safe", true)).WaitsAt("after");
    }

    [Fact]
    public void Activities_named_by_the_model_start_at_once()
    {
        var engine = Start(new AdHocSubProcess { Id = "support", ActiveElements = Feel("chosen") }, ("chosen", FeelValue.List("call")));
        engine.Complete("call").WaitsAt("after");
    }
}
