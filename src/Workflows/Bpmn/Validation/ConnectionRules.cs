using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>
/// Flows that are missing where BPMN wants one (clauses 10.3 to 10.6). Nothing waits for them: what nothing leads to never
/// happens, what leads nowhere ends. So they are worth a look, and stop nobody.
/// </summary>
internal static class ConnectionRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<StartEvent>("start-without-outgoing", start => start.Outgoing.Count == 0
            ? "nothing follows the start event; lead it to the first step" : null).AsWarning(),
        Rule.Each<EndEvent>("end-without-incoming", end => end.Incoming.Count == 0
            ? "nothing leads to the end event; connect it, or remove it" : null).AsWarning(),
        Rule.Each<FlowNode>("node-without-incoming", WithoutIncoming).AsWarning(),
        Rule.Each<FlowNode>("node-without-outgoing", WithoutOutgoing).AsWarning(),
        Rule.Each<BoundaryEvent>("boundary-without-outgoing", boundary => boundary.Outgoing.Count == 0 && !BoundaryEventRules.IsCompensation(boundary)
            ? "nothing follows the boundary event; lead it to what is to be done then" : null).AsWarning(),
        Rule.Each<Activity>("compensation-handler-unused", activity => activity.IsForCompensation && IsUnused(activity)
            ? "nothing is undone by the compensation activity; connect a compensation event with it by an association" : null).AsWarning(),
        Rule.Each<BoundaryEvent>("cancel-never-thrown", boundary => boundary is { AttachedTo: Transaction transaction }
            && boundary.Definitions.Any(d => d is CancelEventDefinition) && !Inside(transaction).Any(Cancels)
            ? $"nothing inside {boundary.AttachedTo} cancels it; add a cancel end event, or remove this event" : null).AsWarning(),
        Rule.Each<Transaction>("cancel-never-caught", transaction => Inside(transaction).Any(Cancels)
            && !transaction.BoundaryEvents.Any(boundary => boundary.Definitions.Any(d => d is CancelEventDefinition))
            ? "it can be cancelled, but nothing says how to go on then; add a cancel event on its boundary" : null).AsWarning(),
    ];

    private static string? WithoutIncoming(FlowNode node) =>
        node.Incoming.Count == 0 && node is not (StartEvent or EndEvent or BoundaryEvent) && IsInFlow(node) && node.Container.StartEvents.Count > 0
            && node is not (ReceiveTask { Instantiate: true } or EventBasedGateway { Instantiate: true } or IntermediateCatchEvent { Definition: LinkEventDefinition })
            ? "nothing leads to it, so it never happens; connect it, or remove it" : null;

    private static string? WithoutOutgoing(FlowNode node) =>
        node.Outgoing.Count == 0 && node is not (StartEvent or EndEvent or BoundaryEvent or IntermediateThrowEvent { Definition: LinkEventDefinition })
            && IsInFlow(node) && node.Container.Children.Any(child => child is EndEvent)
            ? "nothing follows it, so the flow ends here; lead it on, or to an end event" : null;

    private static bool IsInFlow(FlowNode node) =>
        node.Container is not AdHocSubProcess && node is not (Activity { IsForCompensation: true } or SubProcess { TriggeredByEvent: true });

    private static bool IsUnused(Activity handler) =>
        handler is not SubProcess { TriggeredByEvent: true }
        && !handler.Container.Children.OfType<Activity>().Any(activity => activity.CompensationHandler == handler);

    private static IEnumerable<FlowNode> Inside(SubProcess container) =>
        container.Children.Concat(container.Children.OfType<SubProcess>().Where(inner => inner is not Transaction).SelectMany(Inside));

    private static bool Cancels(FlowNode node) => node is EndEvent end && end.Definitions.Any(d => d is CancelEventDefinition);
}
