using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn;

/// <summary>Reads BPMN 2.0 files, from any tool, into the executable model.</summary>
/// <remarks>
/// A file is read whole or refused whole, with every problem at once. Content is untrusted: any bytes give a reading,
/// never an exception; size and depth are bounded, and nothing outside the file is opened.
/// </remarks>
public static class BpmnReader
{
    /// <summary>Reads a file.</summary>
    public static BpmnReading Read(ReadOnlyMemory<byte> content, BpmnReaderOptions? options = null)
    {
        options ??= new BpmnReaderOptions();
        var problems = new ProblemList();
        return XmlLoader.Load(content, options, problems) is { } definitions
            ? new FileReader(definitions, options, problems).Read()
            : new BpmnReading([], problems.Sorted());
    }

    /// <summary>Reads a file from a stream, no further than the options allow. Failures of the stream itself are thrown.</summary>
    public static BpmnReading Read(Stream content, BpmnReaderOptions? options = null)
    {
        options ??= new BpmnReaderOptions();
        using var buffer = new MemoryStream();
        var block = new byte[81920];
        int taken;
        while (buffer.Length <= options.MostBytes && (taken = content.Read(block)) > 0)
        {
            buffer.Write(block, 0, taken);
        }

        return Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), options);
    }
}

/// <summary>How files are read.</summary>
public sealed record BpmnReaderOptions
{
    /// <summary>Bytes that a file may have; 10 MB by default.</summary>
    public int MostBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How deep elements may be nested; 200 by default.</summary>
    public int MostDepth { get; init; } = 200;

    /// <summary>The host whose functions expressions may call, or null.</summary>
    public IFeelHost? Feel { get; init; }
}
