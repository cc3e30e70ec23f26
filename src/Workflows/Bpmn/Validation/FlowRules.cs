using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Which elements may have sequence flows in and out, and with conditions (clauses 8.4.13, 10.5, 13.2).</summary>
internal static class FlowRules
{
    public static void Check(FlowNode node, ProblemList problems)
    {
        if (node.Incoming.Count > 0 && node is StartEvent)
        {
            problems.Add(node, "start-incoming", "A start event cannot have incoming sequence flows. Connect them to the element after it.");
        }

        if (node.Incoming.Count > 0 && node is BoundaryEvent)
        {
            problems.Add(node, "boundary-incoming", "A boundary event cannot have incoming sequence flows. Connect them to the activity it is attached to.");
        }

        if (node.Outgoing.Count > 0 && node is EndEvent)
        {
            problems.Add(node, "end-outgoing", "An end event cannot have outgoing sequence flows. Make it an intermediate event, or remove the flows.");
        }

        if (node is SubProcess { TriggeredByEvent: true } && (node.Incoming.Count > 0 || node.Outgoing.Count > 0))
        {
            problems.Add(node, "event-sub-process-flow", "An event sub-process is started by its start event and cannot have sequence flows.");
        }

        if (node is Activity { IsForCompensation: true } && (node.Incoming.Count > 0 || node.Outgoing.Count > 0))
        {
            problems.Add(node, "compensation-flow", "A compensation activity is reached by an association and cannot have sequence flows.");
        }

        foreach (var flow in node.Outgoing.Where(flow => flow.Condition is not null))
        {
            if (node is ParallelGateway or EventBasedGateway)
            {
                problems.Add(flow, "condition-not-allowed", $"A flow out of {node} cannot have a condition. Remove it, or use an exclusive or inclusive gateway.");
            }
            else if (DefaultOf(node) == flow)
            {
                problems.Add(flow, "condition-on-default", "The default flow cannot have a condition: it is taken when no other is.");
            }
        }
    }

    private static SequenceFlow? DefaultOf(FlowNode node) => node switch
    {
        Gateway gateway => gateway.Default,
        Activity activity => activity.Default,
        _ => null,
    };
}
