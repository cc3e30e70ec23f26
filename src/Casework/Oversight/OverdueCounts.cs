using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Casework.Access;
using Peninsula.Casework.Words;
using Peninsula.Persistence.Queries;
using Peninsula.Persistence.Services;

namespace Peninsula.Casework.Oversight;

/// <summary>
/// What is late, in counts and ages, for the page and the API alike. Where small numbers are suppressed, the tables count what
/// is not on the reader's own list beside them: so that neither can be subtracted from the other.
/// </summary>
public sealed class OverdueCounts(WaitingEscalations waiting, LateWork lateWork, Vocabulary vocabulary, OverdueTables tables, ReadsAudit reads, Moments moments)
{
    /// <summary>What one reader sees. That they looked is written down first, counts or not.</summary>
    public async Task<OversightModel> ForAsync(Gate gate, (long, string, string)? problem, CancellationToken cancel)
    {
        await reads.RecordAsync(gate.Person.Id, "oversight", null, moments.Now);
        var views = vocabulary.Directory.Areas.Select(area => (Area: area, View: gate.Oversight(area.Key))).Where(pair => pair.View != OversightView.Nothing).ToList();
        string[] keys = [.. views.Select(pair => pair.Area.Key)];
        var late = (await lateWork.CountAsync(keys, moments.Now, [.. OverdueAges.From.Select(moments.LessLateFrom)], cancel)).ToLookup(count => count.Area);
        var listed = await waiting.ForAsync(gate, keys, cancel);
        var areas = views.Select(pair => new AreaLateness(
            pair.Area, pair.View == OversightView.Cases, [.. late[pair.Area.Key]],
            [.. listed.Where(item => item.IsLate && item.Count.Area == pair.Area.Key).DistinctBy(item => item.Row.TaskKey).Select(item => item.Count)])).ToList();
        var together = Together([.. areas.Where(area => !area.ShowsAll)]);
        return new OversightModel(
            [.. areas.Select(area => Show(area, tellsWaiting: together is null))],
            [.. listed.Select(item => waiting.Line(item, views.Find(pair => pair.Area.Key == item.Count.Area).View, together))],
            problem);
    }

    private AreaOversight Show(AreaLateness area, bool tellsWaiting)
    {
        if (area.ShowsAll)
        {
            return new AreaOversight(area.Area.Name, true, area.Total, 0, tables.Whole(area.Area.Name, area.Late));
        }

        var (overdue, shown) = tables.Suppressed(area.Area.Name, area.Beside());
        return new AreaOversight(area.Area.Name, false, overdue, tellsWaiting ? area.Listed.Count : null, shown);
    }

    /// <summary>
    /// The areas' names as one, when to name the area of what is listed would point into a small one; null when each may be
    /// named. If only the others were named, the small one would be what is left.
    /// </summary>
    private static string? Together(List<AreaLateness> counted) =>
        counted.Count > 1 && counted.Exists(area => area.Listed.Count > 0 && SmallCells.IsSmall(area.Total)) ? string.Join(" or ", counted.Select(area => area.Area.Name)) : null;

    private sealed record AreaLateness(Area Area, bool ShowsAll, IReadOnlyList<LateCount> Late, IReadOnlyList<LateCount> Listed)
    {
        public int Total => Late.Sum(count => count.Count);

        /// <summary>What is late beside what is listed. The list is read a moment after the counts, so nothing falls below none.</summary>
        public IReadOnlyList<LateCount> Beside()
        {
            var listed = Listed.ToLookup(count => (count.Agency, count.Level, count.Age));
            return
            [
                .. Late.Select(count => count with { Count = Math.Max(0, count.Count - listed[(count.Agency, count.Level, count.Age)].Count()) })
                    .Where(count => count.Count > 0),
            ];
        }
    }
}
