using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>The types that FEEL names.</summary>
internal static class FeelTypes
{
    private static readonly Dictionary<string, FeelType> Simple = new(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = new NullType(),
        ["boolean"] = new KindType(FeelKind.Boolean),
        ["number"] = new KindType(FeelKind.Number),
        ["string"] = new KindType(FeelKind.String),
        ["date"] = new KindType(FeelKind.Date),
        ["time"] = new KindType(FeelKind.Time),
        ["date and time"] = new KindType(FeelKind.DateTime),
        ["dateTime"] = new KindType(FeelKind.DateTime),
        ["days and time duration"] = new KindType(FeelKind.DaysAndTimeDuration),
        ["day time duration"] = new KindType(FeelKind.DaysAndTimeDuration),
        ["dayTimeDuration"] = new KindType(FeelKind.DaysAndTimeDuration),
        ["years and months duration"] = new KindType(FeelKind.YearsAndMonthsDuration),
        ["year month duration"] = new KindType(FeelKind.YearsAndMonthsDuration),
        ["yearMonthDuration"] = new KindType(FeelKind.YearsAndMonthsDuration),
        ["list"] = new ListType(FeelType.Any),
        ["context"] = new ContextType([], []),
        ["range"] = new RangeType(FeelType.Any),
        ["function"] = new FunctionType(null, FeelType.Any),
    };

    public static IReadOnlyCollection<string> Names => Simple.Keys;

    public static FeelType? Find(string name, FeelType[] arguments, string[] members) => (name, arguments.Length) switch
    {
        (_, 0) => Simple.GetValueOrDefault(name),
        ("list", 1) => new ListType(arguments[0]),
        ("range", 1) => new RangeType(arguments[0]),
        ("context", _) when members.Length == arguments.Length => new ContextType(members, arguments),
        ("function", _) => new FunctionType(arguments[..^1], arguments[^1]),
        _ => null,
    };
}
