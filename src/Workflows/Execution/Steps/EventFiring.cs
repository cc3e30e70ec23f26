using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>What an event that occurred does to the element instance that waited for it.</summary>
internal static class EventFiring
{
    public static void Fire(Turn turn, ElementInstance owner, FlowNode node, FeelContext given)
    {
        switch (node)
        {
            case BoundaryEvent boundary:
                FireBoundary(turn, owner, boundary, given);
                break;
            case StartEvent { Container: SubProcess { TriggeredByEvent: true } eventSubProcess } start:
                FireEventSubProcess(turn, owner, eventSubProcess, start, given);
                break;
            case var target when owner.Node is EventBasedGateway gateway && target != owner.Node:
                FireAfterGateway(turn, owner, gateway, target, given);
                break;
            default:
                Closing.CloseCatchers(turn, owner, id => id == node.Id);
                Data.Accept(turn, owner, given);
                turn.Queue(owner, ElementStep.Complete);
                break;
        }
    }

    // The scope of the activity goes on with the boundary event's token, whether or not the activity goes on too.
    private static void FireBoundary(Turn turn, ElementInstance owner, BoundaryEvent boundary, FeelContext given)
    {
        var scope = owner.Scope!;
        if (boundary.CancelActivity)
        {
            Closing.Terminate(turn, owner);
        }

        Occur(turn, scope, boundary, given);
    }

    private static void FireEventSubProcess(Turn turn, ElementInstance scope, SubProcess eventSubProcess, StartEvent start, FeelContext given)
    {
        if (start.IsInterrupting)
        {
            Scopes.Interrupt(turn, scope);
        }

        var element = turn.Activate(eventSubProcess, scope);
        if (given.Count == 0)
        {
            return;
        }

        if (start.Outputs.Count > 0)
        {
            turn.Write(new VariablesSet(element.Key, Data.Json(given)));
        }
        else
        {
            Data.Propagate(turn, scope, given);
        }
    }

    private static void FireAfterGateway(Turn turn, ElementInstance owner, EventBasedGateway gateway, FlowNode target, FeelContext given)
    {
        var scope = owner.Scope!;
        var flow = gateway.Outgoing.First(one => one.Target == target);
        Closing.CloseCatchers(turn, owner, gateway.Parallel ? id => id == target.Id : null);
        if (owner.Timers is null or { Count: 0 } && owner.Subscriptions is null or { Count: 0 })
        {
            Closing.CloseRows(turn, owner);
            turn.Write(new ElementCompleted(owner.Key, owner.ElementId));
        }

        turn.Write(new FlowTaken(scope.Key, flow.Id));
        Occur(turn, scope, target, given);
    }

    /// <summary>An event that has occurred already: it comes to life only to pass its token on.</summary>
    public static void Occur(Turn turn, ElementInstance scope, FlowNode node, FeelContext given)
    {
        var element = turn.Create(node, scope);
        Data.Accept(turn, element, given);
        turn.Queue(element, ElementStep.Complete);
    }
}
