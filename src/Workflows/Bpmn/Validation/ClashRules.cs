using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Triggers in one place must differ, or nobody could say which of them takes an event.</summary>
internal static class ClashRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("boundary-clash", false, Boundaries),
        Rule.EachContainer("event-subprocess-clash", EventSubProcesses, forDrawings: false),
        Rule.EachContainer("start-clash", Starts, forDrawings: false),
        Rule.Each<ReceiveTask>("boundary-clash", OwnMessage, forDrawings: false),
        new("event-gateway-clash", false, AfterGateways),
    ];

    private static IEnumerable<Finding> Boundaries(ProcessDefinition process) =>
        process.Nodes.OfType<Activity>().SelectMany(activity => Clashes(activity.BoundaryEvents, $"another boundary event of {activity}"));

    private static IEnumerable<Finding> EventSubProcesses(IFlowContainer container) =>
        Clashes(container.EventSubProcesses.SelectMany(inner => inner.StartEvents), "another event sub-process here");

    private static IEnumerable<Finding> Starts(IFlowContainer container) =>
        container is ProcessDefinition ? Clashes(container.StartEvents, "another start event") : [];

    private static IEnumerable<Finding> AfterGateways(ProcessDefinition process) =>
        process.Nodes.OfType<EventBasedGateway>().SelectMany(gateway =>
            Clashes(gateway.Outgoing.Select(flow => flow.Target).OfType<IntermediateCatchEvent>().Distinct(), $"another event after {gateway}"));

    private static string? OwnMessage(ReceiveTask task) =>
        task.Message is { Name: var name } && task.BoundaryEvents.Any(boundary => boundary.Definition is MessageEventDefinition { Message.Name: var other } && other.Text == name.Text)
            ? $"the task and its boundary event both wait for the message '{name}'; give one of them another message"
            : null;

    private static IEnumerable<Finding> Clashes(IEnumerable<EventNode> events, string other)
    {
        var seen = new HashSet<string>();
        foreach (var node in events)
        {
            if (node.Definition is { } definition && Key(definition) is { } key && !seen.Add(key))
            {
                yield return Finding.At(node, $"{other} waits for {key} too; keep one, or let them differ");
            }
        }
    }

    /// <summary>What must be unique; null for kinds of which there may be several.</summary>
    private static string? Key(EventDefinition definition) => definition switch
    {
        MessageEventDefinition { Message.Name.Text: { Length: > 0 } name } => $"the message '{name}'",
        SignalEventDefinition { Signal.Name.Text: { Length: > 0 } name } => $"the signal '{name}'",
        ErrorEventDefinition { Code: var code } => code is null ? "every error" : $"the error '{code}'",
        EscalationEventDefinition { Code: var code } => code is null ? "every escalation" : $"the escalation '{code}'",
        CancelEventDefinition => "the cancellation",
        CompensationEventDefinition => "compensation",
        _ => null,
    };
}
