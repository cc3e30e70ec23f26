using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>What holds for every scope: where it starts, and how an event sub-process interrupts it.</summary>
internal static class Scopes
{
    /// <summary>
    /// Where a token starts in a container without a trigger: its none start events; without any start event every node
    /// that nothing leads to (BPMN 2.0.2 clause 13.2).
    /// </summary>
    public static IEnumerable<FlowNode> StartNodes(IFlowContainer container) => container.StartEvents.Count > 0
        ? container.StartEvents.Where(start => start.Definitions.Count == 0)
        : container.Children.Where(StartsWithoutFlow);

    public static bool StartsWithoutFlow(FlowNode node) => node.Incoming.Count == 0 && node switch
    {
        BoundaryEvent => false,
        Activity { IsForCompensation: true } => false,
        SubProcess { TriggeredByEvent: true } => false,
        IntermediateCatchEvent { Definition: LinkEventDefinition } => false,
        _ => true,
    };

    /// <summary>Whether an interrupting event sub-process has taken the scope over.</summary>
    public static bool IsInterrupted(ElementInstance scope)
    {
        if (scope.Container is not { EventSubProcesses.Count: > 0 })
        {
            return false;
        }

        foreach (var child in scope.Children)
        {
            if (child.Node is SubProcess { TriggeredByEvent: true, StartEvents: [{ IsInterrupting: true }, ..] })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends all that goes on in the scope, and closes the starts of its event sub-processes; its boundary events stay.</summary>
    public static void Interrupt(CommandExecution execution, ElementInstance scope)
    {
        Closing.TerminateChildren(execution, scope);
        Closing.CloseCatchers(execution, scope, id => scope.Process!.Node(id) is StartEvent);
        while (scope.Incidents is [{ } incident, ..])
        {
            execution.Write(new IncidentResolved(incident.Key));
        }
    }
}
