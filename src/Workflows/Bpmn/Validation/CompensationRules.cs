using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on compensation (clause 10.7).</summary>
internal static class CompensationRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<BoundaryEvent>("compensation-handler-missing", HasHandler, forDrawings: false),
        Rule.Each<Activity>("compensation-handler-flow", activity => activity.IsForCompensation && (activity.Incoming.Count > 0 || activity.Outgoing.Count > 0)
            ? "a compensation activity stands outside the flow; remove its sequence flows, and connect it to the compensation event with an association" : null),
        Rule.Each<Activity>("compensation-handler-boundary", activity => activity.IsForCompensation && activity.BoundaryEvents.Any(BoundaryEventRules.IsCompensation)
            ? "a compensation activity cannot itself be compensated; remove the compensation event from it" : null),
        Rule.Each<StartEvent>("compensation-start-in-process", start =>
            start.Definitions.Any(d => d is CompensationEventDefinition) && start.Container is SubProcess { TriggeredByEvent: true, Container: ProcessDefinition }
                ? "nothing outside a process can ask it to compensate; move the event sub-process into a sub-process" : null),
        Rule.Each<SubProcess>("compensation-twice", inner => CompensationStarts.EventSubProcess(inner) is { } undo && inner.BoundaryEvents.Any(BoundaryEventRules.IsCompensation)
            ? $"it is undone by its compensation event and by {undo} inside; keep one" : null),
        new("compensation-target", true, Targets),
    ];

    private static string? HasHandler(BoundaryEvent boundary) =>
        BoundaryEventRules.IsCompensation(boundary) && boundary.AttachedTo is { CompensationHandler: null }
            ? "no compensation activity is connected to the event; connect one with an association, and mark it as such (isForCompensation)"
            : null;

    private static IEnumerable<Finding> Targets(ProcessDefinition process)
    {
        foreach (var node in process.Nodes.OfType<EventNode>())
        {
            if (node is not (IntermediateThrowEvent or EndEvent) || node.Definitions.OfType<CompensationEventDefinition>().FirstOrDefault()?.ActivityRef is not { } id)
            {
                continue;
            }

            if (process.Node(id) is not Activity activity)
            {
                yield return Finding.At(node, $"what it is to compensate, '{id}', is no activity of this process; choose one, or none for all of them");
            }
            else if (!Sees(node, activity))
            {
                yield return Finding.At(node, $"it is to compensate {activity}, which stands in another scope; choose an activity beside the event, or the sub-process that holds it");
            }
        }
    }

    // Clause 13.5.5: what stands on the same level; from an event sub-process also what stands beside that.
    private static bool Sees(EventNode thrower, Activity activity)
    {
        var scope = thrower.Container;
        while (scope != activity.Container && scope is SubProcess { TriggeredByEvent: true } inner)
        {
            scope = inner.Container;
        }

        return scope == activity.Container;
    }
}
