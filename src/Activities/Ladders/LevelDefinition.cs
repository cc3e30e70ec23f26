using NodaTime;
using Peninsula.Activities.Calendar;

namespace Peninsula.Activities.Ladders;

/// <summary>When a level of a ladder is reached, from when its task starts and falls due.</summary>
public abstract record LadderMoment
{
    private LadderMoment()
    {
    }

    internal abstract Instant? At(Instant start, Instant? due, WorkingCalendar calendar);

    /// <summary>When a part of the time between start and due has passed, nights and weekends included.</summary>
    /// <param name="Part">Above 0, at most 1.</param>
    public sealed record OfTime(decimal Part) : LadderMoment
    {
        internal override Instant? At(Instant start, Instant? due, WorkingCalendar calendar) =>
            due is { } end ? start + ((Instant.Max(start, end) - start) * (double)Part) : null;
    }

    /// <summary>Some elapsed hours after the task falls due, or after it starts.</summary>
    /// <param name="Hours">Not negative.</param>
    /// <param name="AfterStart">Whether from the start rather than from the due time.</param>
    public sealed record AfterHours(int Hours, bool AfterStart) : LadderMoment
    {
        internal override Instant? At(Instant start, Instant? due, WorkingCalendar calendar) =>
            (AfterStart ? start : due) + Duration.FromHours(Hours);
    }

    /// <summary>Some working days after the task falls due, or after it starts, at the same time of day.</summary>
    /// <param name="Days">Not negative.</param>
    /// <param name="AfterStart">Whether from the start rather than from the due time.</param>
    public sealed record AfterWorkingDays(int Days, bool AfterStart) : LadderMoment
    {
        internal override Instant? At(Instant start, Instant? due, WorkingCalendar calendar)
        {
            if ((AfterStart ? start : due) is not { } from)
            {
                return null;
            }

            var local = from.InZone(calendar.Zone);
            // Day 0 stays exact: a local time that occurs twice would otherwise come back as its first occurrence.
            return Days == 0 ? from : calendar.At(calendar.AddWorkingDays(local.Date, Days), local.TimeOfDay);
        }
    }
}

/// <summary>One level of a ladder.</summary>
/// <param name="Level">Its name, as records and counts carry it: warning, due, service-manager ...</param>
/// <param name="Title">Its name on the screen.</param>
/// <param name="Moment">When it is reached.</param>
/// <param name="Notifies">Who hears of it: <c>assignee</c> and roles.</param>
/// <param name="Anonymised">Whether they hear counts and ages only, nothing of the case.</param>
public sealed record LevelDefinition(
    string Level, string Title, LadderMoment Moment, IReadOnlyList<string> Notifies, bool Anonymised);
