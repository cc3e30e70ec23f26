using NodaTime;
using NodaTime.Text;

namespace Peninsula.Workflows.Bpmn.Timers;

/// <summary>ISO 8601 durations on the calendar of a zone, signed as FEEL writes them (<c>-P4DT9H</c>).</summary>
internal static class IsoPeriod
{
    /// <summary>Reads one; null when the text is none.</summary>
    public static Period? Parse(string text)
    {
        text = text.Trim();
        var isNegative = text.StartsWith("-P", StringComparison.Ordinal);
        return PeriodPattern.NormalizingIso.Parse(isNegative ? text[1..] : text) is { Success: true, Value: var period }
            ? isNegative ? Period.Zero - period : period
            : null;
    }

    /// <summary>Whether it leads to a later time.</summary>
    public static bool IsForward(Period period) =>
        Add(NodaConstants.UnixEpoch, period, DateTimeZone.Utc) is { } after && after > NodaConstants.UnixEpoch;

    /// <summary>The time so much later; null past the end of the calendar.</summary>
    public static Instant? Add(Instant from, Period period, DateTimeZone zone)
    {
        try
        {
            var days = new PeriodBuilder { Years = period.Years, Months = period.Months, Weeks = period.Weeks, Days = period.Days }.Build();
            var start = period.HasDateComponent ? (from.InZone(zone).LocalDateTime + days).InZoneLeniently(zone).ToInstant() : from;
            return start + Elapsed(period);
        }
        catch (Exception overflow) when (overflow is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The last of the times <paramref name="start"/>, one period later, two later ... that has come by <paramref name="now"/>, and how many periods that is.</summary>
    public static (Instant Time, long Count) LastOccurrence(Instant start, Period period, DateTimeZone zone, Instant now)
    {
        var count = AtLeast(start, period, now);
        var last = After(start, period, count, zone) is { } leap && leap <= now ? leap : start;
        count = last == start ? 0 : count;
        while (After(start, period, count + 1, zone) is { } next && next <= now && next > last)
        {
            (last, count) = (next, count + 1);
        }

        return (last, count);
    }

    // Years of seconds in one step: so many periods, each at its longest, have passed at least.
    private static long AtLeast(Instant start, Period period, Instant now)
    {
        var longest = Duration.FromDays((period.Years * 366) + (period.Months * 31) + (period.Weeks * 7) + period.Days)
            + Elapsed(period) + (period.HasDateComponent ? Duration.FromHours(1) : Duration.Zero);
        return now <= start || longest <= Duration.Zero ? 0 : (long)Math.Floor((now - start) / longest);
    }

    private static Instant? After(Instant start, Period period, long times, DateTimeZone zone)
    {
        var days = new PeriodBuilder
        {
            Years = (int)(period.Years * times),
            Months = (int)(period.Months * times),
            Weeks = (int)(period.Weeks * times),
            Days = (int)(period.Days * times),
        }.Build();
        return Add(start, days, zone) is { } day ? day + (Elapsed(period) * times) : null;
    }

    private static Duration Elapsed(Period period) =>
        Duration.FromHours(period.Hours) + Duration.FromMinutes(period.Minutes) + Duration.FromSeconds(period.Seconds)
        + Duration.FromMilliseconds(period.Milliseconds) + Duration.FromTicks(period.Ticks) + Duration.FromNanoseconds(period.Nanoseconds);
}
