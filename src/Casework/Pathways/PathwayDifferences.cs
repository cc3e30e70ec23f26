using System.Text;
using System.Xml.Linq;
using Peninsula.Casework.Pathways.Drawing;

namespace Peninsula.Casework.Pathways;

/// <summary>What became of an element from one version to the other.</summary>
public enum PathwayChangeKind
{
    LeftOut,
    Added,
    Changed,
}

/// <summary>One thing that differs between two versions of a pathway.</summary>
/// <param name="Kind">What became of the element.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Element">It as the file has it: in the later version, or in the earlier one when it was left out.</param>
/// <param name="Lane">The lane that it stands in, or null.</param>
/// <param name="Property">For a change: what of it, in words such as <c>deadline</c>.</param>
/// <param name="Was">Its value before; null when it was not given.</param>
/// <param name="Now">Its value after; null when it is no longer given.</param>
public sealed record PathwayChange(
    PathwayChangeKind Kind, string ElementId, XElement Element, string? Lane, string? Property = null, string? Was = null, string? Now = null)
{
    /// <summary>It in terms of the file, for the command line.</summary>
    public override string ToString() => Kind switch
    {
        PathwayChangeKind.LeftOut => $"left out   {Title}{Where}",
        PathwayChangeKind.Added => $"added      {Title}{Where}",
        _ => $"changed    {Title}: {Property} {(Was is null ? $"is now \"{Now}\", and was not given" : Now is null ? $"is no longer given, and was \"{Was}\"" : $"is now \"{Now}\", and was \"{Was}\"")}",
    };

    private string Title => Element.Name.LocalName == "sequenceFlow"
        ? $"flow from {(string?)Element.Attribute("sourceRef")} to {(string?)Element.Attribute("targetRef")}"
        : $"{PathwayDifferences.Words(Element.Name.LocalName)} \"{(string?)Element.Attribute("name") ?? ElementId}\"";

    private string Where => Lane is null ? "" : $" (lane \"{Lane}\")";
}

/// <summary>
/// What differs between two versions of a pathway, element by element. Elements are the same when their ids are; where they
/// are drawn makes no difference.
/// </summary>
public static class PathwayDifferences
{
    // References to flows only repeat what the flows say themselves; lanes are told of with the elements in them.
    private static readonly HashSet<string> ToldElsewhere = ["incoming", "outgoing", "flowNodeRef"];

    public static IReadOnlyList<PathwayChange> Between(XDocument template, XDocument variant) => Between(template.Root!, variant.Root!);

    public static IReadOnlyList<PathwayChange> Between(XElement template, XElement variant)
    {
        var before = Elements(template);
        var after = Elements(variant);
        return
        [
            .. before.Values.Where(element => !after.ContainsKey(element.Id)).Select(element => new PathwayChange(PathwayChangeKind.LeftOut, element.Id, element.Xml, element.Lane)),
            .. after.Values.Where(element => !before.ContainsKey(element.Id)).Select(element => new PathwayChange(PathwayChangeKind.Added, element.Id, element.Xml, element.Lane)),
            .. after.Values.Where(element => before.ContainsKey(element.Id)).SelectMany(element => Changes(before[element.Id], element)),
        ];
    }

    /// <summary>A name of the file's as people write it: <c>userTask</c> is "user task".</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return words.ToString().TrimStart();
    }

    private static IEnumerable<PathwayChange> Changes(Element before, Element after) =>
        from property in before.Properties.Keys.Union(after.Properties.Keys).Order(StringComparer.Ordinal)
        let was = before.Properties.GetValueOrDefault(property)
        let now = after.Properties.GetValueOrDefault(property)
        where was != now
        select new PathwayChange(PathwayChangeKind.Changed, after.Id, after.Xml, after.Lane, property, was, now);

    private static Dictionary<string, Element> Elements(XElement file)
    {
        var lanes = file.Descendants(Xml.Bpmn + "lane")
            .SelectMany(lane => lane.Elements(Xml.Bpmn + "flowNodeRef").Select(node => (Node: node.Value.Trim(), Lane: (string?)lane.Attribute("name") ?? "")))
            .DistinctBy(pair => pair.Node)
            .ToDictionary(pair => pair.Node, pair => pair.Lane, StringComparer.Ordinal);
        var found = new Dictionary<string, Element>(StringComparer.Ordinal);
        foreach (var xml in file.Descendants().Where(element => element.Name.Namespace == Xml.Bpmn && IsTold(element)))
        {
            var id = xml.Id()!;
            found[id] = new Element(id, xml, lanes.GetValueOrDefault(id), Properties(xml, lanes.GetValueOrDefault(id)));
        }

        return found;
    }

    private static bool IsTold(XElement xml) =>
        xml.Attribute("id") is not null
        && xml.Name.LocalName is not ("definitions" or "collaboration" or "participant" or "laneSet")
        && !xml.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal);

    private static Dictionary<string, string> Properties(XElement xml, string? lane)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(properties, xml, "");
        if (lane is not null)
        {
            properties["lane"] = lane;
        }

        properties.Remove("id");
        return properties;
    }

    // Children with an id are told of by themselves; the others belong to this element.
    private static void Add(Dictionary<string, string> properties, XElement xml, string prefix)
    {
        foreach (var attribute in xml.Attributes().Where(row => !row.IsNamespaceDeclaration))
        {
            properties[prefix + Words(attribute.Name.LocalName)] = attribute.Value;
        }

        if (!xml.HasElements && xml.Value.Trim() is { Length: > 0 } text)
        {
            properties[prefix.Length == 0 ? "text" : prefix.TrimEnd(' ', ':')] = text;
        }

        foreach (var child in xml.Elements().Where(element => !ToldElsewhere.Contains(element.Name.LocalName) && !(element.Name.Namespace == Xml.Bpmn && IsTold(element))))
        {
            var name = child.Attribute("target") is { } target ? $"{Words(child.Name.LocalName)} {target.Value}" : Words(child.Name.LocalName);
            Add(properties, child, child.Name.LocalName is "extensionElements" or "ioMapping" ? prefix : $"{prefix}{name}: ");
        }
    }

    private sealed record Element(string Id, XElement Xml, string? Lane, Dictionary<string, string> Properties);
}
