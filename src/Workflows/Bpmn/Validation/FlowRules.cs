using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on sequence flows (clauses 8.4.13 and 10.6).</summary>
internal static class FlowRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.EachFlow("default-flow-condition", DefaultHasNoCondition),
        Rule.EachFlow("flow-condition-misplaced", ConditionBelongsHere),
        Rule.EachFlow("flow-into-start", flow => flow.Target is StartEvent
            ? $"the sequence flow leads into the start event {flow.Target}, where nothing can arrive; lead it to what follows the start" : null),
        Rule.EachFlow("flow-out-of-end", flow => flow.Source is EndEvent
            ? $"the sequence flow leaves the end event {flow.Source}; make that an intermediate event, or remove the flow" : null),
        Rule.EachFlow("flow-into-boundary", flow => flow.Target is BoundaryEvent
            ? $"the sequence flow leads into the boundary event {flow.Target}, which only its activity triggers; lead it elsewhere" : null),
    ];

    private static string? DefaultHasNoCondition(SequenceFlow flow) =>
        flow.Condition is not null && DefaultOf(flow.Source) == flow
            ? $"the flow is the default of {flow.Source} and has a condition too; remove the condition, or choose another default"
            : null;

    private static string? ConditionBelongsHere(SequenceFlow flow) => flow switch
    {
        { Condition: null } => null,
        { Source: ParallelGateway or EventBasedGateway } =>
            $"the flow leaves {flow.Source}, which takes no conditions; remove it, or use an exclusive or inclusive gateway",
        { Source: not Gateway and { Outgoing.Count: 1 } } =>
            $"the flow is the only one that leaves {flow.Source}, so there is nothing to choose from; remove the condition, or add another flow or a gateway",
        _ => null,
    };

    internal static SequenceFlow? DefaultOf(FlowNode node) => node switch
    {
        Activity activity => activity.Default,
        Gateway gateway => gateway.Default,
        _ => null,
    };
}
