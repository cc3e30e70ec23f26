using System.Text;
using System.Xml.Linq;

namespace Peninsula.Host.CommandLine;

/// <summary>
/// What differs between two versions of a pathway, one sentence an element. Elements are the same when their ids are; where
/// they are drawn makes no difference.
/// </summary>
internal static class PathwayDifferences
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    // References to flows only repeat what the flows say themselves; lanes are told of with the elements in them.
    private static readonly HashSet<string> ToldElsewhere = ["incoming", "outgoing", "flowNodeRef"];

    public static IReadOnlyList<string> Between(XDocument template, XDocument variant)
    {
        var before = Elements(template);
        var after = Elements(variant);
        return
        [
            .. before.Values.Where(one => !after.ContainsKey(one.Id)).Select(one => $"left out   {one.Title}{one.Where}"),
            .. after.Values.Where(one => !before.ContainsKey(one.Id)).Select(one => $"added      {one.Title}{one.Where}"),
            .. after.Values.Where(one => before.ContainsKey(one.Id)).SelectMany(one => Changes(before[one.Id], one)),
        ];
    }

    private static IEnumerable<string> Changes(Element before, Element after)
    {
        foreach (var property in before.Properties.Keys.Union(after.Properties.Keys).Order(StringComparer.Ordinal))
        {
            var was = before.Properties.GetValueOrDefault(property);
            var now = after.Properties.GetValueOrDefault(property);
            if (was != now)
            {
                yield return $"changed    {after.Title}: {property} {(was is null ? $"is now \"{now}\", and was not given" : now is null ? $"is no longer given, and was \"{was}\"" : $"is now \"{now}\", and was \"{was}\"")}";
            }
        }
    }

    private static Dictionary<string, Element> Elements(XDocument file)
    {
        var lanes = file.Descendants(Bpmn + "lane")
            .SelectMany(lane => lane.Elements(Bpmn + "flowNodeRef").Select(node => (Node: node.Value.Trim(), Lane: (string?)lane.Attribute("name") ?? "")))
            .DistinctBy(pair => pair.Node)
            .ToDictionary(pair => pair.Node, pair => pair.Lane, StringComparer.Ordinal);
        var found = new Dictionary<string, Element>(StringComparer.Ordinal);
        foreach (var xml in file.Descendants().Where(one => one.Name.Namespace == Bpmn && IsTold(one)))
        {
            var id = (string)xml.Attribute("id")!;
            found[id] = new Element(id, Title(xml, id), lanes.GetValueOrDefault(id), Properties(xml, lanes.GetValueOrDefault(id)));
        }

        return found;
    }

    private static bool IsTold(XElement xml) =>
        xml.Attribute("id") is not null
        && xml.Name.LocalName is not ("definitions" or "collaboration" or "participant" or "laneSet")
        && !xml.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal);

    private static string Title(XElement xml, string id) =>
        xml.Name.LocalName == "sequenceFlow"
            ? $"flow from {(string?)xml.Attribute("sourceRef")} to {(string?)xml.Attribute("targetRef")}"
            : $"{Words(xml.Name.LocalName)} \"{(string?)xml.Attribute("name") ?? id}\"";

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
        foreach (var attribute in xml.Attributes().Where(one => !one.IsNamespaceDeclaration))
        {
            properties[prefix + Words(attribute.Name.LocalName)] = attribute.Value;
        }

        if (!xml.HasElements && xml.Value.Trim() is { Length: > 0 } text)
        {
            properties[prefix.Length == 0 ? "text" : prefix.TrimEnd(' ', ':')] = text;
        }

        foreach (var child in xml.Elements().Where(one => !ToldElsewhere.Contains(one.Name.LocalName) && !(one.Name.Namespace == Bpmn && IsTold(one))))
        {
            var name = child.Attribute("target") is { } target ? $"{Words(child.Name.LocalName)} {target.Value}" : Words(child.Name.LocalName);
            Add(properties, child, child.Name.LocalName is "extensionElements" or "ioMapping" ? prefix : $"{prefix}{name}: ");
        }
    }

    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return words.ToString().TrimStart();
    }

    private sealed record Element(string Id, string Title, string? Lane, Dictionary<string, string> Properties)
    {
        public string Where => Lane is null ? "" : $" (lane \"{Lane}\")";
    }
}
