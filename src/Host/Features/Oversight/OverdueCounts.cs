using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Words;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Oversight;

/// <summary>What is late, in counts and ages. No name and no case is read here, so none can be shown.</summary>
public sealed class OverdueCounts(PeninsulaDbContext db, Vocabulary vocabulary, Names names, Moments moments)
{
    private static readonly (string Name, int From, int To)[] Ages =
    [
        ("Up to 1 working day", 0, 1),
        ("2 to 4", 2, 4),
        ("5 to 9", 5, 9),
        ("10 or more", 10, int.MaxValue),
    ];

    public async Task<OversightModel> ForAsync(Gate gate, (long, string, string)? problem, CancellationToken cancel)
    {
        var views = vocabulary.Directory.Areas.Select(area => (Area: area, View: gate.Oversight(area.Key))).Where(one => one.View != OversightView.Nothing).ToList();
        var areas = new List<(string, int?, IReadOnlyList<CountTable>)>();
        foreach (var (area, _) in views)
        {
            areas.Add(await CountAsync(area.Key, area.Name, cancel));
        }

        return new OversightModel(areas, await WaitingAsync(gate, views.ToDictionary(one => one.Area.Key, one => one.View), cancel), problem);
    }

    private async Task<(string, int?, IReadOnlyList<CountTable>)> CountAsync(string area, string name, CancellationToken cancel)
    {
        var now = moments.Now;
        var late = await db.Tasks
            .Where(task => task.State == TaskState.Open && task.Area == area && task.Due < now)
            .Select(task => new { task.Key, task.Agency, task.Due })
            .ToListAsync(cancel);
        var keys = late.Select(task => task.Key).ToArray();
        var reached = await db.Escalations.Where(one => one.Area == area && one.ClosedAt == null && keys.Contains(one.TaskKey))
            .Select(one => new { one.TaskKey, one.Level, one.Raised }).ToListAsync(cancel);
        var highest = reached.GroupBy(one => one.TaskKey).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Raised)!.Level);
        // The steps of the overdue ladder always; those of another ladder when something has reached them.
        var steps = vocabulary.Ladders.All.SelectMany(ladder => ladder.Steps.Where(step => ladder.Key == "overdue" || highest.ContainsValue(step.Level)))
            .DistinctBy(step => step.Level).Where(step => step.Level != "warning").ToList();
        var agencies = late.Select(task => task.Agency ?? "").Distinct().Order(StringComparer.Ordinal).ToList();
        string[] rows = [.. agencies.Select(AgencyName)];
        var byAge = Table("by how late they are, in working days", [.. Ages.Select(age => age.Name)],
            (agency, column) => late.Count(task => (task.Agency ?? "") == agency && AgeOf(task.Due!.Value) == column));
        var byStep = Table("by the highest step that was told", [.. steps.Select(step => step.Title)],
            (agency, column) => late.Count(task => (task.Agency ?? "") == agency && highest.GetValueOrDefault(task.Key) == steps[column].Level));
        return (name, SmallCells.Show(late.Count), late.Count == 0 ? [] : [byAge, byStep]);

        CountTable Table(string caption, string[] columns, Func<string, int, int> count) => new(
            $"{name}: overdue tasks {caption}", "Agency", columns, rows,
            SmallCells.Suppress([.. agencies.Select(agency => (IReadOnlyList<int>)[.. Enumerable.Range(0, columns.Length).Select(column => count(agency, column))])]));
    }

    private int AgeOf(Instant due)
    {
        var days = Math.Max(0, -moments.WorkingDaysUntil(due));
        return Array.FindIndex(Ages, age => days >= age.From && days <= age.To);
    }

    private async Task<IReadOnlyList<WaitingEscalation>> WaitingAsync(Gate gate, Dictionary<string, OversightView> views, CancellationToken cancel)
    {
        var areas = views.Keys.ToArray();
        var open = await (from one in db.Escalations
                          join task in db.Tasks on one.TaskKey equals task.Key
                          where one.ClosedAt == null && areas.Contains(one.Area!)
                          orderby one.Raised
                          select new { Escalation = one, task.Due }).ToListAsync(cancel);
        return
        [
            .. from row in open
               let one = row.Escalation
               where gate.MayAcknowledge(CaseFacing.Recipients(one.Recipients))
               // What was directed and not yet answered stays in sight; what was answered well is closed by the task.
               orderby one.AcknowledgedAt is not null, one.Raised
               select new WaitingEscalation(
                   one.Key, names.Step(one.Level), AgencyName(one.Agency), names.Area(one.Area) ?? "", one.Raised, row.Due,
                   !one.Anonymised && views.GetValueOrDefault(one.Area ?? "") == OversightView.Cases ? one.BusinessKey : null,
                   one.Direction, one.Answer),
        ];
    }

    private string AgencyName(string? key) => string.IsNullOrEmpty(key) ? "Not known" : names.Agency(key)!;
}
