using System.Globalization;
using NodaTime;
using Peninsula.Activities.Calendar;

namespace Peninsula.Casework.Words;

/// <summary>Times as people here read them: Europe/London, working days, GOV.UK style.</summary>
public sealed class Moments(WorkingCalendar calendar, IClock clock)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>23 November 2026</summary>
    public string Day(Instant at) => at.InZone(calendar.Zone).Date.ToString("d MMMM yyyy", English);

    /// <summary>23 November 2026 at 4:05pm</summary>
    public string DayAndTime(Instant at) => $"{Day(at)} at {Time(at)}";

    /// <summary>4:05pm</summary>
    public string Time(Instant at)
    {
        var time = at.InZone(calendar.Zone).TimeOfDay;
        return time.ToString(time.Minute == 0 ? "htt" : "h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();
    }

    /// <summary>As machines read it, ISO 8601 in UTC.</summary>
    public static string Iso(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);

    /// <summary>Working days until then; negative once it has passed by whole days.</summary>
    public int WorkingDaysUntil(Instant due) =>
        calendar.WorkingDaysBetween(Now.InZone(calendar.Zone).Date, due.InZone(calendar.Zone).Date);

    /// <summary>The beginning of the first day from which on what is due is less than so many working days late.</summary>
    public Instant LessLateFrom(int workingDays)
    {
        var day = Now.InZone(calendar.Zone).Date;
        for (var late = 0; late < workingDays;)
        {
            day = day.PlusDays(-1);
            late += calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return calendar.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
    }

    /// <summary>How much time is left, or by how much it is late: in working days, or in hours on the day.</summary>
    public string Left(Instant due)
    {
        var now = Now;
        if (due < now)
        {
            var days = -WorkingDaysUntil(due);
            return days > 0 ? $"{Count(days, "working day")} late" : $"{Count(Math.Max(1, (int)(now - due).TotalHours), "hour")} late";
        }

        return WorkingDaysUntil(due) switch
        {
            0 when due.InZone(calendar.Zone).Date == now.InZone(calendar.Zone).Date => $"Due today at {Time(due)}",
            0 => "Due before the next working day",
            var days => $"{Count(days, "working day")} left",
        };
    }

    public static string Count(int count, string noun) => $"{count.ToString("N0", English)} {noun}{(count == 1 ? "" : "s")}";
}
