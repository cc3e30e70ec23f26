using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on where containers begin (clause 10.5.2).</summary>
internal static class StartEventRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.EachContainer("start-none-several", OneNoneStart, forDrawings: false),
        Rule.Each<StartEvent>("start-kind", Kind),
        Rule.Each<StartEvent>("start-not-interrupting", MustInterrupt),
        Rule.EachContainer("start-missing", SomethingStarts, forDrawings: false),
        Rule.EachContainer("end-without-start", EndNeedsStart),
    ];

    private static IEnumerable<Finding> OneNoneStart(IFlowContainer container) =>
        container.StartEvents.Where(start => start.Definitions.Count == 0).Skip(1)
            .Select(start => Finding.At(start, "there is another start event without a trigger beside this one, so that nobody could say where it begins; keep one, or give this one a trigger"));

    private static string? Kind(StartEvent start) => start.Container switch
    {
        SubProcess { TriggeredByEvent: true } when start.Definitions.Count == 0 =>
            "the start event of an event sub-process needs a trigger; choose one (message, timer, signal, error ...)",
        SubProcess { TriggeredByEvent: true } => Refused(start, "an event sub-process", d => d is not (CancelEventDefinition or LinkEventDefinition or TerminateEventDefinition)),
        AdHocSubProcess => null,
        SubProcess when start.Definitions.Count > 0 =>
            "a sub-process is started by its incoming flow, so its start event has no trigger; remove the trigger, or make it an event sub-process",
        SubProcess => null,
        _ => Refused(start, "a process", d => d is MessageEventDefinition or TimerEventDefinition or ConditionalEventDefinition or SignalEventDefinition),
    };

    private static string? Refused(StartEvent start, string what, Func<EventDefinition, bool> allowed) =>
        start.Definitions.FirstOrDefault(definition => !allowed(definition)) is { } wrong
            ? $"{what} cannot be started by {EventKindRules.Describe(wrong)}; choose another trigger"
            : null;

    private static string? MustInterrupt(StartEvent start) =>
        start is { IsInterrupting: false, Container: SubProcess { TriggeredByEvent: true } }
            && start.Definitions.FirstOrDefault(d => d is ErrorEventDefinition or CompensationEventDefinition) is { } always
            ? $"{EventKindRules.Describe(always)} always interrupts; remove isInterrupting=\"false\""
            : null;

    private static IEnumerable<Finding> SomethingStarts(IFlowContainer container)
    {
        if (container is AdHocSubProcess or SubProcess { TriggeredByEvent: true } || container.StartEvents.Count > 0 || container.Children.Any(Begins))
        {
            yield break;
        }

        yield return container switch
        {
            FlowNode node => Finding.At(node, "nothing in the sub-process can begin; add a start event"),
            ProcessDefinition process => new Finding(process.Id, process.Name, 0, "nothing in the process can begin; add a start event"),
            _ => throw new InvalidOperationException($"A {container.GetType().Name} contains flow nodes and is not known here."),
        };
    }

    private static IEnumerable<Finding> EndNeedsStart(IFlowContainer container) =>
        container is AdHocSubProcess || container.StartEvents.Count > 0 || container.Children.Any(Instantiates) || container.Children.OfType<EndEvent>().FirstOrDefault() is not { } end
            ? []
            : [Finding.At(end, "there is an end event but no start event; add one, or remove the end event")];

    private static bool Instantiates(FlowNode node) => node is ReceiveTask { Instantiate: true } or EventBasedGateway { Instantiate: true };

    private static bool Begins(FlowNode node) =>
        node.Incoming.Count == 0 && node is not (BoundaryEvent or Activity { IsForCompensation: true } or SubProcess { TriggeredByEvent: true });
}
