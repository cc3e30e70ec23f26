using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>
/// One FEEL value. A struct of 32 bytes: null, booleans, numbers, dates, times and durations are held in place,
/// so that evaluating a condition allocates nothing. The default value is null.
/// </summary>
public readonly partial struct FeelValue : IEquatable<FeelValue>
{
    private readonly object? _reference;
    private readonly ulong _low;
    private readonly long _high;
    private readonly int _extra;
    private readonly FeelKind _kind;

    private FeelValue(FeelKind kind, object? reference = null, ulong low = 0, long high = 0, int extra = 0)
    {
        _kind = kind;
        _reference = reference;
        _low = low;
        _high = high;
        _extra = extra;
    }

    /// <summary>No value.</summary>
    public static FeelValue Null => default;

    /// <summary>The boolean true.</summary>
    public static FeelValue True => new(FeelKind.Boolean, low: 1);

    /// <summary>The boolean false.</summary>
    public static FeelValue False => new(FeelKind.Boolean);

    /// <summary>What kind of value this is.</summary>
    public FeelKind Kind => _kind;

    /// <summary>Whether this is null.</summary>
    public bool IsNull => _kind == FeelKind.Null;

    internal bool IsTrue => _kind == FeelKind.Boolean && _low != 0;

    internal bool IsFalse => _kind == FeelKind.Boolean && _low == 0;

    internal FeelNumber Number => new(_low, _high, _extra);

    internal string String => (string)_reference!;

    internal FeelList Items => (FeelList)_reference!;

    internal FeelContext Entries => (FeelContext)_reference!;

    internal FeelRange AsRange => (FeelRange)_reference!;

    internal FeelFunction AsFunction => (FeelFunction)_reference!;

    /// <summary>A boolean value.</summary>
    public static implicit operator FeelValue(bool value) => value ? True : False;

    /// <summary>A string value; a null reference becomes FEEL's null.</summary>
    public static implicit operator FeelValue(string? value) =>
        value is null ? default : new(FeelKind.String, value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(int value) => (FeelNumber)(long)value;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(long value) => (FeelNumber)value;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(decimal value) => (FeelNumber)value;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(FeelNumber value) =>
        new(FeelKind.Number, null, value.Low, value.High, value.Exponent);

    /// <summary>A context.</summary>
    public static implicit operator FeelValue(FeelContext value) => new(FeelKind.Context, value);

    /// <summary>A list.</summary>
    public static implicit operator FeelValue(FeelList value) => new(FeelKind.List, value);

    /// <summary>A range.</summary>
    public static implicit operator FeelValue(FeelRange value) => new(FeelKind.Range, value);

    /// <summary>A function.</summary>
    public static implicit operator FeelValue(FeelFunction value) => new(FeelKind.Function, value);

    /// <summary>Equality of kind and content; for FEEL's own <c>=</c>, evaluate an expression.</summary>
    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    /// <summary>Inequality of kind or content.</summary>
    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    /// <summary>A list of the given values.</summary>
    public static FeelValue List(params ReadOnlySpan<FeelValue> items) => FeelList.Of(items.ToArray());

    /// <summary>A list of the given values.</summary>
    public static FeelValue List(IEnumerable<FeelValue> items) => FeelList.Of([.. items]);

    /// <summary>A context of the given entries, in their order; a later entry replaces one of the same name.</summary>
    public static FeelValue Context(params ReadOnlySpan<(string Name, FeelValue Value)> entries) =>
        FeelContext.Of(entries);

    /// <summary>The boolean, when this is one.</summary>
    public bool TryGetBoolean(out bool value)
    {
        value = IsTrue;
        return _kind == FeelKind.Boolean;
    }

    /// <summary>The string, when this is one.</summary>
    public bool TryGetString([NotNullWhen(true)] out string? value)
    {
        value = _kind == FeelKind.String ? String : null;
        return value is not null;
    }

    /// <summary>The number, when this is one.</summary>
    public bool TryGetNumber(out FeelNumber value)
    {
        value = _kind == FeelKind.Number ? Number : default;
        return _kind == FeelKind.Number;
    }

    /// <summary>The number, when this is a whole one that fits.</summary>
    public bool TryGetInt32(out int value)
    {
        value = 0;
        return _kind == FeelKind.Number && Number.TryToInt32(out value);
    }

    /// <summary>The number, when this is a whole one that fits.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return _kind == FeelKind.Number && Number.TryToInt64(out value);
    }

    /// <summary>The number rounded to a <see cref="decimal"/>, when it is in range.</summary>
    public bool TryGetDecimal(out decimal value)
    {
        value = 0;
        return _kind == FeelKind.Number && Number.TryToDecimal(out value);
    }

    /// <summary>The items, when this is a list.</summary>
    public bool TryGetList([NotNullWhen(true)] out IReadOnlyList<FeelValue>? value)
    {
        value = _kind == FeelKind.List ? Items : null;
        return value is not null;
    }

    /// <summary>The entries, when this is a context.</summary>
    public bool TryGetContext([NotNullWhen(true)] out FeelContext? value)
    {
        value = _kind == FeelKind.Context ? Entries : null;
        return value is not null;
    }

    /// <summary>The function, when this is one.</summary>
    public bool TryGetFunction([NotNullWhen(true)] out FeelFunction? value)
    {
        value = _kind == FeelKind.Function ? AsFunction : null;
        return value is not null;
    }

    /// <summary>The range, when this is one.</summary>
    public bool TryGetRange([NotNullWhen(true)] out FeelRange? value)
    {
        value = _kind == FeelKind.Range ? AsRange : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public bool Equals(FeelValue other)
    {
        if (_kind != other._kind || _low != other._low || _high != other._high || _extra != other._extra)
        {
            return false;
        }

        return ReferenceEquals(_reference, other._reference)
            || (_reference is not null && _reference.Equals(other._reference));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, _reference, _low, _high, _extra);

    /// <summary>The value as FEEL text, which reads back as the same value.</summary>
    public override string ToString() => FeelText.Write(this);
}
