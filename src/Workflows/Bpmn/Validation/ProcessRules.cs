using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>The static constraints of BPMN 2.0.2 and of what this engine runs, over a linked process.</summary>
internal static class ProcessRules
{
    public static void Check(ProcessDefinition process, ProblemList problems)
    {
        Starts(process, problems);
        foreach (var node in process.Nodes)
        {
            FlowRules.Check(node, problems);
            switch (node)
            {
                case EventNode @event:
                    EventRules.Check(@event, problems);
                    break;
                case Gateway gateway:
                    GatewayRules.Check(gateway, problems);
                    break;
                case Activity activity:
                    ActivityRules.Check(activity, problems);
                    break;
            }
        }

        LinkRules.Check(process, problems);
        foreach (var container in process.Nodes.OfType<SubProcess>())
        {
            LinkRules.Check(container, problems);
        }
    }

    private static void Starts(ProcessDefinition process, ProblemList problems)
    {
        if (process.StartEvents.Count(start => start.Definitions.Count == 0) > 1)
        {
            problems.Add(process.StartEvents.Last(start => start.Definitions.Count == 0), "start-none-twice",
                "The process has more than one start event without a trigger. Keep one, or give the others a message, signal or timer.");
        }

        if (process.Children.Count == 0)
        {
            problems.Add("process-empty", $"The process '{process.Id}' has no elements. Draw at least a start and an end event.");
        }
    }
}
