using Peninsula.Activities.Calendar;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Ladders;

/// <summary>Reads <c>ladders.json</c>, against the people who hold the roles that it names.</summary>
internal sealed class LadderLoader(WorkingCalendar calendar, AgencyDirectory directory)
{
    public const string FileName = "ladders.json";

    private const int MostHours = 24 * 366;
    private const int MostDays = 260;

    private static readonly string[] Forms = ["fraction", "hours", "workingDays"];

    private static readonly Dictionary<string, bool> Bases = new() { ["due"] = false, ["start"] = true };

    public LadderCatalog Load(string folder, List<DataProblem> all)
    {
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return new LadderCatalog([]);
        }

        var ladders = new List<Ladder>();
        foreach (var row in root.Rows("ladders", "a ladder"))
        {
            var ladder = Read(row);
            if (ladders.Any(other => other.Key == ladder.Key && ladder.Key.Length > 0))
            {
                row.Problem($"ladder \"{ladder.Key}\" is given twice");
            }

            ladders.Add(ladder);
        }

        root.Close();
        return new LadderCatalog(ladders.Where(ladder => ladder.Key.Length > 0));
    }

    private Ladder Read(DataRow row)
    {
        var (key, title) = (row.Text("key"), row.Text("title"));
        row.Flag("confirmLocally", required: true);
        row.OptionalText("source");
        var steps = Steps(row, key);
        var variants = new Dictionary<string, IReadOnlyList<LevelDefinition>>(StringComparer.Ordinal);
        foreach (var variant in row.Rows("variants", "a variant", required: false))
        {
            var level = variant.Text("riskLevel");
            if (!variants.TryAdd(level, Steps(variant, key)) && level.Length > 0)
            {
                variant.Problem($"ladder {key}: risk level \"{level}\" is given twice");
            }

            variant.Close();
        }

        row.Close();
        return new Ladder(key, title, steps, variants, calendar);
    }

    private List<LevelDefinition> Steps(DataRow row, string ladder)
    {
        var steps = new List<LevelDefinition>();
        foreach (var stepRow in row.Rows("steps", "a step"))
        {
            var step = Step(stepRow, ladder);
            if (step.Level.Length > 0 && steps.Any(other => other.Level == step.Level))
            {
                stepRow.Problem($"ladder {ladder}: level \"{step.Level}\" is given twice");
            }

            steps.Add(step);
        }

        if (steps.Count == 0 && row.Has("steps"))
        {
            row.ProblemAt(row.LineOf("steps"), $"ladder {ladder} has no steps");
        }

        return steps;
    }

    private LevelDefinition Step(DataRow row, string ladder)
    {
        var (level, title) = (row.Text("level"), row.Text("title"));
        var moment = Moment(row, $"ladder {ladder}, level {level}");
        var notifies = row.Texts("notifies", required: true);
        var anonymised = row.Flag("anonymised");
        row.Close();
        foreach (var role in notifies.Where(role => role != Recipient.AssigneeKind))
        {
            if (!Roles.All.Contains(role))
            {
                row.Problem($"ladder {ladder}, level {level}: unknown role \"{role}\"");
            }
            else if (directory.People.All(person => !person.Roles.Contains(role)))
            {
                row.Problem($"ladder {ladder}, level {level}: nobody holds the role \"{role}\"");
            }
        }

        if (notifies.Contains(Roles.BoardChair) && (!anonymised || notifies.Count > 1))
        {
            row.Problem($"ladder {ladder}, level {level}: a step to the board chair is anonymised and goes to nobody else");
        }

        if (notifies.Count == 0 && row.Has("notifies"))
        {
            row.Problem($"ladder {ladder}, level {level} notifies nobody");
        }

        return new LevelDefinition(level, title, moment, notifies, anonymised);
    }

    private static LadderMoment Moment(DataRow row, string what)
    {
        var part = row.OptionalNumber("fraction", 0.01m, 1);
        if (Forms.Count(row.Has) != 1)
        {
            row.Problem($"{what}: give one of {string.Join(", ", Forms)}");
        }

        var afterStart = row.Has("after") && row.OneOf("after", Bases);
        if (row.Has("workingDays"))
        {
            return new LadderMoment.AfterWorkingDays(row.Whole("workingDays", 0, MostDays), afterStart);
        }

        return row.Has("hours")
            ? new LadderMoment.AfterHours(row.Whole("hours", 0, MostHours), afterStart)
            : new LadderMoment.OfTime(part ?? 1);
    }
}
