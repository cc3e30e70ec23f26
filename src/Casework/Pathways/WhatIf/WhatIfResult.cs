namespace Peninsula.Casework.Pathways.WhatIf;

/// <summary>A number as it is on the live version, and as it would be.</summary>
public sealed record Beside(string What, string Live, string Candidate);

/// <summary>How a step fares on both.</summary>
/// <param name="At">Process and element.</param>
/// <param name="Name">What people call it.</param>
/// <param name="LiveTasks">Tasks on the live version.</param>
/// <param name="CandidateTasks">Tasks on the candidate.</param>
/// <param name="LiveLate">Those of them that are late.</param>
/// <param name="CandidateLate">Those of them that are late.</param>
public sealed record StepBeside(string At, string Name, int LiveTasks, int CandidateTasks, int LiveLate, int CandidateLate);

/// <summary>What a candidate version would have done with the cases, beside what the live one does with them.</summary>
/// <param name="Cases">Cases that were played.</param>
/// <param name="Agencies">Tasks a week, agency by agency.</param>
/// <param name="Overall">Overdue tasks and durations.</param>
/// <param name="Steps">Step by step, those that differ first.</param>
public sealed record WhatIfResult(int Cases, IReadOnlyList<Beside> Agencies, IReadOnlyList<Beside> Overall, IReadOnlyList<StepBeside> Steps)
{
    internal static WhatIfResult Of(int cases, Played live, Played candidate, Func<string?, string> nameOfAgency)
    {
        var agencies = live.Tasks.Concat(candidate.Tasks).Select(task => task.Agency).Distinct().OrderBy(nameOfAgency, StringComparer.OrdinalIgnoreCase);
        var steps = from at in live.Tasks.Concat(candidate.Tasks).Select(task => task.At).Distinct()
                    let before = live.Tasks.Where(task => task.At == at).ToList()
                    let after = candidate.Tasks.Where(task => task.At == at).ToList()
                    let step = new StepBeside(at, (after.Count > 0 ? after : before)[0].Name, before.Count, after.Count, before.Count(task => task.IsLate(live.End)), after.Count(task => task.IsLate(candidate.End)))
                    orderby Math.Abs(step.CandidateTasks - step.LiveTasks) + Math.Abs(step.CandidateLate - step.LiveLate) descending, step.Name
                    select step;
        return new WhatIfResult(
            cases,
            [.. agencies.Select(agency => new Beside(nameOfAgency(agency), AWeek(live, agency), AWeek(candidate, agency)))],
            [
                new Beside("Tasks", $"{live.Tasks.Count:N0}", $"{candidate.Tasks.Count:N0}"),
                new Beside("Tasks done late, or late at the end", Late(live), Late(candidate)),
                new Beside("Half of the cases that ended took no longer than", Median(live), Median(candidate)),
                new Beside("Cases that ended within a year", $"{live.Durations.Count:N0}", $"{candidate.Durations.Count:N0}"),
            ],
            [.. steps]);
    }

    private static string AWeek(Played played, string? agency) => $"{played.Tasks.Count(task => task.Agency == agency) / Math.Max(1, played.Weeks):0.0}";

    private static string Late(Played played)
    {
        var late = played.Tasks.Count(task => task.IsLate(played.End));
        return played.Tasks.Count == 0 ? "0" : $"{late:N0} ({100.0 * late / played.Tasks.Count:0} %)";
    }

    private static string Median(Played played) => played.Durations.Count == 0 ? "none ended" : Words.Spans.InWords(played.Durations.Order().ElementAt(played.Durations.Count / 2));
}
