using System.Numerics;

namespace Peninsula.Decisions.Feel.Values;

public readonly partial struct FeelNumber
{
    /// <summary>The number without its fraction, towards zero.</summary>
    public FeelNumber Truncate() => TryRound(0, RoundingMode.Down, out var result) ? result : this;

    /// <summary>Rounds to a number of fraction digits (negative: to tens, hundreds); false when out of range.</summary>
    internal bool TryRound(int scale, RoundingMode mode, out FeelNumber result)
    {
        var drop = -scale - _exponent;
        if (drop <= 0)
        {
            result = this;
            return true;
        }

        if (drop > MaxDigits + 2)
        {
            // Every digit goes; only the direction matters.
            var up = RoundsUp(mode, 0, -1, Sign);
            return up ? Normalize(Sign, -scale, out result) : Normalize(0, 0, out result);
        }

        var divisor = Powers[drop];
        var (quotient, remainder) = Int128.DivRem(Coefficient, divisor);
        if (remainder != 0)
        {
            var half = Int128.Abs(remainder).CompareTo(divisor - Int128.Abs(remainder));
            quotient += RoundsUp(mode, (int)(Int128.Abs(quotient) % 2), half, Sign) ? Sign : 0;
        }

        return Normalize(quotient, -scale, out result);
    }

    /// <summary>Whether a cut-off part moves the last digit away from zero.</summary>
    private static bool RoundsUp(RoundingMode mode, int lastDigit, int half, int sign) => mode switch
    {
        RoundingMode.Up => true,
        RoundingMode.Down => false,
        RoundingMode.Ceiling => sign > 0,
        RoundingMode.Floor => sign < 0,
        RoundingMode.HalfUp => half >= 0,
        RoundingMode.HalfDown => half > 0,
        _ => half > 0 || (half == 0 && lastDigit == 1),
    };

    /// <summary>Raises to a power; false when the result is not a real number in range.</summary>
    public static bool TryPower(FeelNumber value, FeelNumber power, out FeelNumber result)
    {
        result = One;
        if (power.Sign == 0)
        {
            return true;
        }

        if (value.Sign == 0)
        {
            result = Zero;
            return power.Sign > 0;
        }

        if (power.TryToInt32(out var whole) && whole is > -100_000 and < 100_000)
        {
            return TryIntegerPower(value, whole, out result);
        }

        return value.Sign > 0
            && DecimalMath.TryLog(value, out var log)
            && TryMultiply(log, power, out var product)
            && DecimalMath.TryExp(product, out result);
    }

    /// <summary>The remainder of floored division, with the divisor's sign; false when it cannot be represented.</summary>
    internal static bool TryModulo(FeelNumber dividend, FeelNumber divisor, out FeelNumber result)
    {
        result = default;
        var exponent = Math.Min(dividend._exponent, divisor._exponent);
        if (divisor.Sign == 0 || Math.Max(dividend._exponent, divisor._exponent) - exponent > 7000)
        {
            return false;
        }

        var a = dividend.Coefficient * BigPower(dividend._exponent - exponent);
        var b = divisor.Coefficient * BigPower(divisor._exponent - exponent);
        var remainder = BigInteger.Remainder(a, b);
        remainder += !remainder.IsZero && remainder.Sign != b.Sign ? b : 0;
        return NormalizeBig(remainder, exponent, out result);
    }

    private static bool TryIntegerPower(FeelNumber value, int power, out FeelNumber result)
    {
        // Exact within 34 + guard digits: rounding at each squaring would lose the last ones.
        var (coefficient, exponent) = ((BigInteger)value.Coefficient, value._exponent);
        var (accumulated, accumulatedExponent) = (BigInteger.One, 0L);
        long factorExponent = exponent;
        result = default;
        for (var rest = Math.Abs(power); rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                accumulated = Shorten(accumulated * coefficient, ref accumulatedExponent, factorExponent);
            }

            long square = factorExponent;
            coefficient = Shorten(coefficient * coefficient, ref square, factorExponent);
            factorExponent = square;
        }

        if (Math.Abs(accumulatedExponent) > 20_000)
        {
            return accumulatedExponent < 0 == power > 0 && Normalize(0, 0, out result);
        }

        if (power > 0)
        {
            return NormalizeBig(accumulated, (int)accumulatedExponent, out result);
        }

        var quotient = BigPower(DigitCount(accumulated) + MaxDigits + 4) / accumulated;
        var scale = -(DigitCount(accumulated) + MaxDigits + 4) - accumulatedExponent;
        return NormalizeBig(quotient, (int)scale, out result);
    }

    private static BigInteger Shorten(BigInteger value, ref long exponent, long added)
    {
        exponent += added;
        var excess = DigitCount(value) - 80;
        if (excess <= 0)
        {
            return value;
        }

        exponent += excess;
        return value / BigPower(excess);
    }
}

/// <summary>How a digit that is cut off is treated (DMN 1.5, 10.3.4.2).</summary>
internal enum RoundingMode
{
    HalfEven,
    HalfUp,
    HalfDown,
    Up,
    Down,
    Floor,
    Ceiling,
}
