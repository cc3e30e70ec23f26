using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>
/// A BPMN file as a manager changes it: what is not touched stays as it was, to the letter, whoever's extension it is. Whether
/// the result can run is for the engine's own reader to say.
/// </summary>
public sealed class PathwayDrawing
{
    // The reader refuses more, so a larger file could be edited here but never published.
    private const long MostCharacters = 10 * 1024 * 1024;

    // Sub-processes in sub-processes are walked by recursion; nobody draws a hundred deep, and whoever sends that means harm.
    private const int MostDepth = 100;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
    };

    private readonly XDocument _document;

    private PathwayDrawing(XDocument document)
    {
        _document = document;
        Definitions = document.Root!;
        Process = Definitions.Elements(Xml.Bpmn + "process").FirstOrDefault(process => (bool?)process.Attribute("isExecutable") is true)
            ?? Definitions.Elements(Xml.Bpmn + "process").First();
        Plane = new DiagramPlane(Definitions);
    }

    public XElement Definitions { get; }

    /// <summary>The process that the outline shows: the executable one, or the first.</summary>
    public XElement Process { get; }

    public DiagramPlane Plane { get; }

    public string ProcessId => Process.Id() ?? "";

    public string Name => (string?)Process.Attribute("name") ?? ProcessId;

    public IReadOnlyList<DrawnLane> Lanes =>
        [.. Process.Descendants(Xml.Bpmn + "lane").Where(lane => lane.Element(Xml.Bpmn + "childLaneSet") is null).Select(lane => new DrawnLane(lane))];

    /// <summary>The nodes of the process, nested ones included, in the order in which the flows lead to them.</summary>
    public IReadOnlyList<DrawnStep> Steps => [.. StepOrder.Of(Process, Step)];

    /// <summary>Reads a file; null and why when it is no BPMN with a process in it.</summary>
    public static PathwayDrawing? Read(ReadOnlyMemory<byte> content, out string? problem)
    {
        try
        {
            var bytes = content.ToArray();
            if (IsTooDeep(bytes))
            {
                problem = $"This file is nested more than {MostDepth} levels deep.";
                return null;
            }

            using var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), Settings);
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            if (document.Root?.Name != Xml.Bpmn + "definitions" || document.Root.Element(Xml.Bpmn + "process") is null)
            {
                problem = "This file is not BPMN with a process in it.";
                return null;
            }

            problem = null;
            return new PathwayDrawing(document);
        }
        catch (XmlException wrong)
        {
            problem = $"This file is not XML that can be read (line {wrong.LineNumber}).";
            return null;
        }
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        // The writer's own declaration differs from that of the drawing tools, and every save would change the first line.
        stream.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8);
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.None,
            CloseOutput = false,
        }))
        {
            _document.Save(writer);
        }

        return stream.ToArray();
    }

    public DrawnStep? Find(string id) =>
        Process.Descendants().FirstOrDefault(element => element.Id() == id && DrawnStep.IsNode(element)) is { } found ? Step(found) : null;

    public XElement? Flow(string id) =>
        Process.Descendants(Xml.Bpmn + "sequenceFlow").FirstOrDefault(flow => flow.Id() == id);

    public IEnumerable<XElement> FlowsFrom(string id) => Flows("sourceRef", id);

    public IEnumerable<XElement> FlowsTo(string id) => Flows("targetRef", id);

    public DrawnLane? LaneOf(XElement node)
    {
        // What stands in a sub-process is drawn in its lane.
        for (var at = node; at is not null && at != Process; at = at.Parent)
        {
            if (Lanes.FirstOrDefault(lane => lane.Holds(at.Id()!)) is { } lane)
            {
                return lane;
            }
        }

        return null;
    }

    /// <summary>An id that nothing in the file has yet.</summary>
    public string FreeId(string wanted)
    {
        var taken = Definitions.DescendantsAndSelf().Select(element => element.Id()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var stem = Slug(wanted);
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? stem : $"{stem}-{number}";
            if (!taken.Contains(id))
            {
                return id;
            }
        }
    }

    private static bool IsTooDeep(byte[] content)
    {
        using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
        while (reader.Read())
        {
            if (reader.Depth > MostDepth)
            {
                return true;
            }
        }

        return false;
    }

    private DrawnStep Step(XElement element) => new(this, element);

    private IEnumerable<XElement> Flows(string end, string id) =>
        Process.Descendants(Xml.Bpmn + "sequenceFlow").Where(flow => (string?)flow.Attribute(end) == id);

    // An XML name of letters, digits and hyphens that begins with a letter.
    private static string Slug(string text)
    {
        var letters = text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').ToArray();
        var slug = string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries).Take(8));
        return slug.Length > 0 && char.IsAsciiLetter(slug[0]) ? slug : $"step-{slug}".TrimEnd('-');
    }
}
