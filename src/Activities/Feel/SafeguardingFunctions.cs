using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Feel;

/// <summary>
/// The functions that the vocabulary adds to FEEL: <c>working days after(date, days)</c>,
/// <c>working days between(from, to)</c>, <c>working hours after(moment, hours)</c>, <c>is working day(date)</c>,
/// <c>deadline(timescale, anchor)</c> and <c>team(area, function, district)</c>. Dates may also be given as ISO 8601 texts,
/// as variables store them. What cannot be computed is null, with a reason.
/// </summary>
public sealed class SafeguardingFunctions : IFeelHost
{
    private readonly VocabularySource _source;
    private readonly Dictionary<string, FeelFunction> _functions;

    /// <summary>The functions over a vocabulary that never changes.</summary>
    public SafeguardingFunctions(Vocabulary vocabulary)
        : this(VocabularySource.Of(vocabulary))
    {
    }

    /// <summary>The functions over the vocabulary in force.</summary>
    public SafeguardingFunctions(VocabularySource source)
    {
        _source = source;
        FeelFunction[] all =
        [
            FeelFunction.Create("working days after", ["date", "days"], WorkingDaysAfter),
            FeelFunction.Create("working days between", ["from", "to"], WorkingDaysBetween),
            FeelFunction.Create("working hours after", ["moment", "hours"], WorkingHoursAfter),
            FeelFunction.Create("is working day", ["date"], IsWorkingDay),
            FeelFunction.Create("deadline", ["timescale", "anchor"], Deadline),
            FeelFunction.Create("team", ["area", "function", "district"], Team),
            FeelFunction.Create("pathway", ["pathway", "area"], Pathway),
        ];
        _functions = all.ToDictionary(function => function.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FunctionNames => _functions.Keys;

    /// <inheritdoc/>
    public bool TryGetFunction(string name, [NotNullWhen(true)] out FeelFunction? function) =>
        _functions.TryGetValue(name, out function);

    private WorkingCalendar Calendar => _source.Current.Calendar;

    private FeelAnswer WorkingDaysAfter(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment)
    {
        if (!TryDay(arguments[0], out var day))
        {
            return NotADate("working days after", arguments[0]);
        }

        return arguments[1].TryGetInt32(out var count) && Math.Abs((long)count) <= WorkingCalendar.MostDays
            ? (FeelValue)Calendar.AddWorkingDays(day, count)
            : FeelAnswer.Fail($"working days after: days must be a whole number of at most {WorkingCalendar.MostDays}, not {arguments[1]}");
    }

    private FeelAnswer WorkingDaysBetween(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment)
    {
        if (!TryDay(arguments[0], out var from))
        {
            return NotADate("working days between", arguments[0]);
        }

        if (!TryDay(arguments[1], out var to))
        {
            return NotADate("working days between", arguments[1]);
        }

        return Math.Abs((long)Period.DaysBetween(from, to)) <= WorkingCalendar.MostDays
            ? (FeelValue)Calendar.WorkingDaysBetween(from, to)
            : FeelAnswer.Fail($"working days between: the days lie more than {WorkingCalendar.MostDays} apart");
    }

    private FeelAnswer WorkingHoursAfter(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment)
    {
        if (!Moments.TryReadInstant(arguments[0], Calendar.Zone, out var from) || !Moments.IsCountable(from))
        {
            return NotADate("working hours after", arguments[0]);
        }

        return arguments[1].TryGetDecimal(out var hours) && hours is >= 0 and <= WorkingCalendar.MostHours
            ? (FeelValue)Calendar.AddWorkingHours(from, Duration.FromSeconds((long)(hours * 3600))).InZone(Calendar.Zone)
            : FeelAnswer.Fail($"working hours after: hours must be from 0 to {WorkingCalendar.MostHours}, not {arguments[1]}");
    }

    private FeelAnswer IsWorkingDay(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment) =>
        TryDay(arguments[0], out var day) ? (FeelValue)Calendar.IsWorkingDay(day) : NotADate("is working day", arguments[0]);

    private FeelAnswer Deadline(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment)
    {
        if (!arguments[0].TryGetString(out var key) || !_source.Current.Timescales.TryGet(key, out var timescale))
        {
            return FeelAnswer.Fail($"deadline: there is no timescale {arguments[0]}");
        }

        if (!Moments.TryReadInstant(arguments[1], Calendar.Zone, out var anchor) || !Moments.IsCountable(anchor))
        {
            return NotADate("deadline", arguments[1]);
        }

        return timescale.Due(anchor) is { } deadline
            ? (FeelValue)deadline.Due.InZone(Calendar.Zone)
            : FeelAnswer.Fail($"deadline: no version of {key} is in force on {anchor.InZone(Calendar.Zone).Date:uuuu-MM-dd}");
    }

    private FeelAnswer Team(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment)
    {
        var area = arguments[0].TryGetString(out var a) ? a : "";
        var function = arguments[1].TryGetString(out var f) ? f : "";
        var district = arguments[2].TryGetString(out var d) ? d : null;
        return _source.Current.Directory.Route(area, function, district) is { } team
            ? (FeelValue)team.Id
            : FeelAnswer.Fail($"team: no team does {arguments[1]} in {arguments[0]}");
    }

    private FeelAnswer Pathway(ReadOnlySpan<FeelValue> arguments, FeelEnvironment environment)
    {
        var day = environment.Now.InZone(Calendar.Zone).Date;
        return arguments[0].TryGetString(out var pathway)
            ? (FeelValue)_source.Current.Variants.Of(pathway, arguments[1].TryGetString(out var area) ? area : "", day)
            : FeelAnswer.Fail($"pathway: {arguments[0]} is not a pathway");
    }

    private bool TryDay(FeelValue value, out LocalDate day) =>
        Moments.TryReadDay(value, Calendar.Zone, out day) && day.Year is >= Moments.FirstYear and <= Moments.LastYear;

    private static FeelAnswer NotADate(string function, FeelValue value) =>
        FeelAnswer.Fail($"{function}: {value} is not a date between {Moments.FirstYear} and {Moments.LastYear}");
}
