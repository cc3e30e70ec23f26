using Microsoft.EntityFrameworkCore;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Words;
using Peninsula.Persistence;
using Peninsula.Persistence.Queries;

namespace Peninsula.Host.Features.Oversight;

/// <summary>What is late, in counts and ages. No name and no case is read here, so none can be shown.</summary>
public sealed class OverdueCounts(PeninsulaDbContext db, LateWork lateWork, Vocabulary vocabulary, Names names, Moments moments)
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
        var counts = (await lateWork.CountAsync([.. views.Select(one => one.Area.Key)], moments.Now, [.. Ages.Skip(1).Select(age => moments.LessLateFrom(age.From))], cancel))
            .ToLookup(count => count.Area);
        var areas = views.Select(one => Tables(one.Area.Name, [.. counts[one.Area.Key]])).ToList();
        return new OversightModel(areas, await WaitingAsync(gate, views.ToDictionary(one => one.Area.Key, one => one.View), cancel), problem);
    }

    private (string, int?, IReadOnlyList<CountTable>) Tables(string name, IReadOnlyList<LateCount> late)
    {
        var total = late.Sum(count => count.Count);
        // The steps of the overdue ladder always; those of another ladder when something has reached them.
        var steps = vocabulary.Ladders.All.SelectMany(ladder => ladder.Steps.Where(step => ladder.Key == "overdue" || late.Any(count => count.Step == step.Level)))
            .DistinctBy(step => step.Level).Where(step => step.Level != "warning").ToList();
        var agencies = late.Select(count => count.Agency ?? "").Distinct().Order(StringComparer.Ordinal).ToList();
        string[] rows = [.. agencies.Select(AgencyName)];
        var byAge = Table("by how late they are, in working days", [.. Ages.Select(age => age.Name)],
            (agency, column) => late.Where(count => (count.Agency ?? "") == agency && count.Age == column).Sum(count => count.Count));
        var byStep = Table("by the highest step that was told", [.. steps.Select(step => step.Title)],
            (agency, column) => late.Where(count => (count.Agency ?? "") == agency && count.Step == steps[column].Level).Sum(count => count.Count));
        return (name, SmallCells.Show(total), total == 0 ? [] : [byAge, byStep]);

        CountTable Table(string caption, string[] columns, Func<string, int, int> count) => new(
            $"{name}: overdue tasks {caption}", "Agency", columns, rows,
            SmallCells.Suppress([.. agencies.Select(agency => (IReadOnlyList<int>)[.. Enumerable.Range(0, columns.Length).Select(column => count(agency, column))])]));
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
