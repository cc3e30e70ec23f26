using Peninsula.Decisions.Dmn;

namespace Peninsula.Activities.Checks.Rules;

/// <summary>Decision tables decide every case once.</summary>
internal static class TableRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("table-hole", "A decision table has a rule for everything that can be asked of it.",
            "A child for whom the table has no rule gets no decision.",
            PathwaySeverity.Error, (set, _) => Flawed(set, TableFlaw.Gap)),

        new("table-overlap", "A decision table decides nothing twice.",
            "Two rules that disagree leave the decision to the order in which they were written.",
            PathwaySeverity.Error, (set, _) => Flawed(set, TableFlaw.Overlap)),

        new("table-rule-unused", "Every rule of a decision table can be reached.",
            "A rule that nothing reaches is a promise that is not kept.",
            PathwaySeverity.Warning, (set, _) => Flawed(set, TableFlaw.NeverReached)),
    ];

    private static IEnumerable<Finding> Flawed(PathwaySet set, TableFlaw flaw) =>
        from decision in set.Decisions
        from found in decision.Model.CheckTables()
        where found.Flaw == flaw
        select new Finding(decision.File, 0, found.ElementId, found.ElementName, found.ToString());
}
