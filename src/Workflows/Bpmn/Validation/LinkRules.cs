using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Links pair inside one container: many sources, one target a name (clause 10.5.6).</summary>
internal static class LinkRules
{
    public static void Check(IFlowContainer container, ProblemList problems)
    {
        var sources = Links<IntermediateThrowEvent>(container);
        var targets = Links<IntermediateCatchEvent>(container);
        foreach (var (node, name) in sources.Where(source => targets.All(target => target.Name != source.Name)))
        {
            problems.Add(node, "link-target-missing", $"No catching link event here is named '{name}'. Add one, or correct the name.");
        }

        foreach (var group in targets.GroupBy(target => target.Name))
        {
            if (group.Count() > 1)
            {
                problems.Add(group.Last().Node, "link-target-twice", $"Two catching link events are named '{group.Key}'; where the link leads cannot be told. Keep one.");
            }

            if (sources.All(source => source.Name != group.Key))
            {
                problems.Add(group.First().Node, "link-source-missing", $"No throwing link event here is named '{group.Key}', so this one is never reached.");
            }
        }
    }

    private static List<(EventNode Node, string Name)> Links<T>(IFlowContainer container)
        where T : EventNode =>
        [.. container.Children.OfType<T>().SelectMany(node => node.Definitions.OfType<LinkEventDefinition>().Select(link => ((EventNode)node, link.Name)))];
}
