using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>What the built-in functions give; those that give what they are given are unknown unless it can be told.</summary>
internal static class BuiltinResults
{
    private static readonly Dictionary<string, StaticType> Fixed = Table(
        (StaticType.Boolean, "is defined, is empty, is blank, not, is, contains, starts with, ends with, matches, all, any, list contains, odd, even, before, after, meets, "
            + "met by, overlaps, overlaps before, overlaps after, finishes, finished by, includes, during, starts, started by, coincides"),
        (StaticType.Number, "string length, decimal, floor, ceiling, round up, round down, round half up, round half down, modulo, sqrt, "
            + "log, exp, number, count, mean, median, stddev, product, day of year, week of year"),
        (StaticType.String, "to json, string, upper case, lower case, substring, substring before, substring after, string join, replace, "
            + "day of week, month of year"),
        (StaticType.ListOf(StaticType.String), "split"),
        (StaticType.ListOf(StaticType.Unknown), "get entries, append, concatenate, union, insert before, flatten, list replace"),
        (StaticType.ListOf(StaticType.Number), "index of, mode"),
        (StaticType.Of(FeelKind.Date), "date, today, last day of month"),
        (StaticType.Of(FeelKind.DateTime), "date and time, now"),
        (StaticType.Of(FeelKind.Time), "time"),
        (StaticType.Of(FeelKind.DaysAndTimeDuration, FeelKind.YearsAndMonthsDuration), "duration"),
        (StaticType.Of(FeelKind.YearsAndMonthsDuration), "years and months duration"),
        (StaticType.Of(FeelKind.Range), "range"),
        (StaticType.Of(FeelKind.Context), "context, context put, context merge"));

    public static StaticType Of(string name, StaticType[] arguments) => Fixed.TryGetValue(name, out var type) ? type : name switch
    {
        "abs" when arguments is [var only] && !only.Could(FeelKind.List) => only,
        "sublist" or "remove" or "reverse" or "distinct values" or "sort" =>
            StaticType.ListOf(arguments is [{ Item: { } item } list, ..] && list.IsOnly(FeelKind.List) ? item : StaticType.Unknown),
        _ => StaticType.Unknown,
    };

    private static Dictionary<string, StaticType> Table(params (StaticType Type, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split(", ").Select(name => KeyValuePair.Create(name, row.Type)))
        .ToDictionary(StringComparer.Ordinal);
}
