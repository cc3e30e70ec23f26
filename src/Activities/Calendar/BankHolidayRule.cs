using NodaTime;

namespace Peninsula.Activities.Calendar;

/// <summary>
/// The bank holidays of England and Wales as they follow from the year alone: Banking and Financial Dealings Act 1971,
/// Schedule 1, the two common-law holidays (Good Friday, Christmas Day), and the days proclaimed every year since 1978
/// (New Year's Day, early May). One-off proclamations are data, see <see cref="BankHolidays"/>.
/// </summary>
public static class BankHolidayRule
{
    /// <summary>The bank holidays of a year by rule, in date order; substitute days stand in for weekend ones.</summary>
    /// <param name="year">A year from 1978, when today's set began, to 9990.</param>
    public static IReadOnlyList<BankHoliday> Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1978);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9990);
        var easter = EasterSunday(year);
        return
        [
            NewYear(year),
            new(easter.PlusDays(-2), "Good Friday"),
            new(easter.PlusDays(1), "Easter Monday"),
            .. new BankHoliday[]
            {
                new(FirstMonday(year, 5), "Early May bank holiday"),
                new(LastMonday(year, 5), "Spring bank holiday"),
                new(LastMonday(year, 8), "Summer bank holiday"),
            },
            .. Christmas(year),
        ];
    }

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous computus (Meeus, Jones and Butcher).</summary>
    public static LocalDate EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var (skippedLeaps, centuryRemainder) = Math.DivRem(century, 4);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - skippedLeaps - moonCorrection + 15) % 30;
        var (leaps, leapRemainder) = Math.DivRem(yearOfCentury, 4);
        var toSunday = (32 + (2 * centuryRemainder) + (2 * leaps) - epact - leapRemainder) % 7;
        var lateCorrection = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * lateCorrection) + 114, 31);
        return new LocalDate(year, month, day + 1);
    }

    private static BankHoliday NewYear(int year)
    {
        var day = new LocalDate(year, 1, 1);
        return new(IsWeekend(day) ? day.Next(IsoDayOfWeek.Monday) : day, "New Year's Day");
    }

    private static IEnumerable<BankHoliday> Christmas(int year)
    {
        var day = new LocalDate(year, 12, 25);
        var (christmas, boxing) = day.DayOfWeek switch
        {
            IsoDayOfWeek.Friday => (day, day.PlusDays(3)),
            IsoDayOfWeek.Saturday => (day.PlusDays(2), day.PlusDays(3)),
            // Boxing Day keeps its Monday; the substitute for Christmas Day follows it.
            IsoDayOfWeek.Sunday => (day.PlusDays(2), day.PlusDays(1)),
            _ => (day, day.PlusDays(1)),
        };
        BankHoliday[] both = [new(christmas, "Christmas Day"), new(boxing, "Boxing Day")];
        return both.OrderBy(holiday => holiday.Date);
    }

    private static LocalDate FirstMonday(int year, int month) =>
        new LocalDate(year, month, 1).PlusDays(-1).Next(IsoDayOfWeek.Monday);

    private static LocalDate LastMonday(int year, int month) =>
        new LocalDate(year, month, 1).PlusMonths(1).Previous(IsoDayOfWeek.Monday);

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}
