using System.Text;
using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Reads what <see cref="Encoder"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes are not what an encoder wrote.</exception>
internal ref struct Decoder(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 500;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private int _depth;

    public readonly bool IsAtEnd => _position == _bytes.Length;

    public byte Byte() => _position < _bytes.Length ? _bytes[_position++] : throw Broken();

    public bool Flag() => Byte() != 0;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw Broken();
    }

    public int Int() => checked((int)Number());

    public long? OptionalNumber() => Flag() ? Number() : null;

    public string Text()
    {
        var count = Count();
        var text = Encoding.UTF8.GetString(_bytes.Slice(_position, count));
        _position += count;
        return text;
    }

    public string? OptionalText() => Flag() ? Text() : null;

    public string[] Texts()
    {
        var texts = new string[Count()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text();
        }

        return texts;
    }

    public Dictionary<string, string> Pairs()
    {
        var count = Count();
        var pairs = new Dictionary<string, string>(count);
        for (var i = 0; i < count; i++)
        {
            var name = Text();
            pairs[name] = Text();
        }

        return pairs;
    }

    public Instant Time()
    {
        var days = Int();
        return NodaConstants.UnixEpoch + Duration.FromDays(days) + Duration.FromNanoseconds(Number());
    }

    public Instant? OptionalTime() => Flag() ? Time() : null;

    public FeelContext Context()
    {
        var entries = new (string, FeelValue)[Count()];
        for (var i = 0; i < entries.Length; i++)
        {
            var name = Text();
            entries[i] = (name, Value());
        }

        return entries.Length == 0 ? FeelContext.Empty : FeelContext.Of(entries);
    }

    public FeelValue Value()
    {
        // No value that the engine writes nests so deep: broken bytes must not exhaust the stack.
        if (++_depth > MaxDepth)
        {
            throw Broken();
        }

        var value = ReadValue();
        _depth--;
        return value;
    }

    private FeelValue ReadValue()
    {
        switch (Byte())
        {
            case FeelTag.Null:
                return FeelValue.Null;
            case FeelTag.False:
                return FeelValue.False;
            case FeelTag.True:
                return FeelValue.True;
            case FeelTag.Whole:
                return Number();
            case FeelTag.Number:
                return FeelNumber.TryParse(Text(), out var number) ? number : throw Broken();
            case FeelTag.Text:
                return Text();
            case FeelTag.List:
                var items = new FeelValue[Count()];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Value();
                }

                return FeelValue.List(items);
            case FeelTag.Context:
                return Context();
            default:
                throw Broken();
        }
    }

    /// <summary>A number of things to come; each takes at least a byte, so that broken bytes cannot ask for more memory than they are long.</summary>
    public int Count()
    {
        var count = Number();
        return count >= 0 && count <= _bytes.Length - _position ? (int)count : throw Broken();
    }

    public static InvalidDataException Broken(Exception? inner = null) => new("The bytes are not a state or history that this version of the engine wrote.", inner);

    /// <summary>Whether bytes that are broken can cause this: a number out of range, an end too soon, an element in no scope.</summary>
    public static bool IsBroken(Exception error) =>
        error is OverflowException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or NullReferenceException or KeyNotFoundException;
}
