using Peninsula.Activities.Feel;

namespace Peninsula.Activities.Checks;

/// <summary>A step that serves a principle.</summary>
/// <param name="Family">The pathway at the head of the family.</param>
/// <param name="Pathway">The pathway in which it stands.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementName">What people call it.</param>
/// <param name="Principle">The principle.</param>
public sealed record PrincipleService(string Family, string Pathway, string ElementId, string ElementName, StrategyPrinciple Principle);

/// <summary>Which step serves which of the seven principles.</summary>
public static class PrincipleReport
{
    /// <summary>Every step of every family that serves a principle, by family and principle.</summary>
    public static IReadOnlyList<PrincipleService> Of(IEnumerable<PathwayFile> files, Vocabulary vocabulary)
    {
        var set = PathwaySet.Read(files, new SafeguardingFunctions(vocabulary));
        var services = from head in set.Heads()
                       from pathway in set.FamilyOf(head)
                       from node in pathway.Process.Nodes
                       from number in Names.Principles(node.Extensions)
                       let principle = StrategyPrinciples.All.FirstOrDefault(known => known.Number == number)
                       where principle is not null
                       orderby head.Process.Id, principle.Number, pathway.Process.Id, node.Line
                       select new PrincipleService(head.Process.Id, pathway.Process.Id, node.Id, node.Name ?? node.Id, principle);
        return [.. services];
    }
}
