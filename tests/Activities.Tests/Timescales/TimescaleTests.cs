using Peninsula.Activities.Calendar;
using Peninsula.Activities.Tests.Support;
using Peninsula.Activities.Timescales;

namespace Peninsula.Activities.Tests.Timescales;

public class TimescaleTests
{
    [Theory]
    // Elapsed: a weekend and Christmas pass as real time.
    [InlineData("elapsedHours", 72, "2026-12-24 22:15", "2026-12-27 22:15:00")]
    // Clocks go back (25 October 2026) and forward (28 March 2027): 72 real hours, another hour on the wall.
    [InlineData("elapsedHours", 72, "2026-10-23 12:00", "2026-10-26 11:00:00")]
    [InlineData("elapsedHours", 72, "2027-03-26 12:00", "2027-03-29 13:00:00")]
    [InlineData("elapsedHoursExceptChristmasDay", 48, "2026-12-24 10:00", "2026-12-27 10:00:00")]
    [InlineData("elapsedHoursExceptChristmasDay", 48, "2026-12-25 10:00", "2026-12-28 00:00:00")]
    [InlineData("elapsedHoursExceptChristmasDay", 48, "2026-12-26 10:00", "2026-12-28 10:00:00")]
    [InlineData("elapsedHoursExceptChristmasDay", 48, "2026-12-22 10:00", "2026-12-24 10:00:00")]
    [InlineData("elapsedHoursExceptChristmasDay", 48, "2026-12-23 00:00", "2026-12-25 00:00:00")]
    [InlineData("elapsedHoursExceptChristmasDay", 48, "2027-01-01 10:00", "2027-01-03 10:00:00")]
    [InlineData("workingHours", 4, "2026-11-27 15:00", "2026-11-30 11:00:00")]
    [InlineData("workingDays", 15, "2026-12-14 09:30", "2027-01-07 23:59:59")]
    [InlineData("workingDays", 15, "2027-03-15 16:00", "2027-04-07 23:59:59")]
    [InlineData("calendarDays", 0, "2026-11-28 15:00", "2026-11-28 23:59:59")]
    [InlineData("calendarDays", 28, "2026-11-23 15:00", "2026-12-21 23:59:59")]
    [InlineData("calendarMonths", 3, "2026-11-30 15:00", "2027-02-28 23:59:59")]
    [InlineData("calendarMonths", 6, "2026-11-30 15:00", "2027-05-30 23:59:59")]
    public void Each_clock_counts_as_its_law_does(string clock, int amount, string anchor, string due)
    {
        using var data = new DataFolder().With("timescales.json", $$"""
            { "timescales": [ {{Row("limit", clock, amount)}} ] }
            """);
        var deadline = Load(data).Single().Due(London.At(anchor));

        London.Shown(deadline!.Due).Should().Be(due);
    }

    [Fact]
    public void A_clock_keeps_the_law_it_started_under()
    {
        using var data = new DataFolder().With("timescales.json", $$"""
            { "timescales": [
              {{Row("limit", "workingDays", 10, "\"effectiveTo\": \"2026-12-31\"")}},
              {{Row("limit", "workingDays", 5, "\"effectiveFrom\": \"2027-01-01\"")}} ] }
            """);
        var limit = Load(data).Single();

        limit.Due(London.At("2026-12-31 23:30"))!.Version.Amount.Should().Be(10);
        limit.Due(London.At("2027-01-01 00:10"))!.Version.Amount.Should().Be(5);
    }

    [Fact]
    public void Before_a_limit_is_law_there_is_no_deadline()
    {
        using var data = new DataFolder().With("timescales.json", $$"""
            { "timescales": [ {{Row("limit", "workingDays", 5, "\"effectiveFrom\": \"2027-01-01\"")}} ] }
            """);

        Load(data).Single().Due(London.At("2026-12-31 12:00")).Should().BeNull();
    }

    private static string Row(string key, string clock, int amount, string more = "\"note\": \"x\"") => $$"""
        { "key": "{{key}}", "title": "T", "clock": "{{clock}}", "amount": {{amount}}, "anchor": "task",
          "source": "S", "authority": "statute", "confirmLocally": false, "confirmedBy": "C", {{more}} }
        """;

    private static IReadOnlyCollection<Timescale> Load(DataFolder data)
    {
        List<Activities.Reading.DataProblem> problems = [];
        var book = TimescaleLoader.Load(data.Path, WorkingCalendar.Standard, problems);
        problems.Should().BeEmpty();
        return book.All;
    }
}
