using System.Text.RegularExpressions;
using NodaTime;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Timescales;

/// <summary>Reads <c>timescales.json</c>: one row a version, rows of one key make one timescale.</summary>
internal static partial class TimescaleLoader
{
    public const string FileName = "timescales.json";

    // Eighteen years of working days: nothing in a child's case is counted further ahead.
    private const int MostAmount = 4_700;

    private static readonly Dictionary<string, DeadlineClock> Clocks = new()
    {
        ["elapsedHours"] = DeadlineClock.ElapsedHours,
        ["elapsedHoursExceptChristmasDay"] = DeadlineClock.ElapsedHoursExceptChristmasDay,
        ["workingHours"] = DeadlineClock.WorkingHours,
        ["workingDays"] = DeadlineClock.WorkingDays,
        ["calendarDays"] = DeadlineClock.CalendarDays,
        ["calendarMonths"] = DeadlineClock.CalendarMonths,
    };

    private static readonly Dictionary<string, TimescaleAuthority> Authorities = new()
    {
        ["statute"] = TimescaleAuthority.Statute,
        ["guidance"] = TimescaleAuthority.Guidance,
        ["local"] = TimescaleAuthority.Local,
        ["proposal"] = TimescaleAuthority.Proposal,
    };

    private static readonly Dictionary<string, TimescaleBound> Bounds = new()
    {
        ["atMost"] = TimescaleBound.AtMost,
        ["atLeast"] = TimescaleBound.AtLeast,
    };

    public static TimescaleCatalog Load(string folder, WorkingCalendar calendar, List<DataProblem> all)
    {
        var problems = new ProblemList(FileName, all);
        if (DataRow.Root(Path.Combine(folder, FileName), problems) is not { } root)
        {
            return new TimescaleCatalog([]);
        }

        var rows = root.Rows("timescales", "a timescale").Select(row => (Version: Read(row), row.Line)).ToList();
        root.Close();
        return new TimescaleCatalog(
            from row in rows
            where row.Version.Key.Length > 0
            group row by row.Version.Key into versions
            select new Timescale(versions.Key, InOrder(versions, problems), calendar));
    }

    private static TimescaleVersion Read(DataRow row)
    {
        var version = new TimescaleVersion
        {
            Key = row.Text("key"),
            Title = row.Text("title"),
            Clock = row.OneOf("clock", Clocks),
            Amount = row.Whole("amount", 0, MostAmount),
            Anchor = row.Text("anchor"),
            Source = row.Text("source"),
            Authority = row.OneOf("authority", Authorities),
            ConfirmLocally = row.Flag("confirmLocally", required: true),
            ConfirmedBy = row.Text("confirmedBy"),
            Bound = row.OneOf("bound", Bounds, required: false),
            EffectiveFrom = row.OptionalDate("effectiveFrom"),
            EffectiveTo = row.OptionalDate("effectiveTo"),
            Note = row.OptionalText("note"),
        };
        row.Close();
        if (version.Key.Length > 0 && !KeyForm().IsMatch(version.Key))
        {
            row.Problem($"the key \"{version.Key}\" must be lower-case words joined by hyphens");
        }

        if (version.Anchor.Length > 0 && !AnchorForm().IsMatch(version.Anchor))
        {
            row.Problem($"the anchor \"{version.Anchor}\" must be \"{Timescale.TaskAnchor}\" or the name of a case variable");
        }

        if (version.EffectiveTo < version.EffectiveFrom)
        {
            row.Problem($"{version.Key}: effectiveTo lies before effectiveFrom");
        }

        return version;
    }

    private static List<TimescaleVersion> InOrder(
        IEnumerable<(TimescaleVersion Version, int Line)> rows, ProblemList problems)
    {
        var ordered = rows.OrderBy(row => row.Version.EffectiveFrom ?? LocalDate.MinIsoValue).ToList();
        foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
        {
            if (later.Version.EffectiveFrom is not { } from || earlier.Version.EffectiveTo is not { } to || from <= to)
            {
                var line = Math.Max(earlier.Line, later.Line);
                problems.Add(line, $"{later.Version.Key}: its dates overlap with the version on line {Math.Min(earlier.Line, later.Line)}");
            }
        }

        return [.. ordered.Select(row => row.Version)];
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KeyForm();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex AnchorForm();
}
