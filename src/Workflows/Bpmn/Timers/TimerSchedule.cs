using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Timers;

/// <summary>When a timer fires.</summary>
/// <param name="Due">The first time.</param>
/// <param name="RepetitionsLeft">Times that it fires again after that; -1 for ever.</param>
/// <param name="Interval">ISO 8601 text of the time between, with <c>[Europe/Paris]</c> where another zone's days count, or a cron expression, or null.</param>
internal sealed record TimerPlan(Instant Due, int RepetitionsLeft, string? Interval);

/// <summary>Works out due times (ISO 8601; BPMN 2.0.2 clause 10.5.5, timer event definition).</summary>
/// <remarks>
/// Years, months, weeks and days are counted on the calendar of the zone, so that a day over the end of summer time has
/// 25 hours; hours, minutes and seconds are elapsed time. A date-time without offset is local time of the zone.
/// </remarks>
internal static class TimerSchedule
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
            return ExpressionWording.Unusable(variables, expression.Text, expression.Feel, result, $"{needed} between the years 0 and 9999");
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

        return TimerCycle.Interval(interval, zone) is var (period, inZone) ? IsoPeriod.Add(due, period, inZone) : null;
    }

    /// <summary>
    /// What follows a timer that fires now. Occurrences that were missed, because nothing ran or because the start lies in the past,
    /// are not made up for: the timer fires once for all of them, and next when it is due again.
    /// </summary>
    /// <param name="fired">What was planned.</param>
    /// <param name="zone">The zone whose days and months count.</param>
    /// <param name="now">When it fires.</param>
    /// <returns>The next plan, or null when it does not fire again.</returns>
    public static TimerPlan? After(TimerPlan fired, DateTimeZone zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(fired);
        ArgumentNullException.ThrowIfNull(zone);
        if (fired is not { RepetitionsLeft: not 0, Interval: { } interval })
        {
            return null;
        }

        if (CronCycle.Is(interval))
        {
            return CronCycle.Next(interval, Instant.Max(fired.Due, now), zone) is { } then ? fired with { Due = then } : null;
        }

        if (TimerCycle.Interval(interval, zone) is not var (period, inZone) || !IsoPeriod.IsForward(period))
        {
            return null;
        }

        var (last, missed) = IsoPeriod.LastOccurrence(fired.Due, period, inZone, now);
        var left = fired.RepetitionsLeft < 0 ? -1 : fired.RepetitionsLeft - 1 - missed;
        return (left >= 0 || fired.RepetitionsLeft < 0) && IsoPeriod.Add(last, period, inZone) is { } next
            ? new TimerPlan(next, (int)left, interval)
            : null;
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
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text[(bracket + 1)..].TrimEnd(']')) is not { } named)
            {
                return null;
            }

            (zone, text) = (named, text[..bracket]);
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
        Interval(value) is { } period && IsoPeriod.Add(environment.Now, period, environment.Zone) is { } due ? new TimerPlan(due, 0, null) : null;

    private static TimerPlan? Cycle(FeelValue value, FeelEnvironment environment)
    {
        if (value.TryGetString(out var text))
        {
            return TimerCycle.Plan(text, environment.Now, environment.Zone);
        }

        // A plain duration as a cycle repeats for ever.
        return Interval(value) is { } every && IsoPeriod.IsForward(every) && IsoPeriod.Add(environment.Now, every, environment.Zone) is { } first
            ? new TimerPlan(first, -1, PeriodPattern.NormalizingIso.Format(every))
            : null;
    }

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

        return value.TryGetString(out var text) ? IsoPeriod.Parse(text) : null;
    }
}
