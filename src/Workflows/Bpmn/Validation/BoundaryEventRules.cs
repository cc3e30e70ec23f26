using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on boundary events (clause 10.5.4).</summary>
internal static class BoundaryEventRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<BoundaryEvent>("boundary-kind", Kind),
        Rule.Each<BoundaryEvent>("boundary-not-interrupting", MustInterrupt),
        Rule.Each<BoundaryEvent>("cancel-outside-transaction", CancelOnTransaction),
        Rule.Each<BoundaryEvent>("boundary-on-event-subprocess", boundary => boundary.AttachedTo is SubProcess { TriggeredByEvent: true }
            ? "an event sub-process carries no boundary events; catch the event inside it, or around it" : null),
        Rule.Each<BoundaryEvent>("boundary-never-thrown", boundary => boundary is { AttachedTo: { Loop: not MultiInstance } and not (SubProcess or CallActivity or UserTask) }
            && boundary.Definitions.Any(d => d is EscalationEventDefinition)
            ? $"nothing inside {boundary.AttachedTo} can escalate; put the event on a sub-process, a call activity or a user task" : null, forDrawings: false),
        Rule.Each<BoundaryEvent>("compensation-with-flow", boundary => boundary.Outgoing.Count > 0 && IsCompensation(boundary)
            ? "no flow leaves a compensation event; connect it to its compensation activity with an association instead" : null),
    ];

    private static string? Kind(BoundaryEvent boundary)
    {
        if (boundary.Definitions.Count == 0)
        {
            return "the boundary event has no trigger; choose one (timer, message, error ...)";
        }

        return boundary.Definitions.FirstOrDefault(d => d is LinkEventDefinition or TerminateEventDefinition) is { } wrong
            ? $"a boundary event cannot catch {EventKindRules.Describe(wrong)}; choose another trigger"
            : null;
    }

    private static string? MustInterrupt(BoundaryEvent boundary) =>
        !boundary.CancelActivity && boundary.Definitions.FirstOrDefault(d => d is ErrorEventDefinition or CancelEventDefinition) is { } always
            ? $"{EventKindRules.Describe(always)} always ends the activity; remove cancelActivity=\"false\""
            : null;

    private static string? CancelOnTransaction(BoundaryEvent boundary) =>
        boundary is { AttachedTo: not (null or Transaction) } && boundary.Definitions.Any(d => d is CancelEventDefinition)
            ? "only a transaction can be cancelled; put the event on a transaction, or choose another trigger"
            : null;

    internal static bool IsCompensation(BoundaryEvent boundary) => boundary.Definitions.Any(d => d is CompensationEventDefinition);
}
