using NodaTime;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Calendar;

/// <summary>Reads <c>bank-holidays.json</c>: the zone, the office hours, and the days proclaimed once.</summary>
internal static class CalendarLoader
{
    public const string FileName = "bank-holidays.json";

    public static WorkingCalendar Load(string folder, List<DataProblem> all)
    {
        var problems = new ProblemList(FileName, all);
        if (DataRow.Root(Path.Combine(folder, FileName), problems) is not { } root)
        {
            return WorkingCalendar.Standard;
        }

        var zone = Zone(root);
        var office = Office(root);
        var added = Added(root);
        var removed = Removed(root);
        root.Close();
        return new WorkingCalendar(new BankHolidays(added, removed), office, zone);
    }

    private static DateTimeZone Zone(DataRow root)
    {
        var id = root.Text("zone");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
        {
            return zone;
        }

        if (id.Length > 0)
        {
            root.Problem($"unknown zone \"{id}\"");
        }

        return WorkingCalendar.Standard.Zone;
    }

    private static OfficeHours Office(DataRow root)
    {
        if (root.Row("officeHours", "the office hours") is not { } row)
        {
            return OfficeHours.NineToFive;
        }

        var office = new OfficeHours(row.Time("opens"), row.Time("closes"));
        row.Close();
        if (office.Opens < office.Closes)
        {
            return office;
        }

        row.Problem("the office must close after it opens");
        return OfficeHours.NineToFive;
    }

    private static List<BankHoliday> Added(DataRow root)
    {
        var added = new List<BankHoliday>();
        foreach (var row in root.Rows("added", "an added bank holiday"))
        {
            var holiday = new BankHoliday(row.Date("date"), row.Text("name"));
            row.OptionalText("source");
            row.Close();
            if (added.Any(other => other.Date == holiday.Date))
            {
                row.Problem($"{holiday.Date:uuuu-MM-dd} is added twice");
            }
            else if (IsInRange(holiday.Date, row))
            {
                added.Add(holiday);
            }
        }

        return added;
    }

    private static List<LocalDate> Removed(DataRow root)
    {
        var removed = new List<LocalDate>();
        foreach (var row in root.Rows("removed", "a removed bank holiday"))
        {
            var date = row.Date("date");
            row.OptionalText("name");
            row.OptionalText("source");
            row.Close();
            if (!IsInRange(date, row))
            {
                continue;
            }

            if (BankHolidayRule.Of(date.Year).All(holiday => holiday.Date != date))
            {
                row.Problem($"{date:uuuu-MM-dd} is no bank holiday by rule, so it cannot be removed");
            }

            removed.Add(date);
        }

        return removed;
    }

    private static bool IsInRange(LocalDate date, DataRow row)
    {
        if (date == default)
        {
            return false;
        }

        var inRange = date.Year is >= 1978 and <= 9990;
        if (!inRange)
        {
            row.Problem("the date must lie between 1978 and 9990");
        }

        return inRange;
    }
}
