using System.Globalization;
using System.Text;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>Writes values as FEEL text, and as the plain strings that FEEL's <c>string()</c> makes of them.</summary>
internal static class FeelText
{
    /// <summary>FEEL text, which reads back as the same value.</summary>
    public static string Write(FeelValue value)
    {
        var builder = new StringBuilder();
        Append(builder, value, 0);
        return builder.ToString();
    }

    /// <summary>What <c>string(value)</c> gives: like FEEL text, but a string and a temporal value stand bare.</summary>
    public static string Plain(FeelValue value) => value.Kind switch
    {
        FeelKind.String => value.String,
        FeelKind.Date or FeelKind.Time or FeelKind.DateTime => TemporalText.Write(value),
        FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration => TemporalText.Write(value),
        _ => Write(value),
    };

    /// <summary>FEEL text, cut to a length that a sentence bears.</summary>
    public static string Brief(FeelValue value)
    {
        var text = Write(value);
        return text.Length <= 60 ? text : text[..57] + "...";
    }

    public static void AppendQuoted(StringBuilder builder, string text)
    {
        builder.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                _ => builder.Append(c),
            };
        }

        builder.Append('"');
    }

    private static void Append(StringBuilder builder, FeelValue value, int depth)
    {
        if (depth > 100)
        {
            builder.Append("...");
            return;
        }

        switch (value.Kind)
        {
            case FeelKind.Null:
                builder.Append("null");
                break;
            case FeelKind.Boolean:
                builder.Append(value.IsTrue ? "true" : "false");
                break;
            case FeelKind.Number:
                builder.Append(value.Number.ToString());
                break;
            case FeelKind.String:
                AppendQuoted(builder, value.String);
                break;
            case FeelKind.List:
                AppendList(builder, value.Items, depth);
                break;
            case FeelKind.Context:
                AppendContext(builder, value.Entries, depth);
                break;
            case FeelKind.Range:
                AppendRange(builder, value.AsRange, depth);
                break;
            case FeelKind.Function:
                builder.Append(value.AsFunction);
                break;
            default:
                builder.Append("@\"").Append(TemporalText.Write(value)).Append('"');
                break;
        }
    }

    private static void AppendList(StringBuilder builder, FeelList list, int depth)
    {
        builder.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            builder.Append(i > 0 ? ", " : "");
            Append(builder, list[i], depth + 1);
        }

        builder.Append(']');
    }

    private static void AppendContext(StringBuilder builder, FeelContext context, int depth)
    {
        builder.Append('{');
        var first = true;
        foreach (var (name, entry) in context)
        {
            builder.Append(first ? "" : ", ");
            first = false;
            if (FeelNames.IsPlain(name))
            {
                builder.Append(name);
            }
            else
            {
                AppendQuoted(builder, name);
            }

            builder.Append(": ");
            Append(builder, entry, depth + 1);
        }

        builder.Append('}');
    }

    private static void AppendRange(StringBuilder builder, FeelRange range, int depth)
    {
        if (range.IsOpen)
        {
            if (!range.Start.IsNull && !range.End.IsNull)
            {
                builder.Append("(= ");
                Append(builder, range.Start, depth + 1);
                builder.Append(')');
                return;
            }

            var (sign, end) = range.Start.IsNull ? ("<", range.End) : (">", range.Start);
            var included = range.Start.IsNull ? range.EndIncluded : range.StartIncluded;
            builder.Append('(').Append(sign).Append(included ? "= " : " ");
            Append(builder, end, depth + 1);
            builder.Append(')');
            return;
        }

        builder.Append(range.StartIncluded ? '[' : '(');
        Append(builder, range.Start, depth + 1);
        builder.Append("..");
        Append(builder, range.End, depth + 1);
        builder.Append(range.EndIncluded ? ']' : ')');
    }
}

/// <summary>Writes dates, times and durations in the forms of ISO 8601 that FEEL uses (DMN 1.5, 10.3.4.1).</summary>
internal static class TemporalText
{
    public static string Write(FeelValue value)
    {
        var builder = new StringBuilder(32);
        switch (value.Kind)
        {
            case FeelKind.Date:
                AppendDate(builder, value.Date);
                break;
            case FeelKind.Time:
                AppendTime(builder, value.Time);
                break;
            case FeelKind.DateTime:
                AppendDate(builder, value.DateTime.Date);
                builder.Append('T');
                AppendTime(builder, value.DateTime.Time);
                break;
            case FeelKind.DaysAndTimeDuration:
                AppendDayTime(builder, value.DayTime);
                break;
            case FeelKind.YearsAndMonthsDuration:
                AppendMonths(builder, value.Months);
                break;
        }

        return builder.ToString();
    }

    private static void AppendDate(StringBuilder builder, FeelDate date)
    {
        var (year, month, day) = date.Parts;
        builder.Append(year < 0 ? "-" : "");
        builder.Append(CultureInfo.InvariantCulture, $"{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    private static void AppendTime(StringBuilder builder, FeelTime time)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.SecondOfMinute:00}");
        AppendFraction(builder, time.Fraction);
        if (time.Zone is { } zone)
        {
            builder.Append('@').Append(zone.Id);
        }
        else if (time.OffsetSeconds is { } offset)
        {
            AppendOffset(builder, offset);
        }
    }

    private static void AppendOffset(StringBuilder builder, int offset)
    {
        if (offset == 0)
        {
            builder.Append('Z');
            return;
        }

        var size = Math.Abs(offset);
        builder.Append(offset < 0 ? '-' : '+');
        builder.Append(CultureInfo.InvariantCulture, $"{size / 3600:00}:{size / 60 % 60:00}");
        if (size % 60 != 0)
        {
            builder.Append(CultureInfo.InvariantCulture, $":{size % 60:00}");
        }
    }

    private static void AppendFraction(StringBuilder builder, long nanoseconds)
    {
        if (nanoseconds != 0)
        {
            builder.Append('.').Append(nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0'));
        }
    }

    private static void AppendMonths(StringBuilder builder, long months)
    {
        builder.Append(months < 0 ? "-P" : "P");
        var (years, rest) = Math.DivRem(Math.Abs(months), 12);
        if (years != 0)
        {
            builder.Append(years).Append('Y');
        }

        if (rest != 0 || years == 0)
        {
            builder.Append(rest).Append('M');
        }
    }

    private static void AppendDayTime(StringBuilder builder, Int128 nanoseconds)
    {
        builder.Append(nanoseconds < 0 ? "-P" : "P");
        var (days, rest) = Int128.DivRem(Int128.Abs(nanoseconds), FeelTime.Day);
        var time = new FeelTime((long)rest, null, null);
        if (days != 0)
        {
            builder.Append(days.ToString(CultureInfo.InvariantCulture)).Append('D');
        }

        if (rest == 0)
        {
            builder.Append(days == 0 ? "T0S" : "");
            return;
        }

        builder.Append('T');
        builder.Append(time.Hour != 0 ? $"{time.Hour}H" : "");
        builder.Append(time.Minute != 0 ? $"{time.Minute}M" : "");
        if (time.SecondOfMinute != 0 || time.Fraction != 0)
        {
            builder.Append(time.SecondOfMinute);
            AppendFraction(builder, time.Fraction);
            builder.Append('S');
        }
    }
}
