using Peninsula.Activities.Checks.Rules;
using Peninsula.Activities.Feel;

namespace Peninsula.Activities.Checks;

/// <summary>A rule as documents and pages show it.</summary>
/// <param name="Id">Its stable id.</param>
/// <param name="Title">It in a sentence.</param>
/// <param name="Reason">Why it is one.</param>
/// <param name="Severity">Whether breaking it stands in the way of publishing.</param>
public sealed record PathwayRuleInfo(string Id, string Title, string Reason, PathwaySeverity Severity);

/// <summary>
/// The pathway checks: what a pathway must keep before it is published here, beyond what makes it run. They look at all the
/// files that are published together, because a form, a table and a called pathway are part of the promise.
/// </summary>
public static class PathwayChecks
{
    private static readonly IReadOnlyList<PathwayRule> All =
    [
        .. OwnerRules.All, .. PrincipleRules.All, .. StrategyRules.All, .. PathRules.All, .. FormRules.All, .. OptionRules.All, .. SafeguardRules.All, .. ClosingRules.All, .. TableRules.All,
    ];

    /// <summary>Every rule, in the order of the document.</summary>
    public static IReadOnlyList<PathwayRuleInfo> Rules { get; } = [.. All.Select(rule => new PathwayRuleInfo(rule.Id, rule.Title, rule.Reason, rule.Severity))];

    /// <summary>Checks files together.</summary>
    /// <param name="files">The pathways, decisions and forms that are published together.</param>
    /// <param name="vocabulary">The data files in force.</param>
    /// <returns>Every problem of every file, by file and line.</returns>
    public static IReadOnlyList<PathwayProblem> Run(IEnumerable<PathwayFile> files, Vocabulary vocabulary)
    {
        var set = PathwaySet.Read(files, new SafeguardingFunctions(vocabulary));
        var problems = from rule in All
                       from found in rule.Find(set, vocabulary)
                       select new PathwayProblem(rule.Id, rule.Severity, found.File, found.Line, found.ElementId, found.ElementName, found.Message);
        return [.. problems.Distinct().OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)];
    }
}
