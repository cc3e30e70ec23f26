using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks.Rules;

/// <summary>Nothing that starts stays somewhere for ever.</summary>
internal static class PathRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("reaches-end", "From every step there is a way to an end or a review.",
            "A case that cannot end is carried until somebody forgets it.",
            PathwaySeverity.Error, Endless),

        new("called-pathway", "A pathway that is called is published with its caller.",
            "A call that finds nothing stops the case with an incident.",
            PathwaySeverity.Error, Uncalled),
    ];

    private static IEnumerable<Finding> Endless(PathwaySet set, Vocabulary vocabulary) =>
        from pathway in set.Pathways
        from node in pathway.Process.Nodes
        where node is not BoundaryEvent { Definition: CompensationEventDefinition } and not SubProcess { TriggeredByEvent: true }
            && node is not Activity { IsForCompensation: true }
            && !Flow.Reach(pathway.Process, [node]).Any(IsEnd)
        select Finding.At(pathway, node, "no way leads from here to an end or a review");

    // What has no flow out ends the path that it stands on (BPMN 2.0.2 clause 13.2).
    private static bool IsEnd(FlowNode node) =>
        node is EndEvent
        || (node is Activity { IsForCompensation: false, Outgoing.Count: 0 } or CallActivity { ProcessId.Text: "review" })
        || (node.Container is AdHocSubProcess && node.Outgoing.Count == 0);

    private static IEnumerable<Finding> Uncalled(PathwaySet set, Vocabulary vocabulary) =>
        from pathway in set.Pathways
        from call in pathway.Process.Nodes.OfType<CallActivity>()
        let called = Names.Called(call)
        where called is not null && set.Find(called) is null
        select Finding.At(pathway, call, $"it calls \"{called}\", which is not among the pathways");
}
