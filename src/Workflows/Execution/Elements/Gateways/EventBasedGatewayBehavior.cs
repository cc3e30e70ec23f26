using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Gateways;

/// <summary>
/// An event-based gateway (BPMN 2.0.2 clause 13.4.4): waits for the first of the events that follow it. One that starts its
/// process in parallel waits for all the others when the first has started it.
/// </summary>
internal sealed class EventBasedGatewayBehavior : ElementBehavior<EventBasedGateway>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, EventBasedGateway node)
    {
        // The event that started the instance has occurred already.
        var startedBy = node.Instantiate && element.Scope!.Scope is null ? execution.State.StartElementId : null;
        var targets = node.Outgoing.Select(flow => flow.Target).Where(target => target.Id != startedBy);
        return Catchers.Open(execution, element, targets.Select(Catcher.Of)) is { } problem ? problem : Opened(execution, element);
    }

    private static Outcome Opened(CommandExecution execution, ElementInstance element)
    {
        Conditions.CheckNewOf(execution, element);
        return Outcome.Waits;
    }
}
