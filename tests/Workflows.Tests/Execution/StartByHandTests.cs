using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>An instance that somebody starts elsewhere than at a start event.</summary>
public sealed class StartByHandTests
{
    private static readonly Message Reply = new("m", Expression.Literal("reply"), null);

    private static Engine Drawn() => new(Process("p", p => p
        .Path(Start("s"), User("ask"), new IntermediateCatchEvent { Id = "answered", Definitions = [new MessageEventDefinition(Reply)] }, new SubProcess { Id = "sub" }, User("last"), End("e"))
        .Inside("sub", sub => sub.Path(Start("is"), User("inside"), End("ie")))));

    [Fact]
    public void At_a_catch_event_it_waits_for_the_message()
    {
        var engine = Drawn().Start("answered");
        engine.State.Subscriptions.Should().ContainSingle(subscription => subscription.Name == "reply");
        engine.WaitsAt();
        engine.Deliver("reply").WaitsAt("inside");
    }

    [Fact]
    public void At_a_signal_event_it_waits_for_the_signal()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), new IntermediateCatchEvent { Id = "heard", Definitions = [new SignalEventDefinition(new Signal("g", Expression.Literal("bell")))] }, User("last")))).Start("heard");
        engine.State.Subscriptions.Should().ContainSingle(subscription => subscription.Name == "bell");
        engine.WaitsAt();
    }

    [Fact]
    public void At_a_task_it_is_open()
    {
        Drawn().Start("last").WaitsAt("last");
        Drawn().Start("inside").WaitsAt("inside");
        Drawn().Start("inside").Complete("inside").WaitsAt("last");
    }

    [Fact]
    public void At_an_end_event_it_ends() => Drawn().Start("e").HasEnded();

    [Fact]
    public void At_a_receive_task_that_does_not_instantiate_it_waits()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), new ReceiveTask { Id = "receive", Message = Reply }, User("last")))).Start("receive");
        engine.State.Subscriptions.Should().ContainSingle(subscription => subscription.Name == "reply");
    }

    [Fact]
    public void What_instantiates_has_occurred()
    {
        var engine = new Engine(Process("p", p => p.Path(new ReceiveTask { Id = "receive", Message = Reply, Instantiate = true }, User("last")))).Start("receive");
        engine.WaitsAt("last");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("is")]
    public void Elsewhere_it_is_refused(string at) =>
        Drawn().Execute(new StartInstance(1, null, FeelContext.Empty, at)).Refusal.Should().Be(Refusal.Invalid);
}
