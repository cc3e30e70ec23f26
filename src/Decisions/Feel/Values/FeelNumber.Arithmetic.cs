using System.Numerics;

namespace Peninsula.Decisions.Feel.Values;

public readonly partial struct FeelNumber
{
    private static readonly Int128[] Powers = MakePowers();
    private static readonly Int128 Limit = Powers[MaxDigits];

    /// <summary>The number with the opposite sign.</summary>
    public static FeelNumber operator -(FeelNumber value) => new(-value.Coefficient, value._exponent);

    /// <summary>Adds; false when the result is out of range.</summary>
    public static bool TryAdd(FeelNumber left, FeelNumber right, out FeelNumber result)
    {
        if (left._exponent == right._exponent)
        {
            return Normalize(left.Coefficient + right.Coefficient, left._exponent, out result);
        }

        if (left._exponent < right._exponent)
        {
            (left, right) = (right, left);
        }

        var shift = left._exponent - right._exponent;
        if (DigitCount(left.Coefficient) + shift < 38)
        {
            return Normalize((left.Coefficient * Powers[shift]) + right.Coefficient, right._exponent, out result);
        }

        if (shift > 3 * MaxDigits && left.Sign != 0)
        {
            // The smaller operand is below the last digit that is kept.
            result = left;
            return true;
        }

        return NormalizeBig((left.Coefficient * BigPower(shift)) + right.Coefficient, right._exponent, out result);
    }

    /// <summary>Subtracts; false when the result is out of range.</summary>
    public static bool TrySubtract(FeelNumber left, FeelNumber right, out FeelNumber result) =>
        TryAdd(left, -right, out result);

    /// <summary>Multiplies; false when the result is out of range.</summary>
    public static bool TryMultiply(FeelNumber left, FeelNumber right, out FeelNumber result)
    {
        var exponent = left._exponent + right._exponent;
        return left.IsSmall && right.IsSmall
            ? Normalize((Int128)(long)left._low * (long)right._low, exponent, out result)
            : NormalizeBig((BigInteger)left.Coefficient * right.Coefficient, exponent, out result);
    }

    /// <summary>Divides; false when the divisor is 0 or the result is out of range.</summary>
    public static bool TryDivide(FeelNumber left, FeelNumber right, out FeelNumber result)
    {
        result = default;
        if (right.Sign == 0)
        {
            return false;
        }

        var (a, b) = (left.Coefficient, right.Coefficient);
        if (a % b == 0)
        {
            return Normalize(a / b, left._exponent - right._exponent, out result);
        }

        var shift = MaxDigits + 1 + DigitCount(b) - DigitCount(a);
        shift = Math.Max(shift, 0);
        var quotient = BigInteger.DivRem(a * BigPower(shift), b, out var remainder);

        // A digit below the last one tells the rounding that something was cut off.
        var sticky = remainder.IsZero ? 0 : (a < 0) == (b < 0) ? 1 : -1;
        return NormalizeBig((quotient * 10) + sticky, left._exponent - right._exponent - shift - 1, out result);
    }

    /// <summary>Brings a coefficient of up to 38 digits to the one representation of its value.</summary>
    internal static bool Normalize(Int128 coefficient, int exponent, out FeelNumber result)
    {
        if (exponent == 0 && coefficient < Limit && coefficient > -Limit)
        {
            result = new FeelNumber(coefficient, 0);
            return true;
        }

        var excess = DigitCount(coefficient) - MaxDigits;
        if (excess > 0)
        {
            coefficient = DivideHalfEven(coefficient, Powers[excess]);
            exponent += excess;
        }

        return Finish(coefficient, exponent, out result);
    }

    internal static bool NormalizeBig(BigInteger coefficient, int exponent, out FeelNumber result)
    {
        var excess = DigitCount(coefficient) - MaxDigits;
        if (excess > 0)
        {
            coefficient = DivideHalfEven(coefficient, BigPower(excess));
            exponent += excess;
        }

        return Finish((Int128)coefficient, exponent, out result);
    }

    private static bool Finish(Int128 coefficient, int exponent, out FeelNumber result)
    {
        result = default;
        if (coefficient == 0)
        {
            return true;
        }

        if (exponent < MinExponent)
        {
            var drop = MinExponent - exponent;
            if (drop > MaxDigits)
            {
                return true;
            }

            coefficient = DivideHalfEven(coefficient, Powers[drop]);
            exponent = MinExponent;
        }

        StripZeros(ref coefficient, ref exponent);
        while (exponent > 0 && coefficient < Powers[MaxDigits - 1] && coefficient > -Powers[MaxDigits - 1])
        {
            coefficient *= 10;
            exponent--;
        }

        if (exponent > MaxExponent)
        {
            return false;
        }

        result = new FeelNumber(coefficient, coefficient == 0 ? 0 : exponent);
        return true;
    }

    private static void StripZeros(ref Int128 coefficient, ref int exponent)
    {
        var fits = coefficient <= long.MaxValue && coefficient >= long.MinValue;
        while (exponent < 0 && !fits)
        {
            var (quotient, remainder) = Int128.DivRem(coefficient, 10);
            if (remainder != 0)
            {
                return;
            }

            coefficient = quotient;
            exponent++;
            fits = coefficient <= long.MaxValue && coefficient >= long.MinValue;
        }

        if (exponent >= 0)
        {
            return;
        }

        var small = (long)coefficient;
        while (exponent < 0 && small % 10 == 0 && small != 0)
        {
            small /= 10;
            exponent++;
        }

        coefficient = small;
    }

    private static Int128 DivideHalfEven(Int128 value, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(value, divisor);
        var twice = Int128.Abs(remainder) * 2;
        if (twice > divisor || (twice == divisor && !Int128.IsEvenInteger(quotient)))
        {
            quotient += value < 0 ? -1 : 1;
        }

        return quotient;
    }

    private static BigInteger DivideHalfEven(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        var order = (BigInteger.Abs(remainder) * 2).CompareTo(divisor);
        if (order > 0 || (order == 0 && !quotient.IsEven))
        {
            quotient += value.Sign;
        }

        return quotient;
    }

    internal static int DigitCount(Int128 value)
    {
        var magnitude = (UInt128)Int128.Abs(value);
        var bits = 128 - (int)UInt128.LeadingZeroCount(magnitude);
        var estimate = (bits * 1233) >> 12;
        return estimate < Powers.Length && magnitude >= (UInt128)Powers[estimate] ? estimate + 1 : Math.Max(estimate, 1);
    }

    internal static int DigitCount(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var estimate = (int)((magnitude.GetBitLength() * 30103L) / 100000);
        return magnitude >= BigPower(estimate) ? estimate + 1 : Math.Max(estimate, 1);
    }

    internal static BigInteger BigPower(int exponent) => BigInteger.Pow(10, exponent);

    private static Int128[] MakePowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
