namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Events as bytes: a version byte, their number, then each with the number of its kind. The same events give the same bytes.</summary>
/// <remarks>A kind keeps its number for ever, and its fields: history is read years after it was written.</remarks>
public static partial class EventCodec
{
    private const byte Version = 1;

    /// <summary>Writes events in order.</summary>
    public static byte[] Write(IReadOnlyList<WorkflowEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var to = new Encoder();
        to.Byte(Version);
        to.Number(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            WriteEvent(to, events[i]);
        }

        return to.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version, or broken.</exception>
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
        if (from.Byte() != Version)
        {
            throw Decoder.Broken();
        }

        var events = new WorkflowEvent[from.Count()];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = ReadEvent(ref from);
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
