using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>What an event that occurred does to the element instance that waited for it.</summary>
internal static class EventFiring
{
    public static void Fire(CommandExecution execution, ElementInstance owner, FlowNode node, FeelContext given)
    {
        switch (node)
        {
            case BoundaryEvent boundary:
                FireBoundary(execution, owner, boundary, given);
                break;
            case StartEvent { Container: SubProcess { TriggeredByEvent: true } eventSubProcess } start:
                FireEventSubProcess(execution, owner, eventSubProcess, start, given);
                break;
            case var target when owner.Node is EventBasedGateway gateway && target != owner.Node:
                FireAfterGateway(execution, owner, gateway, target, given);
                break;
            default:
                Closing.CloseCatchers(execution, owner, id => id == node.Id);
                Data.Accept(execution, owner, given);
                execution.Queue(owner, ElementStep.Complete);
                break;
        }
    }

    // The scope of the activity goes on with the boundary event's token, whether or not the activity goes on too.
    private static void FireBoundary(CommandExecution execution, ElementInstance owner, BoundaryEvent boundary, FeelContext given)
    {
        var scope = owner.Scope!;
        if (boundary.CancelActivity)
        {
            Closing.Terminate(execution, owner);
        }

        Occur(execution, scope, boundary, given);
    }

    private static void FireEventSubProcess(CommandExecution execution, ElementInstance scope, SubProcess eventSubProcess, StartEvent start, FeelContext given)
    {
        if (start.IsInterrupting)
        {
            Scopes.Interrupt(execution, scope);
        }

        var element = execution.Activate(eventSubProcess, scope);
        if (given.Count == 0)
        {
            return;
        }

        if (start.Outputs.Count > 0)
        {
            execution.Write(new VariablesSet(element.Key, Data.Json(given)));
        }
        else
        {
            Data.Propagate(execution, scope, given);
        }
    }

    private static void FireAfterGateway(CommandExecution execution, ElementInstance owner, EventBasedGateway gateway, FlowNode target, FeelContext given)
    {
        var scope = owner.Scope!;
        var flow = gateway.Outgoing.First(outgoing => outgoing.Target == target);
        Closing.CloseCatchers(execution, owner, gateway.Parallel ? id => id == target.Id : null);
        if (owner.Timers is null or { Count: 0 } && owner.Subscriptions is null or { Count: 0 })
        {
            Closing.CloseRows(execution, owner);
            execution.Write(new ElementCompleted(owner.Key, owner.ElementId));
        }

        execution.Write(new FlowTaken(scope.Key, flow.Id));
        Occur(execution, scope, target, given);
    }

    /// <summary>An event that has occurred already: it comes to life only to pass its token on.</summary>
    public static void Occur(CommandExecution execution, ElementInstance scope, FlowNode node, FeelContext given)
    {
        var element = execution.Create(node, scope);
        Data.Accept(execution, element, given);
        execution.Queue(element, ElementStep.Complete);
    }
}
