using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on sub-processes (clause 10.3.5).</summary>
internal static class SubProcessRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<SubProcess>("event-subprocess-flow", inner => inner.TriggeredByEvent && (inner.Incoming.Count > 0 || inner.Outgoing.Count > 0)
            ? "an event sub-process is started by its event, so no sequence flow leads into it or out of it; remove the flows" : null),
        Rule.Each<SubProcess>("event-subprocess-start", inner => inner.TriggeredByEvent && inner.StartEvents.Count != 1
            ? $"an event sub-process has exactly one start event, and this one has {inner.StartEvents.Count}; {(inner.StartEvents.Count == 0 ? "add one with a trigger" : "make several event sub-processes")}" : null),
        Rule.Each<SubProcess>("event-subprocess-loop", inner => inner.TriggeredByEvent && inner.Loop is not null
            ? "an event sub-process does not repeat by itself; remove the loop marker, and make its start event not interrupting" : null),
        Rule.Each<SubProcess>("event-subprocess-kind", inner => inner.TriggeredByEvent && inner is Transaction or AdHocSubProcess { TriggeredByEvent: true }
            ? "a transaction or ad-hoc sub-process cannot be an event sub-process; put it into one" : null),
        Rule.Each<SubProcess>("event-subprocess-compensation", inner => inner is { TriggeredByEvent: true, IsForCompensation: true }
            && CompensationStarts.StartedBy(inner) is null
            ? "an event sub-process without a compensation start event is no compensation activity; remove isForCompensation" : null),
        Rule.Each<AdHocSubProcess>("ad-hoc-start-or-end", adHoc => adHoc.Children.Any(child => child is StartEvent or EndEvent)
            ? "people begin and end the work of an ad-hoc sub-process, so it has no start and end events; remove them" : null),
        Rule.Each<AdHocSubProcess>("ad-hoc-empty", adHoc => adHoc.Children.OfType<Activity>().Any() ? null
            : "there is nothing to do in the ad-hoc sub-process; add an activity"),
    ];
}
