using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>When a timer fires.</summary>
/// <param name="Due">The first time.</param>
/// <param name="RepetitionsLeft">Times that it fires again after that; -1 for ever.</param>
/// <param name="Interval">ISO 8601 text of the time between, or a cron expression, or null.</param>
public sealed record TimerPlan(Instant Due, int RepetitionsLeft, string? Interval);

/// <summary>Works out due times (ISO 8601; BPMN 2.0.2 clause 10.5.5, timer event definition).</summary>
/// <remarks>
/// Years, months, weeks and days are counted on the calendar of the zone, so that a day over the end of summer time has
/// 25 hours; hours, minutes and seconds are elapsed time. A date-time without offset is local time of the zone.
/// </remarks>
public static class TimerSchedule
{
    private static readonly IPattern<OffsetDateTime>[] WithOffset =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>"),
    ];

    private static readonly IPattern<LocalDateTime>[] Local =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
    ];

    /// <summary>Plans a timer; returns what is wrong with it, in plain words, or null.</summary>
    public static string? Plan(TimerEventDefinition definition, IFeelScope variables, FeelEnvironment environment, out TimerPlan plan)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(environment);
        plan = new TimerPlan(default, 0, null);
        var expression = definition.Date ?? definition.Duration ?? definition.Cycle;
        if (expression is null)
        {
            return "the timer says no date, duration or cycle";
        }

        var result = expression.Evaluate(variables, environment);
        var value = result.Value;
        var made = definition.Date is not null ? Date(value, environment.Zone) is { } due ? new TimerPlan(due, 0, null) : null
            : definition.Duration is not null ? Elapsed(value, environment)
            : Cycle(value, environment);
        if (made is null)
        {
            var needed = definition.Date is not null ? "a date-time" : definition.Duration is not null ? "a duration such as PT2H or P3D" : "a cycle such as R3/PT10M or 0 0 9 * * MON-FRI";
            return Expressions.Unusable(variables, expression.Text, expression.Feel, result, $"{needed} between the years 0 and 9999");
        }

        plan = made;
        return null;
    }

    /// <summary>The time one interval after <paramref name="due"/>, or when a cron expression next says so; null when the text is neither or the time is out of range.</summary>
    public static Instant? Next(Instant due, string interval, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(interval);
        ArgumentNullException.ThrowIfNull(zone);
        if (CronCycle.Is(interval))
        {
            return CronCycle.Next(interval, due, zone);
        }

        var parsed = PeriodPattern.NormalizingIso.Parse(interval);
        return parsed.Success ? Add(due, parsed.Value, zone) : null;
    }

    /// <summary>The instant of a FEEL date, date-time or ISO 8601 text; null when it is none.</summary>
    internal static Instant? Date(FeelValue value, DateTimeZone zone)
    {
        if (value.TryGetInstant(zone, out var instant))
        {
            return instant;
        }

        if (value.TryGetDate(out var date))
        {
            return zone.AtStartOfDay(date).ToInstant();
        }

        return value.TryGetString(out var text) ? Date(text, zone) : null;
    }

    /// <summary>Reads an ISO 8601 date-time, with offset, with zone (<c>[Europe/London]</c>) or local, or a date.</summary>
    internal static Instant? Date(string text, DateTimeZone zone)
    {
        var bracket = text.IndexOfAny(['[', '@']);
        if (bracket > 0)
        {
            zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text[(bracket + 1)..].TrimEnd(']')) ?? zone;
            text = text[..bracket];
        }

        foreach (var pattern in WithOffset)
        {
            if (pattern.Parse(text) is { Success: true, Value: var found })
            {
                return found.ToInstant();
            }
        }

        foreach (var pattern in Local)
        {
            if (pattern.Parse(text) is { Success: true, Value: var found })
            {
                return found.InZoneLeniently(zone).ToInstant();
            }
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? zone.AtStartOfDay(day).ToInstant() : null;
    }

    private static TimerPlan? Elapsed(FeelValue value, FeelEnvironment environment) =>
        Interval(value) is { } period && Add(environment.Now, period, environment.Zone) is { } due ? new TimerPlan(due, 0, null) : null;

    private static Period? Interval(FeelValue value)
    {
        if (value.TryGetMonths(out var months))
        {
            return Math.Abs(months) < 12 * 20_000 ? Period.FromMonths((int)months) : null;
        }

        if (value.TryGetDuration(out var duration))
        {
            // FEEL has no calendar days: whole days of a FEEL duration count as such, as the same text would as a literal.
            return new PeriodBuilder { Days = duration.Days, Nanoseconds = duration.NanosecondOfDay }.Build();
        }

        return value.TryGetString(out var text) && PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: var period } ? period : null;
    }

    private static TimerPlan? Cycle(FeelValue value, FeelEnvironment environment)
    {
        if (!value.TryGetString(out var text))
        {
            // A plain duration as a cycle repeats for ever.
            return Interval(value) is { } every && Add(environment.Now, every, environment.Zone) is { } first
                ? new TimerPlan(first, -1, PeriodPattern.NormalizingIso.Format(every))
                : null;
        }

        if (CronCycle.Is(text.Trim()))
        {
            return CronCycle.Next(text.Trim(), environment.Now, environment.Zone) is { } next ? new TimerPlan(next, -1, text.Trim()) : null;
        }

        var parts = text.Split('/');
        var repetitions = -1;
        if (parts[0].StartsWith('R'))
        {
            if (parts[0].Length > 1 && (!int.TryParse(parts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out repetitions) || repetitions == 0))
            {
                return null;
            }

            parts = parts[1..];
        }

        // R3/PT10M, R3/start/PT10M, R3/PT10M/end; PT10M alone repeats for ever.
        if (parts.Length is 0 or > 2)
        {
            return null;
        }

        var start = parts.Length == 2 ? Date(parts[0], environment.Zone) : null;
        var interval = start is null ? parts[0] : parts[1];
        if (PeriodPattern.NormalizingIso.Parse(interval) is not { Success: true, Value: var period } || !IsForward(period))
        {
            return null;
        }

        var due = start ?? Add(environment.Now, period, environment.Zone);
        if (parts.Length == 2 && start is null)
        {
            return Until(Date(parts[1], environment.Zone), due, period, interval, repetitions, environment.Zone);
        }

        return due is null ? null : new TimerPlan(due.Value, repetitions < 0 ? -1 : repetitions - 1, interval);
    }

    // An end date becomes a number of repetitions, so that a pending timer needs no more than that.
    private static TimerPlan? Until(Instant? end, Instant? due, Period period, string interval, int repetitions, DateTimeZone zone)
    {
        if (end is null || due is null)
        {
            return null;
        }

        var times = 0;
        for (var next = due; next <= end && times < 10_000 && (repetitions < 0 || times < repetitions); times++)
        {
            next = Add(next.Value, period, zone);
        }

        return new TimerPlan(due.Value, Math.Max(0, times - 1), interval);
    }

    private static bool IsForward(Period period) =>
        Add(NodaConstants.UnixEpoch, period, DateTimeZone.Utc) is { } after && after > NodaConstants.UnixEpoch;

    private static Instant? Add(Instant from, Period period, DateTimeZone zone)
    {
        try
        {
            var days = new PeriodBuilder { Years = period.Years, Months = period.Months, Weeks = period.Weeks, Days = period.Days }.Build();
            var start = period.HasDateComponent ? (from.InZone(zone).LocalDateTime + days).InZoneLeniently(zone).ToInstant() : from;
            var elapsed = Duration.FromHours(period.Hours) + Duration.FromMinutes(period.Minutes) + Duration.FromSeconds(period.Seconds)
                + Duration.FromMilliseconds(period.Milliseconds) + Duration.FromTicks(period.Ticks) + Duration.FromNanoseconds(period.Nanoseconds);
            return start + elapsed;
        }
        catch (Exception overflow) when (overflow is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
