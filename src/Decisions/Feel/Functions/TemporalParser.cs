using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Reads dates, times and durations in the forms of XML Schema that FEEL uses (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8).</summary>
internal static partial class TemporalParser
{
    public static bool TryParseAny(string text, out FeelValue value)
    {
        value = default;
        if (text.Length == 0)
        {
            return false;
        }

        if (text[0] == 'P' || text.StartsWith("-P", StringComparison.Ordinal))
        {
            return TryParseDuration(text, out value);
        }

        if (text.Contains('T', StringComparison.Ordinal) && text.IndexOf('T') < (text.IndexOf('@') is var at and >= 0 ? at : int.MaxValue))
        {
            var isMoment = TryParseDateTime(text, out var moment);
            value = isMoment ? moment : default(FeelValue);
            return isMoment;
        }

        if (TryParseDate(text, out var date))
        {
            value = date;
            return true;
        }

        var isTime = TryParseTime(text, out var time);
        value = isTime ? time : default(FeelValue);
        return isTime;
    }

    public static bool TryParseDate(ReadOnlySpan<char> text, out FeelDate date)
    {
        date = default;
        var negative = text.Length > 0 && text[0] == '-';
        var digits = negative ? text[1..] : text;
        var yearEnd = digits.IndexOf('-');
        if (yearEnd is < 4 or > 9 || (yearEnd > 4 && digits[0] == '0') || digits.Length != yearEnd + 6 || digits[yearEnd + 3] != '-'
            || !TryDigits(digits[..yearEnd], out var year)
            || !TryDigits(digits.Slice(yearEnd + 1, 2), out var month)
            || !TryDigits(digits.Slice(yearEnd + 4, 2), out var day))
        {
            return false;
        }

        return FeelDate.TryOf(negative ? -year : year, month, day, out date);
    }

    public static bool TryParseTime(ReadOnlySpan<char> text, out FeelTime time)
    {
        time = default;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !TryDigits(text[..2], out var hour) || !TryDigits(text.Slice(3, 2), out var minute)
            || !TryDigits(text.Slice(6, 2), out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var nanoseconds = ((((hour * 60L) + minute) * 60) + second) * FeelTime.Second;
        var rest = text[8..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var end = 1;
            while (end < rest.Length && char.IsAsciiDigit(rest[end]))
            {
                end++;
            }

            if (end == 1)
            {
                return false;
            }

            var fraction = rest[1..end].ToString().PadRight(9, '0')[..9];
            nanoseconds += long.Parse(fraction, CultureInfo.InvariantCulture);
            rest = rest[end..];
        }

        if (!TryZone(rest, out var offset, out var zone))
        {
            return false;
        }

        time = new FeelTime(nanoseconds, offset, zone);
        return true;
    }

    /// <summary>Reads a date and time; a date alone is its midnight.</summary>
    public static bool TryParseDateTime(string text, out FeelDateTime moment)
    {
        moment = default;
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (!TryParseDate(split < 0 ? text : text.AsSpan(0, split), out var date))
        {
            return false;
        }

        var time = default(FeelTime);
        if (split >= 0 && !TryParseTime(text.AsSpan(split + 1), out time))
        {
            return false;
        }

        moment = time.Zone is { } zone
            ? FeelDateTime.InZone(date, time.Nanoseconds, zone)
            : new FeelDateTime(date, time);
        return true;
    }

    public static bool TryParseDuration(string text, out FeelValue duration)
    {
        duration = default;
        if (text.Length > 100)
        {
            return false;
        }

        var match = YearsMonths().Match(text);
        if (match.Success)
        {
            if (!TryPart(match, 2, out var years) || !TryPart(match, 3, out var months)
                || years > 10_000_000_000 || months > 100_000_000_000)
            {
                return false;
            }

            var total = (years * 12) + months;
            duration = FeelValue.FromMonths(match.Groups[1].Length > 0 ? -total : total);
            return true;
        }

        match = DaysTime().Match(text);
        if (!match.Success || !TryPart(match, 2, out var days) || !TryPart(match, 3, out var hours)
            || !TryPart(match, 4, out var minutes) || !TryPart(match, 5, out var seconds))
        {
            return false;
        }

        var fraction = long.Parse(match.Groups[6].Value.PadRight(9, '0')[..9], CultureInfo.InvariantCulture);
        var size = ((((((((Int128)days * 24) + hours) * 60) + minutes) * 60) + seconds) * FeelTime.Second) + fraction;
        if (size > (Int128)long.MaxValue * FeelTime.Second)
        {
            return false;
        }

        duration = FeelValue.FromNanoseconds(match.Groups[1].Length > 0 ? -size : size);
        return true;
    }

    private static bool TryPart(Match match, int group, out long value)
    {
        value = 0;
        return !match.Groups[group].Success
            || long.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Nothing, <c>Z</c>, an offset such as <c>+01:00</c>, or a zone's name after <c>@</c>.</summary>
    private static bool TryZone(ReadOnlySpan<char> text, out int? offset, out DateTimeZone? zone)
    {
        (offset, zone) = (null, null);
        if (text.Length == 0)
        {
            return true;
        }

        if (text.SequenceEqual("Z") || text.SequenceEqual("z"))
        {
            offset = 0;
            return true;
        }

        if (text[0] == '@')
        {
            zone = FindZone(text[1..].ToString());
            offset = zone?.GetUtcOffset(Instant.FromUtc(2000, 1, 1, 0, 0)).Seconds;
            return zone is not null;
        }

        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':'
            || !TryDigits(text.Slice(1, 2), out var hours) || !TryDigits(text.Slice(4, 2), out var minutes)
            || minutes > 59)
        {
            return false;
        }

        var seconds = 0;
        if (text.Length == 9 && (text[6] != ':' || !TryDigits(text.Slice(7, 2), out seconds) || seconds > 59))
        {
            return false;
        }

        var total = (((hours * 60) + minutes) * 60) + seconds;
        offset = text[0] == '-' ? -total : total;
        return total <= 18 * 3600;
    }

    private static DateTimeZone? FindZone(string id) => id.Length is > 0 and < 64
        ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        : null;

    [GeneratedRegex(@"^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearsMonths();

    [GeneratedRegex(@"^(-?)P(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DaysTime();
}
