using System.Globalization;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions on the calendar (DMN 1.5, table 77). Names of days and months are English.</summary>
internal static class CalendarFunctions
{
    private static readonly DateTimeFormatInfo English = CultureInfo.InvariantCulture.DateTimeFormat;

    public static void AddTo(Builtins.Collector add)
    {
        add.Add("day of year", "date: date|date and time", call => DayOfYear(DateOf(call[0])));
        add.Add("day of week", "date: date|date and time", call => English.DayNames[DateOf(call[0]).DayOfWeek % 7]);
        add.Add("month of year", "date: date|date and time", call => English.MonthNames[DateOf(call[0]).Parts.Month - 1]);
        add.Add("week of year", "date: date|date and time", call => WeekOfYear(DateOf(call[0])));
    }

    private static FeelDate DateOf(FeelValue value) => value.Kind == FeelKind.Date ? value.Date : value.DateTime.Date;

    private static int DayOfYear(FeelDate date) => (int)(date.Day - FeelDate.Of(date.Parts.Year, 1, 1).Day) + 1;

    /// <summary>ISO 8601: weeks start on Monday, and the first has the year's first Thursday.</summary>
    private static int WeekOfYear(FeelDate date)
    {
        var thursday = new FeelDate(date.Day - date.DayOfWeek + 4);
        return ((DayOfYear(thursday) - 1) / 7) + 1;
    }
}
