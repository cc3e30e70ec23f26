using FsCheck.Xunit;
using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Calendar;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Standard;

    [Theory]
    [InlineData("2026-12-14", 15, "2027-01-07")]
    [InlineData("2027-03-15", 15, "2027-04-07")]
    [InlineData("2026-11-23", 1, "2026-11-24")]
    [InlineData("2026-11-27", 1, "2026-11-30")]
    [InlineData("2026-11-28", 1, "2026-11-30")]
    [InlineData("2026-11-28", 0, "2026-11-28")]
    [InlineData("2027-01-07", -15, "2026-12-14")]
    [InlineData("2026-12-24", 1, "2026-12-29")]
    public void Working_days_are_counted_from_the_day_after_the_trigger(string from, int count, string to) =>
        Calendar.AddWorkingDays(London.Day(from), count).Should().Be(London.Day(to));

    [Property]
    public void What_is_added_is_what_lies_between(int start, short count)
    {
        var from = new LocalDate(2026, 1, 1).PlusDays(start % 5000);
        var days = Math.Abs(count % 300);
        Calendar.WorkingDaysBetween(from, Calendar.AddWorkingDays(from, days)).Should().Be(days);
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-30", 5)]
    [InlineData("2026-11-30", "2026-11-23", -5)]
    [InlineData("2026-11-28", "2026-11-29", 0)]
    [InlineData("2026-12-24", "2026-12-29", 1)]
    public void Days_between_count_the_last_and_not_the_first(string from, string to, int days) =>
        Calendar.WorkingDaysBetween(London.Day(from), London.Day(to)).Should().Be(days);

    [Theory]
    [InlineData("2026-11-23 10:00", 4, "2026-11-23 14:00")]
    [InlineData("2026-11-23 15:00", 4, "2026-11-24 11:00")]
    [InlineData("2026-11-23 13:00", 4, "2026-11-23 17:00")]
    [InlineData("2026-11-23 03:00", 1, "2026-11-23 10:00")]
    [InlineData("2026-11-23 17:00", 1, "2026-11-24 10:00")]
    [InlineData("2026-11-27 16:30", 1, "2026-11-30 09:30")]
    [InlineData("2026-12-24 16:00", 2, "2026-12-29 10:00")]
    [InlineData("2026-11-28 12:00", 0, "2026-11-28 12:00")]
    // Over both clock changes a working hour is still an hour of the office clock.
    [InlineData("2027-03-26 16:00", 8, "2027-03-30 17:00")]
    [InlineData("2026-10-23 16:00", 2, "2026-10-26 10:00")]
    public void Working_hours_run_while_the_offices_are_open(string from, int hours, string to) =>
        London.Shown(Calendar.AddWorkingHours(London.At(from), Duration.FromHours(hours))).Should().Be(to + ":00");

    [Theory]
    [InlineData("2026-11-23 09:00", true)]
    [InlineData("2026-11-23 16:59", true)]
    [InlineData("2026-11-23 17:00", false)]
    [InlineData("2026-11-23 08:59", false)]
    [InlineData("2026-11-28 12:00", false)]
    [InlineData("2026-12-28 12:00", false)]
    public void The_offices_are_open_on_working_days(string at, bool open) => Calendar.IsOpen(London.At(at)).Should().Be(open);

    [Fact]
    public void A_count_that_would_run_away_is_refused()
    {
        var days = () => Calendar.AddWorkingDays(new LocalDate(2026, 1, 1), int.MinValue);
        var hours = () => Calendar.AddWorkingHours(London.At("2026-01-05 09:00"), Duration.FromDays(1_000_000));

        days.Should().Throw<ArgumentOutOfRangeException>();
        hours.Should().Throw<ArgumentOutOfRangeException>();
    }
}
