using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Which triggers and results an event may have where it stands (tables 10.89 to 10.93).</summary>
internal static class EventKindRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<IntermediateCatchEvent>("catch-kind", Catch),
        Rule.Each<IntermediateThrowEvent>("throw-kind", Throw),
        Rule.Each<EndEvent>("end-kind", End),
        Rule.Each<EventNode>("event-without-incoming", node => node is IntermediateCatchEvent or IntermediateThrowEvent && node.Incoming.Count == 0
            && node is not IntermediateCatchEvent { Definition: LinkEventDefinition } && node.Container is not AdHocSubProcess
            ? "nothing leads to the event; connect it, or make it a start event" : null),
        Rule.Each<EndEvent>("cancel-outside-transaction", CancelInTransaction),
        Rule.Each<EventNode>("parallel-multiple-single", ParallelMultiple, forDrawings: false),
    ];

    private static string? Catch(IntermediateCatchEvent node)
    {
        if (node.Definitions.Count == 0)
        {
            return "the event waits, but for nothing; choose a message, a timer, a condition, a link or a signal";
        }

        return Refused(node, "wait in the flow for",
            d => d is MessageEventDefinition or TimerEventDefinition or ConditionalEventDefinition or LinkEventDefinition or SignalEventDefinition,
            "put it on the boundary of an activity, or start an event sub-process with it");
    }

    private static string? Throw(IntermediateThrowEvent node) => Refused(node, "throw in the flow",
        d => d is MessageEventDefinition or EscalationEventDefinition or CompensationEventDefinition or LinkEventDefinition or SignalEventDefinition,
        "use an end event");

    private static string? End(EndEvent node) => Refused(node, "end with",
        d => d is not (TimerEventDefinition or ConditionalEventDefinition or LinkEventDefinition),
        "choose another result");

    private static string? CancelInTransaction(EndEvent node) =>
        node.Definitions.Any(d => d is CancelEventDefinition) && !InTransaction(node)
            ? "only a transaction can be cancelled; move the end event into a transaction, or choose another result"
            : null;

    private static bool InTransaction(FlowNode node)
    {
        var around = node.Container as FlowNode;
        while (around is not (null or Transaction))
        {
            around = around.Container as FlowNode;
        }

        return around is not null;
    }

    private static string? ParallelMultiple(EventNode node) =>
        node is { ParallelMultiple: true, Definitions.Count: < 2 }
            ? "the event waits for several triggers together, but has fewer than two; add the others, or remove parallelMultiple"
            : null;

    private static string? Refused(EventNode node, string does, Func<EventDefinition, bool> allowed, string instead) =>
        node.Definitions.FirstOrDefault(definition => !allowed(definition)) is { } wrong
            ? $"it cannot {does} {Describe(wrong)}; {instead}"
            : null;

    /// <summary>The kind in words, with its article.</summary>
    internal static string Describe(EventDefinition definition) => definition switch
    {
        MessageEventDefinition => "a message",
        TimerEventDefinition => "a timer",
        ErrorEventDefinition => "an error",
        EscalationEventDefinition => "an escalation",
        CancelEventDefinition => "a cancellation",
        CompensationEventDefinition => "compensation",
        ConditionalEventDefinition => "a condition",
        LinkEventDefinition => "a link",
        SignalEventDefinition => "a signal",
        _ => "a termination",
    };
}
