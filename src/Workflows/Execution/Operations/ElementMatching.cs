using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Which elements can become which: those that wait for the same kind of thing in the same way.</summary>
internal static class ElementMatching
{
    /// <summary>Why an element cannot become the other; null when it can.</summary>
    public static (string Rule, string Message)? Difference(FlowNode from, FlowNode to)
    {
        if (from.Kind != to.Kind)
        {
            return ("kind-changed", $"{from} is {from.Kind.Words}, but {to} is {to.Kind.Words}: they cannot be mapped.");
        }

        if (from is EventNode source && to is EventNode target && DifferentEvents(source, target) is { } events)
        {
            return events;
        }

        return (from, to) switch
        {
            (EventBasedGateway a, EventBasedGateway b) when a.Instantiate != b.Instantiate || a.Parallel != b.Parallel =>
                ("kind-changed", $"{from} and {to} are event-based gateways of different kinds."),
            (Activity a, Activity b) => DifferentActivities(a, b),
            _ => null,
        };
    }

    private static (string, string)? DifferentEvents(EventNode from, EventNode to)
    {
        if (!Waits(from).SequenceEqual(Waits(to)) || from.ParallelMultiple != to.ParallelMultiple)
        {
            return ("event-changed", $"{from} is an event of kind {Named(from)}, {to} of kind {Named(to)}: they cannot be mapped.");
        }

        return Interrupts(from) == Interrupts(to)
            ? null
            : ("event-changed", $"{from} {(Interrupts(from) ? "interrupts" : "does not interrupt")}, {to} {(Interrupts(to) ? "does" : "does not")}: they cannot be mapped.");
    }

    private static (string, string)? DifferentActivities(Activity from, Activity to)
    {
        if (Repeats(from) is var before && Repeats(to) is var after && before != after)
        {
            return ("loop-changed", $"{from} {before}, but {to} {after}: they cannot be mapped.");
        }

        if (from.IsForCompensation != to.IsForCompensation)
        {
            return ("compensation-changed", $"Only one of {from} and {to} is there to undo what was completed.");
        }

        if ((Jobs.Of(from) is null) != (Jobs.Of(to) is null) || from is ReceiveTask { Message: null } != to is ReceiveTask { Message: null })
        {
            return ("kind-changed", $"{from} and {to} do not wait for the same: only one has a job or a message.");
        }

        if (from is not SubProcess outer || to is not SubProcess target)
        {
            return null;
        }

        return outer.TriggeredByEvent && !Starts(outer).SequenceEqual(Starts(target))
            ? ("event-sub-process-start", $"The event sub-processes {from} and {to} are started by different kinds of event: they cannot be mapped.")
            : null;
    }

    private static IEnumerable<Type> Waits(EventNode node) => node.Definitions.Select(definition => definition.GetType());

    private static string Named(EventNode node) =>
        node.Definitions.Count == 0 ? "none" : string.Join(" and ", node.Definitions.Select(definition => definition.GetType().Name.Replace("EventDefinition", "", StringComparison.Ordinal).ToLowerInvariant()));

    private static bool Interrupts(EventNode node) => node switch
    {
        BoundaryEvent boundary => boundary.CancelActivity,
        StartEvent start => start.IsInterrupting,
        _ => true,
    };

    private static IEnumerable<string> Starts(SubProcess subProcess) =>
        subProcess.StartEvents.Select(start => $"{Named(start)} {start.IsInterrupting}").Order(StringComparer.Ordinal);

    private static string Repeats(Activity activity) => activity.Loop switch
    {
        MultiInstance { Sequential: true } => "runs one instance after another",
        MultiInstance => "runs several instances side by side",
        StandardLoop => "loops",
        _ => "runs once",
    };
}
