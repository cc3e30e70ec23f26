using System.Globalization;
using Peninsula.Activities.Measures;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Simulation;

/// <summary>Writes what a simulation came to.</summary>
public static class SimulationReport
{
    private const int MostProblems = 20;

    public static void Write(SimulationResult result, TextWriter output, bool all)
    {
        var request = result.Request;
        output.WriteLine($"{request.Concerns} fictional concerns in {request.Days} days from {request.From.InUtc().Date:uuuu-MM-dd}, seed {request.Seed}");
        output.WriteLine($"{result.Facts.Instances.Count()} cases, {result.Facts.Tasks.Count()} tasks, {result.Facts.Escalations.Count()} ladder steps, {result.Facts.Entries.Count()} register entries, {result.Commits} commits");
        Outcomes(result, output);
        Deadlines(result, output, "timescale", all ? int.MaxValue : 25);
        Deadlines(result, output, "agency", int.MaxValue);
        Ladder(result, output);
        Measures(result, output);
        output.WriteLine();
        Problems(output, "commands refused", result.Refused);
        Problems(output, "cases stuck", result.Stuck);
        Problems(output, "deadlines passed unseen", result.Unseen);
        Problems(output, "measures that cannot be computed", result.NotComputable);
    }

    private static void Outcomes(SimulationResult result, TextWriter output)
    {
        output.WriteLine("\nCases by outcome");
        foreach (var (process, outcome, count) in result.Outcomes)
        {
            output.WriteLine($"  {process,-28} {outcome,-44} {count,6}");
        }
    }

    private static void Deadlines(SimulationResult result, TextWriter output, string tag, int most)
    {
        output.WriteLine($"\nDeadlines met, by {tag}");
        var groups = result.Facts.Tasks
            .Where(task => task.Terms.Due is not null && task.State == TaskState.Completed && task.Terms.Tags.ContainsKey(tag))
            .GroupBy(task => task.Terms.Tags[tag])
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups.Take(most))
        {
            var met = group.Count(task => task.Ended <= task.Terms.Due);
            output.WriteLine($"  {group.Key,-34} {met,6} of {group.Count(),6} {Percent(met, group.Count()),7}");
        }
    }

    private static void Ladder(SimulationResult result, TextWriter output)
    {
        output.WriteLine("\nLadder steps raised");
        foreach (var group in result.Facts.Escalations.GroupBy(step => step.Level).OrderByDescending(group => group.Count()))
        {
            output.WriteLine($"  {group.Key,-34} {group.Count(),6}, acknowledged {group.Count(step => step.Acknowledged is not null)}");
        }
    }

    private static void Measures(SimulationResult result, TextWriter output)
    {
        output.WriteLine("\nMeasures");
        foreach (var measure in result.Measures)
        {
            var whole = measure.Whole;
            var among = whole.Denominator is { } denominator ? $"{whole.Numerator} of {denominator}" : $"{whole.Numerator}";
            output.WriteLine($"  {measure.Measure.Key,-34} {Value(measure),12}  ({among}, {measure.Groups.Count} groups)");
        }
    }

    private static string Value(MeasureResult measure) => measure.Whole.Value is not { } value ? "-"
        : measure.Measure.Kind == MeasureKind.Share ? value.ToString("P1", CultureInfo.InvariantCulture)
        : $"{Math.Round(value, 1).ToString(CultureInfo.InvariantCulture)} {measure.Measure.Unit}";

    private static void Problems(TextWriter output, string title, IReadOnlyList<string> problems)
    {
        output.WriteLine($"{problems.Count} {title}");
        foreach (var problem in problems.Take(MostProblems))
        {
            output.WriteLine($"  {problem}");
        }
    }

    private static string Percent(int part, int whole) => whole == 0 ? "-" : ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture);
}
