using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Conversions between kinds (DMN 1.5, table 70), and the clock.</summary>
internal static class ConversionFunctions
{
    /// <summary>What reading a date and time takes, in turns of a loop: it may have to find a zone and the zone's rules.</summary>
    private const int ZoneCost = 16;

    public static void AddTo(Builtins.Collector add)
    {
        add.Add("string", "from: any", call => call[0].IsNull ? default : Text(call.Evaluation, call[0]));
        add.Add("number", "from: string", call => Number(call, call[0].String));
        add.Add("number", "from: number", call => call[0]);
        add.Add("number", "from: string, grouping separator: string|null, decimal separator: string|null", SeparatedNumber);
        add.Add("date", "from: string", call => TemporalParser.TryParseDate(call[0].String, out var date)
            ? date
            : call.Fail($"'{call[0].String}' is not a date"));
        add.Add("date", "from: date", call => call[0]);
        add.Add("date", "from: date and time", call => call[0].DateTime.Date);
        add.Add("date", "year: number, month: number, day: number", DateFromParts);
        add.Add("date and time", "from: string", DateTimeFromText);
        add.Add("date and time", "from: date and time", call => call[0]);
        add.Add("date and time", "date: date, time: time", call => Combine(call[0].Date, call[1].Time));
        add.Add("date and time", "date: date and time, time: time", call => Combine(call[0].DateTime.Date, call[1].Time));
        add.Add("time", "from: string", call => TemporalParser.TryParseTime(call[0].String, out var time)
            ? time
            : call.Fail($"'{call[0].String}' is not a time"));
        add.Add("time", "from: time", call => call[0]);
        add.Add("time", "from: date and time", call => call[0].DateTime.Time);
        add.Add("time", "hour: number, minute: number, second: number, offset?: days and time duration|null", TimeFromParts);
        add.Add("duration", "from: string", call => TemporalParser.TryParseDuration(call[0].String, out var duration)
            ? duration
            : call.Fail($"'{call[0].String}' is not a duration"));
        add.Add("duration", "from: duration", call => call[0]);
        add.Add("years and months duration", "from: date and time, to: date and time", YearsAndMonths);
        add.Add("now", "", call => call.Evaluation.Environment.Now.InZone(call.Evaluation.Environment.Zone));
        add.Add("today", "", call => call.Evaluation.Environment.Now.InZone(call.Evaluation.Environment.Zone).Date);
    }

    private static FeelValue Text(Evaluation e, FeelValue value)
    {
        var text = FeelText.Plain(value);
        e.CountCharacters(text.Length);
        return text;
    }

    private static FeelValue Number(BuiltinCall call, string text) => FeelNumber.TryParse(text, out var number)
        ? number
        : call.Fail($"'{text}' is not a number");

    private static FeelValue SeparatedNumber(BuiltinCall call)
    {
        var grouping = call[1].TryGetString(out var g) ? g : null;
        var point = call[2].TryGetString(out var d) ? d : null;
        if (grouping is not (null or " " or "," or ".") || point is not (null or "," or ".")
            || (grouping is not null && grouping == point))
        {
            return call.Fail("the separators must be ' ', ',' or '.', and differ");
        }

        var text = call[0].String;
        text = grouping is null ? text : text.Replace(grouping, "", StringComparison.Ordinal);
        if (point is not null and not "." && text.Contains('.', StringComparison.Ordinal))
        {
            return call.Fail($"'{call[0].String}' is not a number");
        }

        return Number(call, point is null ? text : text.Replace(point, ".", StringComparison.Ordinal));
    }

    private static FeelValue DateTimeFromText(BuiltinCall call)
    {
        call.Evaluation.Step(ZoneCost);
        return TemporalParser.TryParseDateTime(call[0].String, out var moment)
            ? moment
            : call.Fail($"'{call[0].String}' is not a date and time");
    }

    private static FeelValue DateFromParts(BuiltinCall call) =>
        call[0].TryGetInt64(out var year) && call[1].TryGetInt64(out var month) && call[2].TryGetInt64(out var day)
        && FeelDate.TryOf(year, month, day, out var date)
            ? date
            : call.Fail($"there is no date {call[0]}-{call[1]}-{call[2]}");

    private static FeelValue Combine(FeelDate date, FeelTime time) => time.Zone is { } zone
        ? FeelDateTime.InZone(date, time.Nanoseconds, zone)
        : new FeelDateTime(date, time);

    private static FeelValue TimeFromParts(BuiltinCall call)
    {
        if (!call[0].TryGetInt32(out var hour) || hour is < 0 or > 23
            || !call[1].TryGetInt32(out var minute) || minute is < 0 or > 59
            || call[2].Number < FeelNumber.Zero || call[2].Number >= 60L)
        {
            return call.Fail($"there is no time {call[0]}:{call[1]}:{call[2]}");
        }

        var offset = call.Has(3) ? (long)(call[3].DayTime / FeelTime.Second) : 0;
        if (Math.Abs(offset) > 18 * 3600)
        {
            return call.Fail("the offset is beyond 18 hours");
        }

        FeelNumber.TryMultiply(call[2].Number, FeelTime.Second, out var fraction);
        fraction.Truncate().TryToInt64(out var nanoseconds);
        nanoseconds += ((hour * 60L) + minute) * 60 * FeelTime.Second;
        return new FeelTime(nanoseconds, call.Has(3) ? (int)offset : null, null);
    }

    private static FeelValue YearsAndMonths(BuiltinCall call)
    {
        var (from, to) = (call[0].DateTime, call[1].DateTime);
        var ((year1, month1, day1), (year2, month2, day2)) = (from.Date.Parts, to.Date.Parts);
        var months = ((year2 - (long)year1) * 12) + month2 - month1;
        var rest = (day2 - day1, to.Time.Nanoseconds - from.Time.Nanoseconds).CompareTo((0, 0));
        months -= months > 0 && rest < 0 ? 1 : months < 0 && rest > 0 ? -1 : 0;
        return FeelValue.FromMonths(months);
    }
}
