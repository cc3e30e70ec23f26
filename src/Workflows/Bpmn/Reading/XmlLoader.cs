using System.Text;
using System.Xml;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>
/// Makes the element tree of a file that may come from anywhere: no DTD, no external reference, bounded in size and
/// depth, and whatever is wrong with it is a problem, never an exception.
/// </summary>
internal static class XmlLoader
{
    public const string BpmnNamespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public const string ZeebeNamespace = "http://camunda.org/schema/zeebe/1.0";
    public const string PeninsulaNamespace = "https://peninsula.example/bpmn/1.0";

    private const string SchemaInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    // Files of older Windows tools name an encoding such as windows-1252, which .NET only knows when asked to.
    static XmlLoader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static XmlElement? Load(ReadOnlyMemory<byte> content, BpmnReaderOptions options, ProblemList problems)
    {
        if (content.Length > options.MostBytes)
        {
            problems.AddForFile("file-too-large",
                $"the file has {content.Length:N0} bytes, and no more than {options.MostBytes:N0} are read; split it into several files");
            return null;
        }

        try
        {
            using var stream = new ReadOnlyMemoryStream(content);
            using var reader = XmlReader.Create(stream, Settings(options));
            return Load(reader, options, problems);
        }
        catch (XmlException wrong) when (wrong.Message.Contains("DTD", StringComparison.Ordinal))
        {
            problems.AddForFile("dtd-prohibited", "the file declares a document type (DOCTYPE), which is refused; remove it and try again", wrong.LineNumber);
        }
        catch (XmlException wrong)
        {
            problems.AddForFile("not-xml", $"this is not XML that can be read: {wrong.Message}", wrong.LineNumber);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            // Odd encodings surface as these instead of as XmlException.
            problems.AddForFile("not-xml", $"this is not XML that can be read: {wrong.Message}");
        }

        return null;
    }

    private static XmlReaderSettings Settings(BpmnReaderOptions options) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = options.MostBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static XmlElement? Load(XmlReader reader, BpmnReaderOptions options, ProblemList problems)
    {
        XmlElement? root = null;
        XmlElement? current = null;
        while (!reader.EOF)
        {
            var space = SpaceOf(reader.NamespaceURI);
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when space == XmlSpace.None:
                    if (reader.Depth == 0)
                    {
                        return NotDefinitions(reader, problems);
                    }

                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    if (reader.Depth == 0 && (space != XmlSpace.Bpmn || reader.LocalName != "definitions"))
                    {
                        return NotDefinitions(reader, problems);
                    }

                    if (reader.Depth > options.MostDepth)
                    {
                        problems.AddForFile("nested-too-deep",
                            $"elements are nested more than {options.MostDepth} deep; take sub-processes out into processes of their own, and call them",
                            LineOf(reader));
                        return null;
                    }

                    var element = Element(reader, space, current);
                    root ??= element;
                    current = reader.IsEmptyElement ? current : element;
                    break;
                case XmlNodeType.EndElement:
                    current = current?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    current?.Append(reader.Value);
                    break;
            }

            reader.Read();
        }

        return root;
    }

    private static XmlElement Element(XmlReader reader, XmlSpace space, XmlElement? parent)
    {
        var element = new XmlElement(space, reader.LocalName, LineOf(reader), parent);
        parent?.Add(element);
        while (reader.MoveToNextAttribute())
        {
            var of = SpaceOf(reader.NamespaceURI);
            if (of != XmlSpace.None || reader.NamespaceURI.Length == 0)
            {
                element.Add(of, reader.LocalName, reader.Value);
            }
        }

        reader.MoveToElement();
        return element;
    }

    private static XmlElement? NotDefinitions(XmlReader reader, ProblemList problems)
    {
        problems.AddForFile("not-bpmn",
            $"the file begins with <{reader.Name}> instead of <definitions> of BPMN 2.0 ({BpmnNamespace}); save it from a BPMN 2.0 tool",
            LineOf(reader));
        return null;
    }

    private static XmlSpace SpaceOf(string uri) => uri switch
    {
        BpmnNamespace => XmlSpace.Bpmn,
        ZeebeNamespace => XmlSpace.Zeebe,
        PeninsulaNamespace => XmlSpace.Peninsula,
        SchemaInstanceNamespace => XmlSpace.Schema,
        _ => XmlSpace.None,
    };

    private static int LineOf(XmlReader reader) => reader is IXmlLineInfo line ? line.LineNumber : 0;
}
