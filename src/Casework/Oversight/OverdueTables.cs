using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Words;
using Peninsula.Persistence.Queries;

namespace Peninsula.Casework.Oversight;

/// <summary>Lays counts of late tasks out in two tables, by agency and age and by agency and step.</summary>
public sealed class OverdueTables(Vocabulary vocabulary, Names names)
{
    /// <summary>Below this share of shown counts, fewer columns say more.</summary>
    private const double Telling = 0.5;

    /// <summary>Every count.</summary>
    internal IReadOnlyList<CountTable> Whole(string area, IReadOnlyList<LateCount> late) =>
        late.Count == 0 ? [] : Layout.Of(late, this, OverdueAges.Fine, merges: false) is var layout ? layout.Tables(area, [SmallCells.Whole(layout.ByAge), SmallCells.Whole(layout.ByStep)]) : [];

    /// <summary>What may be shown where small numbers point at a child, and the total of it; in fewer rows and columns where the finer ones would all be hidden.</summary>
    internal (int? Total, IReadOnlyList<CountTable> Tables) Suppressed(string area, IReadOnlyList<LateCount> late)
    {
        if (late.Count == 0)
        {
            return (0, []);
        }

        var layout = Layout.Of(late, this, OverdueAges.Fine, merges: true);
        var shown = layout.Suppressed();
        if (shown[0].ShownShare < Telling)
        {
            var coarse = Layout.Of(late, this, OverdueAges.Coarse, merges: true);
            var less = coarse.Suppressed();
            (layout, shown) = less[0].ShownShare > shown[0].ShownShare ? (coarse, less) : (layout, shown);
        }

        return (shown[0].Total, layout.Tables(area, shown));
    }

    private sealed record Layout(
        IReadOnlyList<string> Rows, IReadOnlyList<string> Ages, IReadOnlyList<string> Steps, IReadOnlyList<IReadOnlyList<int>> ByAge, IReadOnlyList<IReadOnlyList<int>> ByStep)
    {
        public static Layout Of(IReadOnlyList<LateCount> late, OverdueTables of, IReadOnlyList<(string Name, int[] Ages)> ages, bool merges)
        {
            var rows = of.Agencies(late, merges);
            var steps = of.Steps(late);
            return new Layout(
                [.. rows.Select(row => row.Name)], [.. ages.Select(age => age.Name)], [.. steps.Select(step => step.Title)],
                Count(ages.Select(age => (Func<LateCount, bool>)(count => age.Ages.Contains(count.Age)))),
                Count(steps.Select(step => (Func<LateCount, bool>)(count => step.Levels.Contains(count.Level ?? "")))));

            IReadOnlyList<IReadOnlyList<int>> Count(IEnumerable<Func<LateCount, bool>> columns) =>
                [.. rows.Select(row => (IReadOnlyList<int>)[.. columns.Select(isIn => row.Late.Where(isIn).Sum(count => count.Count))])];
        }

        public IReadOnlyList<SuppressedTable> Suppressed() => SmallCells.Suppress(ByAge, ByStep);

        public IReadOnlyList<CountTable> Tables(string area, IReadOnlyList<SuppressedTable> counts) =>
        [
            new CountTable($"{area}: overdue tasks by how late they are, in working days", "Agency", Ages, Rows, counts[0]),
            new CountTable($"{area}: overdue tasks by the highest step that was told", "Agency", Steps, Rows, counts[1]),
        ];
    }

    private List<(string Name, IReadOnlyList<LateCount> Late)> Agencies(IReadOnlyList<LateCount> late, bool merges)
    {
        var agencies = late.GroupBy(count => count.Agency ?? "").OrderBy(agency => agency.Key, StringComparer.Ordinal)
            .Select(agency => (Name: names.AgencyOf(agency.Key), Late: (IReadOnlyList<LateCount>)[.. agency])).ToList();
        // Agencies with a few each say nothing apart and something together; which ones they are is not told.
        var small = agencies.Where(agency => SmallCells.IsSmall(agency.Late.Sum(count => count.Count))).ToList();
        return merges && small.Count > 1
            ? [.. agencies.Except(small), (small.Count == agencies.Count ? "All agencies" : "Other agencies", [.. small.SelectMany(agency => agency.Late)])]
            : agencies;
    }

    /// <summary>The steps of the overdue ladder always, those of another when something has reached them; and first what has reached none, so that both tables count the same.</summary>
    private List<(string Title, string[] Levels)> Steps(IReadOnlyList<LateCount> late)
    {
        var steps = vocabulary.Ladders.All.SelectMany(ladder => ladder.Levels.Where(step => ladder.Key == "overdue" || late.Any(count => count.Level == step.Level)))
            .DistinctBy(step => step.Level).Where(step => step.Level != "warning").Select(step => (step.Title, Levels: new[] { step.Level })).ToList();
        string[] none = [.. late.Select(count => count.Level ?? "").Distinct().Except(steps.SelectMany(step => step.Levels))];
        return none.Length == 0 ? steps : [("Nobody told yet", none), .. steps];
    }
}
