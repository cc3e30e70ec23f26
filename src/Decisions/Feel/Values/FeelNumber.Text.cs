using System.Globalization;
using System.Numerics;

namespace Peninsula.Decisions.Feel.Values;

public readonly partial struct FeelNumber
{
    /// <summary>Beyond this many zeros a number is written with an exponent.</summary>
    private const int MaxPlainZeros = 400;

    /// <summary>
    /// Reads digits with an optional sign, fraction and exponent (<c>-1.5e3</c>), in the invariant form.
    /// More than 34 significant digits are rounded half to even.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number)
    {
        number = default;
        var position = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative || (text.Length > 0 && text[0] == '+'))
        {
            position++;
        }

        Int128 small = 0;
        BigInteger? big = null;
        var (digits, significant, scale) = (0, 0, 0);
        var fraction = false;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '.' && !fraction)
            {
                fraction = true;
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                break;
            }

            digits++;
            scale += fraction ? 1 : 0;
            significant += significant > 0 || c != '0' ? 1 : 0;
            if (significant > 2000)
            {
                return false;
            }

            if (significant <= 38)
            {
                small = (small * 10) + (c - '0');
            }
            else
            {
                big = ((big ?? small) * 10) + (c - '0');
            }
        }

        var exponent = 0;
        if (digits == 0 || (position > 0 && text[position - 1] == '.'))
        {
            return false;
        }

        if (position < text.Length
            && (text[position] is not ('e' or 'E') || !TryReadExponent(text[(position + 1)..], out exponent)))
        {
            return false;
        }

        exponent -= scale;
        return big is { } large
            ? NormalizeBig(negative ? -large : large, exponent, out number)
            : Normalize(negative ? -small : small, exponent, out number);
    }

    /// <summary>The number in FEEL's (and JSON's) form, exactly.</summary>
    public override string ToString()
    {
        if (_exponent == 0)
        {
            return IsSmall
                ? ((long)_low).ToString(CultureInfo.InvariantCulture)
                : Coefficient.ToString(CultureInfo.InvariantCulture);
        }

        var digits = Int128.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = Sign < 0 ? "-" : "";
        if (_exponent > MaxPlainZeros || _exponent < -MaxPlainZeros)
        {
            digits = digits.TrimEnd('0');
            var power = Magnitude - 1;
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}E{power}");
        }

        if (_exponent > 0)
        {
            return sign + digits + new string('0', _exponent);
        }

        var whole = digits.Length + _exponent;
        return whole > 0
            ? $"{sign}{digits[..whole]}.{digits[whole..]}"
            : $"{sign}0.{new string('0', -whole)}{digits}";
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
        && exponent is > -100_000 and < 100_000;
}
