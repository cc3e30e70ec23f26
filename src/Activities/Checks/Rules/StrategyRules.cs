namespace Peninsula.Activities.Checks.Rules;

/// <summary>The strategy's sentences are in the pathways, and areas' variants are of something.</summary>
internal static class StrategyRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("strategy-known", "A statement of the strategy that a step names exists.",
            "The table of the strategy is written from these names. One that leads nowhere is a promise that nobody can look up.",
            PathwaySeverity.Error, Unknown),

        new("strategy-covered", "Every statement of the strategy is served by a step, a page or a data file.",
            "A sentence of the strategy that nothing makes real is words.",
            PathwaySeverity.Warning, Uncovered),

        new("variant-known", "An area's variant of a pathway is published, and says of what.",
            "A case that calls a variant which nobody published would stop in front of a child.",
            PathwaySeverity.Error, Variants),
    ];

    private static IEnumerable<Finding> Unknown(PathwaySet set, Vocabulary vocabulary)
    {
        var known = vocabulary.Strategy.Select(statement => statement.Id).ToHashSet(StringComparer.Ordinal);
        return from pathway in set.Pathways
               from node in pathway.Process.Nodes
               from id in Names.Strategy(node.Extensions)
               where !known.Contains(id)
               select Finding.At(pathway, node, $"there is no statement \"{id}\" in strategy.json");
    }

    private static IEnumerable<Finding> Uncovered(PathwaySet set, Vocabulary vocabulary)
    {
        var served = set.Pathways.SelectMany(pathway => pathway.Process.Nodes).SelectMany(node => Names.Strategy(node.Extensions)).ToHashSet(StringComparer.Ordinal);
        return set.Pathways.Count == 0 ? [] : vocabulary.Strategy
            .Where(statement => !served.Contains(statement.Id) && statement.Pages.Count + statement.Data.Count == 0)
            .Select(statement => new Finding(set.Pathways[0].File, 0, null, null, $"nothing makes \"{statement.Statement}\" ({statement.Id}) real"));
    }

    private static IEnumerable<Finding> Variants(PathwaySet set, Vocabulary vocabulary) =>
        from variant in vocabulary.Variants.All.DistinctBy(known => (known.Pathway, known.Variant))
        let shared = set.Find(variant.Pathway)
        where shared is not null
        let own = set.Find(variant.Variant)
        where own?.Process.Extensions.GetValueOrDefault("variantOf") != variant.Pathway
        select Finding.Of(shared, own is null
            ? $"{string.Join(", ", variant.Areas)} works {variant.Variant} in its place, which is not among the files"
            : $"{variant.Variant} does not say peninsula:variantOf=\"{variant.Pathway}\"");
}
