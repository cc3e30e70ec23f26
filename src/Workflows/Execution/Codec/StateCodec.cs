using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>An instance's state as bytes: a version byte, then a compact binary form. The same state gives the same bytes.</summary>
internal static partial class StateCodec
{
    private const byte Version = 1;

    /// <summary>Writes a state.</summary>
    public static byte[] Write(InstanceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var to = new Encoder();
        to.Byte(Version);
        to.Number(state.DefinitionKey);
        to.Optional(state.BusinessKey);
        to.Optional(state.StartElementId);
        to.Byte((byte)state.Status);
        to.Optional(state.Reason);
        to.Number(state.Ordinal);
        to.Number(state.Key);
        to.Number(state.LastKey - state.Key);
        to.Number(state.Elements.Count);

        // Scopes before what is in them, so that reading can tie each element to its scope.
        var pending = new Stack<ElementInstance>();
        pending.Push(state.Root);
        while (pending.TryPop(out var element))
        {
            WriteElement(to, element, state.Key);
            for (var i = element.Children.Count - 1; i >= 0; i--)
            {
                pending.Push(element.Children[i]);
            }
        }

        return to.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version, or broken.</exception>
    public static InstanceState Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ReadState(bytes);
        }
        catch (Exception error) when (Decoder.IsBroken(error))
        {
            throw Decoder.Broken(error);
        }
    }

    private static InstanceState ReadState(ReadOnlyMemory<byte> bytes)
    {
        var from = new Decoder(bytes.Span);
        if (from.Byte() is var version && version != Version)
        {
            throw new InvalidDataException($"The state is in version {version}, and this engine reads version {Version}: another engine wrote it, or the bytes are broken.");
        }

        var definitionKey = from.Number();
        var businessKey = from.OptionalText();
        var startElementId = from.OptionalText();
        var status = (InstanceStatus)from.Byte();
        var reason = from.OptionalText();
        var ordinal = from.Int();
        var key = from.Number();
        var lastKey = key + from.Number();
        var count = from.Count();
        var state = new InstanceState(ReadElement(ref from, key, null), definitionKey, businessKey, startElementId);
        for (var i = 1; i < count; i++)
        {
            state.Add(ReadElement(ref from, key, state));
        }

        state.Status = status;
        state.Reason = reason;
        state.Ordinal = ordinal;
        state.LastKey = lastKey;
        state.Recount();
        return from.IsAtEnd ? state : throw Decoder.Broken();
    }
}
