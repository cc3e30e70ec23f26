using System.Globalization;
using NodaTime;

namespace Peninsula.Workflows.Bpmn.Timers;

/// <summary>
/// Repeating timers (ISO 8601, 4.5): <c>R3/PT10M</c>, <c>R3/start/PT10M</c>, <c>R3/PT10M/end</c>; <c>PT10M</c> alone repeats for
/// ever. Start and end may name their zone, <c>2026-01-06T09:00[Europe/London]</c>, whose days and months then count.
/// </summary>
internal static class TimerCycle
{
    private const int MostTurnsToAnEnd = 10_000;

    /// <summary>Plans the first occurrence after now; one that lies in the past already is due at once, for all that were missed. Null when the text is no cycle.</summary>
    public static TimerPlan? Plan(string text, Instant now, DateTimeZone zone)
    {
        text = text.Trim();
        if (CronCycle.Is(text))
        {
            return CronCycle.Next(text, now, zone) is { } next ? new TimerPlan(next, -1, text) : null;
        }

        if (!TryRepetitions(ref text, out var repetitions))
        {
            return null;
        }

        return text.StartsWith('P') ? FromNow(text, repetitions, now, zone) : FromStart(text, repetitions, now, zone);
    }

    /// <summary>The time between occurrences, and the zone whose days and months count; null when the text is no interval.</summary>
    public static (Period Period, DateTimeZone Zone)? Interval(string text, DateTimeZone zone)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0)
        {
            zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text[(bracket + 1)..].TrimEnd(']')) ?? zone;
            text = text[..bracket];
        }

        return IsoPeriod.Parse(text) is { } period ? (period, zone) : null;
    }

    private static bool TryRepetitions(ref string text, out int repetitions)
    {
        repetitions = -1;
        if (!text.StartsWith('R'))
        {
            return true;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var number = slash < 0 ? "" : text[1..slash];
        text = slash < 0 ? "" : text[(slash + 1)..];
        return text.Length > 0
            && (number.Length == 0 || (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out repetitions) && repetitions > 0));
    }

    private static TimerPlan? FromNow(string text, int repetitions, Instant now, DateTimeZone zone)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var interval = slash < 0 ? text : text[..slash];
        if (Interval(interval, zone) is not var (period, _) || !IsoPeriod.IsForward(period) || IsoPeriod.Add(now, period, zone) is not { } due)
        {
            return null;
        }

        return slash < 0
            ? new TimerPlan(due, repetitions < 0 ? -1 : repetitions - 1, interval)
            : Until(TimerSchedule.Date(text[(slash + 1)..], zone), due, period, interval, repetitions, zone);
    }

    private static TimerPlan? FromStart(string text, int repetitions, Instant now, DateTimeZone zone)
    {
        // A zone's name has a slash too: the interval is what follows the last.
        var slash = text.LastIndexOf('/');
        if (slash < 0 || TimerSchedule.Date(text[..slash], zone) is not { } start)
        {
            return null;
        }

        var interval = text[(slash + 1)..] + Zone(text[..slash]);
        if (Interval(interval, zone) is not var (period, inZone) || !IsoPeriod.IsForward(period))
        {
            return null;
        }

        var (last, missed) = IsoPeriod.LastOccurrence(start, period, inZone, now);
        return new TimerPlan(last, repetitions < 0 ? -1 : (int)Math.Max(0, repetitions - 1 - missed), interval);
    }

    private static string Zone(string start) =>
        start.IndexOfAny(['[', '@']) is > 0 and var bracket ? $"[{start[(bracket + 1)..].TrimEnd(']')}]" : "";

    // An end date becomes a number of repetitions, so that a pending timer needs no more than that.
    private static TimerPlan? Until(Instant? end, Instant due, Period period, string interval, int repetitions, DateTimeZone zone)
    {
        if (end is null)
        {
            return null;
        }

        var times = 0;
        for (Instant? next = due; next <= end && times < MostTurnsToAnEnd && (repetitions < 0 || times < repetitions); times++)
        {
            next = IsoPeriod.Add(next.Value, period, zone);
        }

        return new TimerPlan(due, Math.Max(0, times - 1), interval);
    }
}
