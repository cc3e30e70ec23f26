using NodaTime;
using Peninsula.Decisions.Feel;

namespace Peninsula.Activities.Calendar;

/// <summary>
/// Monday to Friday less the bank holidays of England and Wales. The day of the trigger is day 0: one working day after a
/// Monday is the Tuesday, and one working day after a Saturday is the Monday.
/// </summary>
public sealed class WorkingCalendar(BankHolidays holidays, OfficeHours office, DateTimeZone zone)
{
    /// <summary>The longest count, in working days, that the calendar will walk: about 38 years.</summary>
    public const int MostDays = 10_000;

    /// <summary>The longest count of working hours: <see cref="MostDays"/> days of eight.</summary>
    public const int MostHours = MostDays * 8;

    /// <summary>The bank holidays that are not worked.</summary>
    public BankHolidays Holidays { get; } = holidays;

    /// <summary>When the offices are open on a working day.</summary>
    public OfficeHours Office { get; } = office;

    /// <summary>The zone in which days begin and end.</summary>
    public DateTimeZone Zone { get; } = zone;

    /// <summary>The rule without proclaimed days, nine to five, in <see cref="FeelEnvironment.DefaultZone"/>.</summary>
    public static WorkingCalendar Standard { get; } =
        new(BankHolidays.ByRule, OfficeHours.NineToFive, FeelEnvironment.DefaultZone);

    /// <summary>Whether a day is Monday to Friday and no bank holiday.</summary>
    public bool IsWorkingDay(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && Holidays.On(day) is null;

    /// <summary>Whether the offices are open at a moment.</summary>
    public bool IsOpen(Instant at)
    {
        var local = at.InZone(Zone);
        return IsWorkingDay(local.Date) && local.TimeOfDay >= Office.Opens && local.TimeOfDay < Office.Closes;
    }

    /// <summary>The day that lies a number of working days after (or, when negative, before) a day.</summary>
    /// <param name="day">The trigger day, day 0, worked or not.</param>
    /// <param name="count">At most <see cref="MostDays"/> either way; 0 gives the day itself.</param>
    public LocalDate AddWorkingDays(LocalDate day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)count), MostDays, nameof(count));
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.PlusDays(step);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>
    /// How many working days lie after <paramref name="from"/> up to and including <paramref name="to"/>; negative when
    /// <paramref name="to"/> is the earlier. What <see cref="AddWorkingDays"/> added, this counts.
    /// </summary>
    public int WorkingDaysBetween(LocalDate from, LocalDate to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to.PlusDays(-1), from.PlusDays(-1));
        }

        var count = 0;
        for (var day = from.PlusDays(1); day <= to; day = day.PlusDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The moment by which the offices have been open for a time. A trigger outside office hours counts from the next
    /// opening; a count that ends with the day ends at its closing time, not at the next opening.
    /// </summary>
    /// <param name="from">The trigger.</param>
    /// <param name="time">Not negative, and at most <see cref="MostHours"/> hours; zero gives the trigger itself.</param>
    public Instant AddWorkingHours(Instant from, Duration time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Duration.FromHours(MostHours));
        var left = time;
        for (var day = from.InZone(Zone).Date; left > Duration.Zero; day = day.PlusDays(1))
        {
            if (!IsWorkingDay(day))
            {
                continue;
            }

            var opens = Instant.Max(from, At(day, Office.Opens));
            var open = At(day, Office.Closes) - opens;
            if (open >= left)
            {
                return opens + left;
            }

            left -= open > Duration.Zero ? open : Duration.Zero;
        }

        return from;
    }

    /// <summary>A local time as a moment; one that a clock change skips is moved later by the gap.</summary>
    public Instant At(LocalDate day, LocalTime time) => day.At(time).InZoneLeniently(Zone).ToInstant();

    /// <summary>The last second of a day: the moment at which a deadline counted in days falls.</summary>
    public Instant EndOf(LocalDate day) => day.PlusDays(1).AtStartOfDayInZone(Zone).ToInstant() - Duration.FromSeconds(1);
}
