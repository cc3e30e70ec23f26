namespace Peninsula.Workflows.Execution.Codec;

/// <summary>
/// Events as bytes: a format byte, how many there are, then each with the number of its kind, its version and its fields. The
/// same events give the same bytes.
/// </summary>
/// <remarks>
/// History is read decades after it was written, and its hashes cover the bytes, so that nothing is ever rewritten: each
/// version of each event that was ever written can be read. Decision record 15 says how an event changes.
/// </remarks>
public static partial class EventCodec
{
    /// <summary>The first format, in which events had no version: all are in version 1.</summary>
    private const byte WithoutVersions = 1;

    private const byte Format = 2;

    /// <summary>Writes events in order.</summary>
    public static byte[] Write(IReadOnlyList<WorkflowEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var to = new Encoder();
        to.Byte(Format);
        to.Number(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            WriteEvent(to, events[i]);
        }

        return to.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A later engine wrote the bytes, and the message says which event in which version; or they are broken.</exception>
    public static IReadOnlyList<WorkflowEvent> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ReadEvents(bytes);
        }
        catch (Exception error) when (Decoder.IsBroken(error))
        {
            throw Decoder.Broken(error);
        }
    }

    private static WorkflowEvent[] ReadEvents(ReadOnlyMemory<byte> bytes)
    {
        var from = new Decoder(bytes.Span);
        var format = from.Byte();
        if (format is not (WithoutVersions or Format))
        {
            throw new InvalidDataException($"The history is in format {format}, and this engine reads it up to format {Format}: a later engine wrote it, or the bytes are broken.");
        }

        var events = new WorkflowEvent[from.Count()];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = ReadEvent(ref from, format);
        }

        return from.IsAtEnd ? events : throw Decoder.Broken();
    }

    private static void WriteKeys(Encoder to, IReadOnlyList<long> keys)
    {
        to.Number(keys.Count);
        foreach (var key in keys)
        {
            to.Number(key);
        }
    }

    private static long[] ReadKeys(ref Decoder from)
    {
        var keys = new long[from.Count()];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = from.Number();
        }

        return keys;
    }
}
