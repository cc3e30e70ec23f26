using System.Xml;
using System.Xml.Linq;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn;

/// <summary>Bounds and surroundings of reading.</summary>
public sealed record BpmnReaderOptions
{
    /// <summary>Without extra functions, within the default bounds.</summary>
    public static readonly BpmnReaderOptions Default = new();

    /// <summary>Bytes that a file may have; 10 MiB.</summary>
    public int MostBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How deep elements may be nested; 200.</summary>
    public int MostDepth { get; init; } = 200;

    /// <summary>Extra FEEL functions of the host, so that expressions using them compile.</summary>
    public IFeelHost? Feel { get; init; }
}

/// <summary>Reads a BPMN 2.0 file into executable process definitions, or says everything that is wrong with it.</summary>
/// <remarks>No input makes it throw. DTDs are refused, nothing outside the file is resolved, size and depth are bounded.</remarks>
public static class BpmnReader
{
    /// <summary>Reads a file that is at hand whole.</summary>
    public static BpmnReading Read(ReadOnlyMemory<byte> content, BpmnReaderOptions? options = null)
    {
        options ??= BpmnReaderOptions.Default;
        if (content.Length > options.MostBytes)
        {
            return Refused("file-too-large", $"The file has {content.Length:N0} bytes; at most {options.MostBytes:N0} are read. Split the pathway into several that call one another.", 0);
        }

        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = options.MostBytes,
                IgnoreProcessingInstructions = true,
                IgnoreComments = true,
            });
            var document = XDocument.Load(xml, LoadOptions.SetLineInfo);
            return TooDeep(document.Root!, options.MostDepth) is { } line
                ? Refused("nesting-too-deep", $"Elements are nested more than {options.MostDepth} deep.", line)
                : new DefinitionsReading(document.Root!, options).Read();
        }
        catch (XmlException wrong) when (wrong.Message.Contains("DTD", StringComparison.Ordinal))
        {
            return Refused("dtd-prohibited", "The file declares a document type (DTD). Remove the DOCTYPE and try again.", wrong.LineNumber);
        }
        catch (XmlException wrong)
        {
            return Refused("not-xml", $"The file is not well-formed XML: {wrong.Message}", wrong.LineNumber);
        }
    }

    /// <summary>Reads a stream, no further than the largest file allowed.</summary>
    public static BpmnReading Read(Stream content, BpmnReaderOptions? options = null)
    {
        options ??= BpmnReaderOptions.Default;
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while (copy.Length <= options.MostBytes && (read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            copy.Write(buffer, 0, read);
        }

        return Read(copy.GetBuffer().AsMemory(0, (int)copy.Length), options);
    }

    private static BpmnReading Refused(string rule, string message, int line) =>
        new([], [new BpmnProblem(rule, message, null, null, line)]);

    // Walks without recursion, so that a hostile depth is found before anything recurses into it.
    private static int? TooDeep(XElement root, int most)
    {
        var depth = 1;
        var element = root;
        while (true)
        {
            if (element.Elements().FirstOrDefault() is { } child)
            {
                if (++depth > most)
                {
                    return ((IXmlLineInfo)child).LineNumber;
                }

                element = child;
                continue;
            }

            while (element != root && element.ElementsAfterSelf().FirstOrDefault() is null)
            {
                element = element.Parent!;
                depth--;
            }

            if (element == root)
            {
                return null;
            }

            element = element.ElementsAfterSelf().First();
        }
    }
}
