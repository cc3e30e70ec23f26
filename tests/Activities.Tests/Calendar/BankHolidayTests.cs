using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Calendar;

public class BankHolidayTests
{
    [Theory]
    [InlineData(2026, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    [InlineData(2027, "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28")]
    [InlineData(2028, "2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26")]
    [InlineData(2022, "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-26 2022-12-27")]
    public void The_rule_gives_the_published_days(int year, string days) =>
        string.Join(' ', BankHolidayRule.Of(year).Select(holiday => holiday.Date.ToString("uuuu-MM-dd", null))).Should().Be(days);

    [Theory]
    [InlineData("1981-04-19")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    public void Easter_falls_where_the_tables_say(string date)
    {
        var day = London.Day(date);
        BankHolidayRule.EasterSunday(day.Year).Should().Be(day);
    }

    [Fact]
    public void Every_year_has_eight_distinct_days_none_at_a_weekend()
    {
        for (var year = 1978; year <= 2400; year++)
        {
            var days = BankHolidayRule.Of(year);
            days.Select(holiday => holiday.Date).Should().OnlyHaveUniqueItems().And.HaveCount(8).And.BeInAscendingOrder();
            days.Should().NotContain(holiday => holiday.Date.DayOfWeek >= IsoDayOfWeek.Saturday, "year {0}", year);
        }
    }

    [Fact]
    public void Proclamations_add_and_take_away()
    {
        var holidays = new BankHolidays([new(London.Day("2022-06-03"), "Jubilee")], [London.Day("2022-05-30")]);

        holidays.On(London.Day("2022-06-03"))!.Name.Should().Be("Jubilee");
        holidays.On(London.Day("2022-05-30")).Should().BeNull();
        holidays.On(London.Day("2023-05-29"))!.Name.Should().Be("Spring bank holiday");
    }
}
