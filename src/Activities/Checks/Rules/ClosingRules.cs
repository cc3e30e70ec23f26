using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks.Rules;

/// <summary>What stands before a case is closed.</summary>
internal static class ClosingRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("voice-before-closing", "A case closes only after the child's voice was heard, or a reason written why not.",
            "Participation is the second principle; it blocks closing, because otherwise it is what time runs out for.",
            PathwaySeverity.Error, (set, _) =>
                from pathway in set.Pathways
                from task in pathway.Tasks
                where Closes(set, task)
                where !Flow.IsAlwaysAfter(pathway.Process, task, node => node is UserTask before && set.FormOf(before) is { } form
                    && form.Asks("childsView") && form.Asks("noViewReason"))
                select Finding.At(pathway, task, "there is a way here on which nobody asks what the child thinks, with a reason where there is no view")),

        new("strategy-before-closing", "A case of high risk, or about a child under 13, closes only with a recorded strategy decision.",
            "Sexual exploitation is child abuse and triggers the statutory response; a child under 13 cannot consent in law.",
            PathwaySeverity.Error, WithoutStrategy),

        new("agreed-before-closing", "Somebody other than the worker agrees that a case closes.",
            "Stepping down needs risk reduced and sustained, the plan's outcomes met, and a named adult who stays.",
            PathwaySeverity.Error, (set, _) =>
                from pathway in set.Pathways
                from task in pathway.Tasks
                where Closes(set, task) && set.FormOf(task)!.Fields.Any(field => field.Key == "closingAgreed" && !field.IsRequired)
                select Finding.At(pathway, task, "whether closing was agreed may be left empty")),
    ];

    private static bool Closes(PathwaySet set, UserTask task) => set.FormOf(task)?.Asks("closingAgreed") == true;

    // A pathway that calls one which closes goes on to its own end only past a gateway that asks for the strategy decision.
    private static IEnumerable<Finding> WithoutStrategy(PathwaySet set, Vocabulary vocabulary) =>
        from pathway in set.Pathways
        from call in pathway.Process.Nodes.OfType<CallActivity>()
        where call.ProcessId.IsLiteral && set.Find(call.ProcessId.Text) is { } called && called.Tasks.Any(task => Closes(set, task))
        let next = call.Outgoing.Select(flow => flow.Target)
        from end in Flow.Reach(pathway.Process, next, AsksForStrategy).OfType<EndEvent>()
        select Finding.At(pathway, end, $"there is a way here from {call} past no gateway that asks for the strategy decision");

    private static bool AsksForStrategy(FlowNode node) =>
        node is ExclusiveGateway && node.Outgoing.Any(flow => flow.Condition?.Feel?.Names.Contains("strategyDecision") == true);
}
