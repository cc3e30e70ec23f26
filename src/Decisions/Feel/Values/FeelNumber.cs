using System.Globalization;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>
/// A decimal number of up to 34 significant digits, as IEEE 754-2008 decimal128 has it (DMN 1.5, 10.3.2.3.1).
/// Results are rounded half to even. Two numbers that are equal have the same representation: 1.0 is 1.
/// </summary>
public readonly partial struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    internal const int MaxDigits = 34;
    internal const int MaxExponent = 6111;
    internal const int MinExponent = -6176;

    private readonly ulong _low;
    private readonly long _high;
    private readonly int _exponent;

    internal FeelNumber(ulong low, long high, int exponent)
    {
        _low = low;
        _high = high;
        _exponent = exponent;
    }

    private FeelNumber(Int128 coefficient, int exponent)
        : this((ulong)coefficient, (long)(coefficient >> 64), exponent)
    {
    }

    /// <summary>The number 0.</summary>
    public static FeelNumber Zero => default;

    /// <summary>The number 1.</summary>
    public static FeelNumber One => 1L;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _high < 0 ? -1 : (_high | (long)_low) == 0 ? 0 : 1;

    /// <summary>Whether the number has no fractional part.</summary>
    public bool IsInteger => _exponent >= 0;

    internal ulong Low => _low;

    internal long High => _high;

    internal int Exponent => _exponent;

    internal Int128 Coefficient => new((ulong)_high, _low);

    private bool IsSmall => _high == (long)_low >> 63;

    /// <summary>Converts a whole number; exact.</summary>
    public static implicit operator FeelNumber(long value) => new((ulong)value, value >> 63, 0);

    /// <summary>Converts a <see cref="decimal"/>; exact.</summary>
    public static implicit operator FeelNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var scale = (bits[3] >> 16) & 0xFF;
        return Normalize(bits[3] < 0 ? -coefficient : coefficient, -scale, out var number) ? number : Zero;
    }

    /// <summary>Equality by value.</summary>
    public static bool operator ==(FeelNumber left, FeelNumber right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(FeelNumber left, FeelNumber right) => !left.Equals(right);

    /// <summary>Order by value.</summary>
    public static bool operator <(FeelNumber left, FeelNumber right) => left.CompareTo(right) < 0;

    /// <summary>Order by value.</summary>
    public static bool operator >(FeelNumber left, FeelNumber right) => left.CompareTo(right) > 0;

    /// <summary>Order by value.</summary>
    public static bool operator <=(FeelNumber left, FeelNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Order by value.</summary>
    public static bool operator >=(FeelNumber left, FeelNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The same number as an <see cref="int"/>, when it is a whole number in range.</summary>
    public bool TryToInt32(out int value)
    {
        value = 0;
        if (!TryToInt64(out var wide) || wide is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        value = (int)wide;
        return true;
    }

    /// <summary>The same number as a <see cref="long"/>, when it is a whole number in range.</summary>
    public bool TryToInt64(out long value)
    {
        value = (long)_low;
        return _exponent == 0 && IsSmall;
    }

    /// <summary>The nearest <see cref="decimal"/>, when the number is within its range.</summary>
    public bool TryToDecimal(out decimal value) =>
        decimal.TryParse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>The nearest <see cref="double"/>.</summary>
    public double ToDouble() => double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public bool Equals(FeelNumber other) =>
        _low == other._low && _high == other._high && _exponent == other._exponent;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_low, _high, _exponent);

    /// <inheritdoc/>
    public int CompareTo(FeelNumber other)
    {
        if (_exponent == other._exponent)
        {
            return Coefficient.CompareTo(other.Coefficient);
        }

        var sign = Sign;
        if (sign != other.Sign || sign == 0)
        {
            return sign.CompareTo(other.Sign);
        }

        var byMagnitude = Magnitude.CompareTo(other.Magnitude);
        if (byMagnitude != 0)
        {
            return byMagnitude * sign;
        }

        // Equal magnitudes keep the exponents within 34 of each other, so aligning stays small.
        var difference = _exponent - other._exponent;
        return difference > 0
            ? (Coefficient * BigPower(difference)).CompareTo(other.Coefficient)
            : -(other.Coefficient * BigPower(-difference)).CompareTo(Coefficient);
    }

    /// <summary>The power of ten of the first digit.</summary>
    private int Magnitude => DigitCount(Coefficient) + _exponent;
}
