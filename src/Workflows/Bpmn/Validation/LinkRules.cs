using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Links come in pairs inside one container: any number of throws, one catch (clause 10.5.5, link).</summary>
internal static class LinkRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.EachContainer("link-target-several", SeveralCatches),
        Rule.EachContainer("link-target-missing", WithoutCatch),
        Rule.EachContainer("link-source-missing", WithoutThrow),
        Rule.Each<IntermediateThrowEvent>("link-with-flow", node => node.Outgoing.Count > 0 && Name(node) is not null
            ? "the token jumps to the link's other end, so no flow leaves here; remove the flow" : null),
        Rule.Each<IntermediateCatchEvent>("link-with-flow", node => node.Incoming.Count > 0 && Name(node) is not null
            ? "the token comes from the link's other end, so no flow leads here; remove the flow" : null),
    ];

    private static IEnumerable<Finding> SeveralCatches(IFlowContainer container) =>
        from link in Catches(container).GroupBy(Name)
        from extra in link.Skip(1)
        select Finding.At(extra, $"the link '{link.Key}' already ends at {link.First()}; keep one end, or give this one another name");

    private static IEnumerable<Finding> WithoutCatch(IFlowContainer container)
    {
        var ends = Catches(container).Select(Name).ToHashSet();
        return Throws(container).Where(link => !ends.Contains(Name(link)))
            .Select(link => Finding.At(link, $"the link '{Name(link)}' has no other end here; add an intermediate catch link event of that name"));
    }

    private static IEnumerable<Finding> WithoutThrow(IFlowContainer container)
    {
        var starts = Throws(container).Select(Name).ToHashSet();
        return Catches(container).Where(link => !starts.Contains(Name(link)))
            .Select(link => Finding.At(link, $"nothing jumps to the link '{Name(link)}'; add an intermediate throw link event of that name, or remove this one"));
    }

    private static IEnumerable<IntermediateCatchEvent> Catches(IFlowContainer container) =>
        container.Children.OfType<IntermediateCatchEvent>().Where(node => Name(node) is not null);

    private static IEnumerable<IntermediateThrowEvent> Throws(IFlowContainer container) =>
        container.Children.OfType<IntermediateThrowEvent>().Where(node => Name(node) is not null);

    private static string? Name(EventNode node) => node.Definitions.OfType<LinkEventDefinition>().FirstOrDefault()?.Name;
}
