using System.Numerics;
using System.Text;
using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Writes values one after the other, numbers in as few bytes as they need. <see cref="Decoder"/> reads them in the same order.</summary>
internal sealed class Encoder
{
    private byte[] _buffer = new byte[256];
    private int _length;

    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(long value)
    {
        Reserve(10);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            _buffer[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _buffer[_length++] = (byte)rest;
    }

    public void Optional(long? value)
    {
        Flag(value is not null);
        if (value is { } number)
        {
            Number(number);
        }
    }

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Number(bytes);
        Reserve(bytes);
        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    public void Optional(string? value)
    {
        Flag(value is not null);
        if (value is not null)
        {
            Text(value);
        }
    }

    public void Texts(IReadOnlyCollection<string> values)
    {
        Number(values.Count);
        foreach (var value in values)
        {
            Text(value);
        }
    }

    public void Pairs(IReadOnlyDictionary<string, string> pairs)
    {
        Number(pairs.Count);
        foreach (var (name, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Text(name);
            Text(value);
        }
    }

    public void Time(Instant value)
    {
        var since = value - NodaConstants.UnixEpoch;
        Number(since.Days);
        Number(since.NanosecondOfDay);
    }

    public void Optional(Instant? value)
    {
        Flag(value is not null);
        if (value is { } time)
        {
            Time(time);
        }
    }

    public void Context(FeelContext context)
    {
        Number(context.Count);
        foreach (var (name, value) in context)
        {
            Text(name);
            Value(value);
        }
    }

    /// <summary>A variable's value: JSON kinds only.</summary>
    public void Value(FeelValue value)
    {
        if (value.IsNull)
        {
            Byte(FeelTag.Null);
        }
        else if (value.TryGetBoolean(out var boolean))
        {
            Byte(boolean ? FeelTag.True : FeelTag.False);
        }
        else if (value.TryGetInt64(out var whole))
        {
            Byte(FeelTag.Whole);
            Number(whole);
        }
        else if (value.TryGetNumber(out var number))
        {
            Byte(FeelTag.Number);
            Text(number.ToString());
        }
        else if (value.TryGetList(out var items))
        {
            Byte(FeelTag.List);
            Number(items.Count);
            foreach (var item in items)
            {
                Value(item);
            }
        }
        else if (value.TryGetContext(out var context))
        {
            Byte(FeelTag.Context);
            Context(context);
        }
        else
        {
            Byte(FeelTag.Text);
            Text(FeelJson.AsJsonKinds(value).TryGetString(out var text) ? text : "");
        }
    }

    private void Reserve(int more)
    {
        if (_length + more > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)BitOperations.RoundUpToPowerOf2((uint)(_length + more)));
        }
    }
}

/// <summary>What kind of value follows.</summary>
internal static class FeelTag
{
    public const byte Null = 0;
    public const byte False = 1;
    public const byte True = 2;
    public const byte Whole = 3;
    public const byte Number = 4;
    public const byte Text = 5;
    public const byte List = 6;
    public const byte Context = 7;
}
