using System.Numerics;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>Square root, exponential and logarithm to 34 digits, by fixed-point arithmetic with guard digits.</summary>
internal static class DecimalMath
{
    private const int Digits = 60;
    private static readonly BigInteger Unit = BigInteger.Pow(10, Digits);
    private static readonly BigInteger Ln10 = NaturalLogarithm(10 * Unit);

    public static bool TrySqrt(FeelNumber value, out FeelNumber result)
    {
        result = default;
        if (value.Sign < 0)
        {
            return false;
        }

        var exponent = value.Exponent;
        BigInteger coefficient = value.Coefficient;
        var shift = 80 + ((exponent & 1) == 0 ? 0 : 1);
        coefficient *= BigInteger.Pow(10, shift);
        var root = SquareRoot(coefficient);
        var sticky = root * root == coefficient ? 0 : 1;
        return FeelNumber.NormalizeBig((root * 10) + sticky, ((exponent - shift) / 2) - 1, out result);
    }

    public static bool TryExp(FeelNumber value, out FeelNumber result)
    {
        result = default;
        if (value.CompareTo(15_000L) > 0)
        {
            return false;
        }

        if (value.CompareTo(-15_000L) < 0)
        {
            return true;
        }

        // e^x = 10^k * e^r with r = x - k ln 10.
        var x = Fixed(value);
        var k = BigInteger.Divide(x, Ln10);
        var r = x - (k * Ln10);
        var halvings = 8;
        r >>= halvings;
        var (term, sum) = (Unit, Unit);
        for (var i = 1; !term.IsZero; i++)
        {
            term = term * r / Unit / i;
            sum += term;
        }

        for (; halvings > 0; halvings--)
        {
            sum = sum * sum / Unit;
        }

        return FeelNumber.NormalizeBig(sum, (int)k - Digits, out result);
    }

    public static bool TryLog(FeelNumber value, out FeelNumber result)
    {
        result = default;
        if (value.Sign <= 0)
        {
            return false;
        }

        // ln(c * 10^e) = ln(m) + k ln 10, with m in [1, 10).
        var digits = FeelNumber.DigitCount(value.Coefficient);
        var mantissa = (BigInteger)value.Coefficient * BigInteger.Pow(10, Digits - digits + 1);
        var k = value.Exponent + digits - 1;
        return FeelNumber.NormalizeBig(NaturalLogarithm(mantissa) + (k * Ln10), -Digits, out result);
    }

    private static BigInteger Fixed(FeelNumber value)
    {
        var shift = Digits + value.Exponent;
        return shift >= 0
            ? value.Coefficient * BigInteger.Pow(10, shift)
            : value.Coefficient / BigInteger.Pow(10, Math.Min(-shift, 200));
    }

    /// <summary>ln of a fixed-point number of modest size: roots bring it near 1, then 2 artanh((x-1)/(x+1)).</summary>
    private static BigInteger NaturalLogarithm(BigInteger x)
    {
        var roots = 0;
        for (; roots < 6; roots++)
        {
            x = SquareRoot(x * Unit);
        }

        var z = (x - Unit) * Unit / (x + Unit);
        var square = z * z / Unit;
        var sum = z;
        var power = z;
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = power * square / Unit;
            sum += power / i;
        }

        return (2 * sum) << roots;
    }

    private static BigInteger SquareRoot(BigInteger value)
    {
        if (value.IsZero)
        {
            return value;
        }

        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
