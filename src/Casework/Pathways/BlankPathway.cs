using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Peninsula.Activities;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways.Drawing;

namespace Peninsula.Casework.Pathways;

/// <summary>Draws a pathway to begin with: a lane for each agency, a start, one task and an end.</summary>
public static class BlankPathway
{
    private const int LaneHeight = 200;
    private const int MostLanes = 12;

    public static IReadOnlyList<Choice> Functions(Vocabulary vocabulary) =>
        [.. vocabulary.Directory.Functions.Select(function => new Choice(function.Key, function.Name)).OrderBy(choice => choice.Label, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The file, or what is wrong with the answers.</summary>
    public static (byte[] Content, string? Problem) Draw(string? name, IReadOnlyList<string> functions, Vocabulary vocabulary, Func<string, bool> isTaken)
    {
        var title = name?.Trim() ?? "";
        var id = Slug(title);
        if (title.Length is 0 or > 100 || id.Length == 0)
        {
            return ([], title.Length > 100 ? "The name must be 100 characters or fewer" : "Enter a name for the pathway, in words");
        }

        var lanes = Functions(vocabulary).Where(choice => functions.Contains(choice.Value)).ToList();
        if (lanes.Count is 0 or > MostLanes)
        {
            return ([], lanes.Count == 0 ? "Choose at least one agency that works on it" : $"Choose {MostLanes} agencies or fewer; a pathway with more is better split in two");
        }

        return isTaken(id)
            ? ([], $"There is a pathway “{id}” already. Change that one, or choose another name")
            : (Encoding.UTF8.GetBytes(Write(id, title, lanes)), null);
    }

    private static string Write(string id, string title, List<Choice> lanes)
    {
        var height = LaneHeight * lanes.Count;
        string[] nodes = ["begins", "first-step", "ends"];
        var definitions = new XElement(Xml.Bpmn + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", Xml.Bpmn), new XAttribute(XNamespace.Xmlns + "bpmndi", Xml.Di),
            new XAttribute(XNamespace.Xmlns + "dc", Xml.Dc), new XAttribute(XNamespace.Xmlns + "di", Xml.Waypoint),
            new XAttribute(XNamespace.Xmlns + "zeebe", Xml.Zeebe), new XAttribute(XNamespace.Xmlns + "peninsula", Xml.Peninsula),
            new XAttribute("id", $"{id}-definitions"), new XAttribute("targetNamespace", "https://peninsula.example/pathways"),
            new XElement(Xml.Bpmn + "collaboration", new XAttribute("id", $"{id}-collaboration"),
                new XElement(Xml.Bpmn + "participant", new XAttribute("id", $"{id}-pool"), new XAttribute("name", title), new XAttribute("processRef", id))),
            new XElement(Xml.Bpmn + "process",
                new XAttribute("id", id), new XAttribute("name", title), new XAttribute("isExecutable", "true"), new XAttribute(Xml.Peninsula + "subject", "child"),
                new XElement(Xml.Bpmn + "laneSet", new XAttribute("id", $"{id}-lanes"), lanes.Select((lane, i) =>
                    new XElement(Xml.Bpmn + "lane", new XAttribute("id", $"lane-{i + 1}"), new XAttribute("name", lane.Label), new XAttribute(Xml.Peninsula + "agency", lane.Value),
                        i == 0 ? nodes.Select(node => new XElement(Xml.Bpmn + "flowNodeRef", node)) : null))),
                new XElement(Xml.Bpmn + "startEvent", new XAttribute("id", "begins"), new XAttribute("name", "It begins"), new XElement(Xml.Bpmn + "outgoing", "begins-to-first-step")),
                new XElement(Xml.Bpmn + "userTask", new XAttribute("id", "first-step"), new XAttribute("name", "The first step"),
                    new XAttribute(Xml.Peninsula + "ladder", "overdue"), new XAttribute(Xml.Peninsula + "disclosure", "shared-core"),
                    new XElement(Xml.Bpmn + "extensionElements", new XElement(Xml.Zeebe + "userTask"), new XElement(Xml.Zeebe + "formDefinition", new XAttribute("formId", "step-done"))),
                    new XElement(Xml.Bpmn + "incoming", "begins-to-first-step"), new XElement(Xml.Bpmn + "outgoing", "first-step-to-ends")),
                new XElement(Xml.Bpmn + "endEvent", new XAttribute("id", "ends"), new XAttribute("name", "It ends"), new XElement(Xml.Bpmn + "incoming", "first-step-to-ends")),
                Flow("begins", "first-step"), Flow("first-step", "ends")),
            new XElement(Xml.Di + "BPMNDiagram", new XAttribute("id", $"{id}-diagram"),
                new XElement(Xml.Di + "BPMNPlane", new XAttribute("id", $"{id}-plane"), new XAttribute("bpmnElement", $"{id}-collaboration"),
                    Shape($"{id}-pool", 120, 80, 760, height, isHorizontal: true),
                    lanes.Select((_, i) => Shape($"lane-{i + 1}", 150, 80 + (i * LaneHeight), 730, LaneHeight, isHorizontal: true)),
                    Shape("begins", 222, 162, 36, 36), Shape("first-step", 350, 140, 100, 80), Shape("ends", 542, 162, 36, 36),
                    Edge("begins-to-first-step", 258, 350), Edge("first-step-to-ends", 450, 542))));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{definitions}\n";
    }

    private static XElement Flow(string from, string to) =>
        new(Xml.Bpmn + "sequenceFlow", new XAttribute("id", $"{from}-to-{to}"), new XAttribute("sourceRef", from), new XAttribute("targetRef", to));

    private static XElement Shape(string id, int x, int y, int width, int height, bool isHorizontal = false) =>
        new(Xml.Di + "BPMNShape", new XAttribute("id", $"{id}-shape"), new XAttribute("bpmnElement", id), isHorizontal ? new XAttribute("isHorizontal", "true") : null,
            new XElement(Xml.Dc + "Bounds", Attribute("x", x), Attribute("y", y), Attribute("width", width), Attribute("height", height)));

    private static XElement Edge(string id, int from, int to) =>
        new(Xml.Di + "BPMNEdge", new XAttribute("id", $"{id}-edge"), new XAttribute("bpmnElement", id),
            new[] { from, to }.Select(x => new XElement(Xml.Waypoint + "waypoint", Attribute("x", x), Attribute("y", 180))));

    private static XAttribute Attribute(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Slug(string title)
    {
        var words = new string([.. title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words.SkipWhile(word => !char.IsAsciiLetter(word[0])));
        return slug.Length > 60 ? slug[..60].TrimEnd('-') : slug;
    }
}
