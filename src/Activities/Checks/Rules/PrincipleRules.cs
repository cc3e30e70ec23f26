using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks.Rules;

/// <summary>The seven principles of "See me, hear me" are in the pathways and not only in the strategy's preface.</summary>
internal static class PrincipleRules
{
    private static readonly HashSet<string> Seven = [.. StrategyPrinciples.All.Select(principle => principle.Number)];

    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("principle-named", "Every step for people says which principle it serves.",
            "The steering group applies the seven principles in delivering the strategy. A step that serves none is either missing its principle or its purpose.",
            PathwaySeverity.Error, Unnamed),

        new("principle-covered", "Every pathway family that works with a child serves every one of the seven principles.",
            "A principle that no step of a child's pathway serves is words.",
            PathwaySeverity.Warning, Uncovered),

        new("principles-all", "Each of the seven principles is served by some pathway.",
            "The strategy promises all seven.",
            PathwaySeverity.Warning, Nowhere),
    ];

    private static IEnumerable<Finding> Unnamed(PathwaySet set, Vocabulary vocabulary) =>
        from pathway in set.Pathways
        from node in pathway.Process.Nodes
        where node is UserTask or CallActivity or BusinessRuleTask || node.Extensions.ContainsKey("principle")
        let named = Names.Principles(node.Extensions).ToList()
        let wrong = named.Where(number => !Seven.Contains(number)).ToList()
        where named.Count == 0 || wrong.Count > 0
        select Finding.At(pathway, node, wrong.Count > 0
            ? $"there is no principle {string.Join(", ", wrong)}; they are numbered 1 to 7"
            : "it serves no principle; name one or more of 1 to 7");

    private static IEnumerable<Finding> Uncovered(PathwaySet set, Vocabulary vocabulary) =>
        from head in set.Heads()
        where head.Process.Extensions.GetValueOrDefault("subject") == "child"
        let served = Served(set.FamilyOf(head))
        from principle in StrategyPrinciples.All
        where !served.Contains(principle.Number)
        select Finding.Of(head, $"no step of it, or of the pathways it calls, serves principle {principle.Number}: {principle.Title}");

    private static IEnumerable<Finding> Nowhere(PathwaySet set, Vocabulary vocabulary)
    {
        var served = Served(set.Pathways);
        return set.Pathways.Count == 0 ? [] : StrategyPrinciples.All.Where(principle => !served.Contains(principle.Number))
            .Select(principle => new Finding(set.Pathways[0].File, 0, null, null, $"no pathway serves principle {principle.Number}: {principle.Title}"));
    }

    private static HashSet<string> Served(IEnumerable<Pathway> pathways) =>
        [.. pathways.SelectMany(pathway => pathway.Process.Nodes).SelectMany(node => Names.Principles(node.Extensions))];
}
