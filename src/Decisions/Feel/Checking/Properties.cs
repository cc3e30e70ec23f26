using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>The properties that values which are no contexts have (DMN 1.5, table 65).</summary>
internal static class Properties
{
    private static readonly string[] OfDates = ["year", "month", "day", "weekday"];
    private static readonly string[] OfTimes = ["hour", "minute", "second", "time offset", "timezone"];
    private static readonly string[] OfDurations = ["days", "hours", "minutes", "seconds"];
    private static readonly string[] OfMonths = ["years", "months"];
    private static readonly string[] OfRanges = ["start", "end", "start included", "end included"];

    public static IEnumerable<string> Of(StaticType type) =>
    [
        .. type.Could(FeelKind.Date, FeelKind.DateTime) ? OfDates : [],
        .. type.Could(FeelKind.Time, FeelKind.DateTime) ? OfTimes : [],
        .. type.Could(FeelKind.DaysAndTimeDuration) ? OfDurations : [],
        .. type.Could(FeelKind.YearsAndMonthsDuration) ? OfMonths : [],
        .. type.Could(FeelKind.Range) ? OfRanges : [],
    ];

    public static StaticType Type(string name) => name switch
    {
        "time offset" => StaticType.Of(FeelKind.DaysAndTimeDuration),
        "timezone" => StaticType.String,
        "start" or "end" => StaticType.Unknown,
        "start included" or "end included" => StaticType.Boolean,
        _ => StaticType.Number,
    };
}
