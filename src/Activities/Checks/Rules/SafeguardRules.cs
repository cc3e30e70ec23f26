using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks.Rules;

/// <summary>What no pathway may leave out on the way to a decision about a child, or about whoever harms children.</summary>
internal static class SafeguardRules
{
    // A form is known by what it asks, never by a mark that its author could leave out.
    private static readonly string[] Levels = ["riskLevel", "reviewedLevel"];
    private static readonly string[] Assessments = ["indicators", "assessmentFindings", "enquiryFindings", "reviewedLevel"];
    private static readonly string[] KeyDecisions =
        ["decisionReasons", "strategyOutcome", "enquiryOutcome", "reviewOutcome", "conferenceOutcome", "placementDecision", "necessity"];

    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("online-block", "No form that assesses risk goes without its questions about life online.",
            "The strategy: all assessments of risk, not only of sexual exploitation, must consider online vulnerability.",
            PathwaySeverity.Error, (set, _) => Forms(set, form => Assessments.Any(form.Asks) && !form.Fields.Any(field => IsAbout(field, "online")),
                "it assesses risk and asks nothing about life online; add the online questions")),

        new("effect-on-child", "A key decision says what it does to the child.",
            "The child's best interests are the first principle, and are weighed where the decision is made.",
            PathwaySeverity.Error, (set, _) => Forms(set,
                form => KeyDecisions.Any(form.Asks) && !form.Fields.Any(field => field.Key == "effectOnChild" && field.IsRequired),
                "it takes a key decision without asking what that does to the child; add the required field effectOnChild")),

        new("level-with-reasons", "A level of risk is set by judgement, with its reasons.",
            "A score informs and never decides: published tools were scored down by gaps in what was known.",
            PathwaySeverity.Error, (set, _) => Forms(set,
                form => Levels.Any(form.Asks) && !form.Fields.Any(field => field.IsRequired && (IsAbout(field, "reason"))),
                "it sets a level of risk without required reasons")),

        new("level-not-computed", "No script and no score sets a level of risk.",
            "The level is a professional's judgement; a table may raise it above that, never replace it.",
            PathwaySeverity.Error, (set, _) =>
                from pathway in set.Pathways
                from script in pathway.Process.Nodes.OfType<ScriptTask>()
                where Levels.Contains(script.ResultVariable) || script.Outputs.Any(output => Levels.Contains(output.Target))
                select Finding.At(pathway, script, "it computes a level of risk; ask a person for it instead")),

        new("quorum", "A strategy discussion decides only after its quorum was checked.",
            "Social worker, police and health: the decision to start a section 47 enquiry is theirs together.",
            PathwaySeverity.Error, (set, _) => Before(set, form => form.Asks("harmThreshold") || form.Asks("strategyOutcome"),
                (node, _) => node is BusinessRuleTask { DecisionId: { } decision } && decision.Text.Contains("quorum", StringComparison.Ordinal),
                "there is a way here that no check of the quorum stands on; lead it through the table \"quorum\"")),

        new("recovery-before-disruption", "No disruption step is taken before an evidential recovery strategy is written.",
            "The strategy: disruption plans in conjunction with evidential recovery strategies. Disruption can destroy the evidence that would convict.",
            PathwaySeverity.Error, (set, _) => Before(set, form => form.Asks("stepOutcome"),
                (node, forms) => node is UserTask task && forms.FormOf(task)?.Fields.Any(field => field.Key == "recoveryStrategy" && field.IsRequired) == true,
                "there is a way here without an evidential recovery strategy")),

        new("intelligence-before-disruption", "No disruption tool is chosen before somebody confirmed that the intelligence is current.",
            "Birmingham v SK (2016): a council pursued an injunction on a police link that a later meeting had corrected.",
            PathwaySeverity.Error, (set, _) => Before(set, form => form.Asks("tool") && form.Asks("necessity"),
                (node, forms) => node is UserTask task && forms.FormOf(task)?.Asks("intelligenceCurrent") == true,
                "there is a way here on which nobody confirms that the intelligence is current")),

        new("emergency-words", "Where immediate danger is asked about, the page says to ring 999 or the out-of-hours team.",
            "No timer and no task stands in for that call, and whoever reads the page must not believe so.",
            PathwaySeverity.Error, Silent),

        new("no-timer-for-danger", "No timer stands between immediate danger and the people who answer it.",
            "Danger is answered at once or not at all.",
            PathwaySeverity.Error, Delayed),
    ];

    private static bool IsAbout(PathwayField field, string word) => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Finding> Forms(PathwaySet set, Func<PathwayForm, bool> breaks, string message) =>
        set.Forms.Where(breaks).Select(form => Finding.Of(form, message));

    private static IEnumerable<Finding> Before(
        PathwaySet set, Func<PathwayForm, bool> guarded, Func<FlowNode, PathwaySet, bool> gate, string message) =>
        from pathway in set.Pathways
        from task in pathway.Tasks
        where set.FormOf(task) is { } form && guarded(form)
        where !Flow.IsAlwaysAfter(pathway.Process, task, node => gate(node, set))
        select Finding.At(pathway, task, message);

    private static IEnumerable<Finding> Silent(PathwaySet set, Vocabulary vocabulary)
    {
        var documented = set.Pathways.SelectMany(pathway => pathway.Tasks).Where(task => task.FormId is not null)
            .ToLookup(task => task.FormId!, task => task.Documentation ?? "");
        return from form in set.Forms
               where form.Asks("immediateDanger")
               let words = string.Join('\n', documented[form.Id].Append(form.Words))
               where !words.Contains("999", StringComparison.Ordinal)
                   || !(words.Contains("emergency duty", StringComparison.OrdinalIgnoreCase) || words.Contains("out-of-hours", StringComparison.OrdinalIgnoreCase))
               select Finding.Of(form, "it asks about immediate danger and does not say to ring 999 or the emergency duty team");
    }

    private static IEnumerable<Finding> Delayed(PathwaySet set, Vocabulary vocabulary) =>
        from pathway in set.Pathways
        from flow in pathway.Process.Flows
        where flow.Condition?.Text.Contains("immediateDanger", StringComparison.Ordinal) == true
            && flow.Target is IntermediateCatchEvent { Definition: TimerEventDefinition }
        select Finding.At(pathway, flow.Target, "a timer delays the answer to immediate danger");
}
