using Peninsula.Activities.Access;
using Xunit.Abstractions;

namespace Peninsula.Activities.Tests.Access;

/// <summary>Tries to work out what was hidden, as somebody with patience and paper would.</summary>
public sealed class SmallCellsSolverTests(ITestOutputHelper output)
{
    private const int Tables = 20_000;

    [Fact]
    public void No_hidden_count_of_20_000_random_pairs_of_tables_can_be_worked_out()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (solved, hidden, shown, tooHard) = (new List<string>(), 0, 0, 0);
        for (var number = 0; number < Tables; number++)
        {
            var tables = Draw(random);
            try
            {
                var (found, kept, open) = Solve(tables, SmallCells.Suppress(tables));
                (hidden, shown) = (hidden + kept, shown + open);
                solved.AddRange(found.Select(what => $"table {number}: {what}"));
            }
            catch (InvalidOperationException)
            {
                // A rare table needs more tries than the solver has: another is drawn, so that 20,000 are decided.
                tooHard++;
                number--;
                tooHard.Should().BeLessThan(Tables / 1000, "seed {0}", seed);
            }
        }

        output.WriteLine($"{hidden:N0} counts hidden, {shown:N0} shown, {solved.Count:N0} solved");
        solved.Should().BeEmpty("seed {0}", seed);
    }

    [Fact]
    public void The_solver_solves_what_is_hidden_table_by_table()
    {
        // The total of the row is hidden with its only small cell, and stands in the other table all the same.
        IReadOnlyList<SuppressedTable> tables =
        [
            new([[3 - 3, null], [9, 8]], [null, 17], [9, null], 20),
            new([[null, null], [10, 7]], [3, 17], [null, null], 20),
        ];

        var bounds = new TableSolver(tables).Bounds();

        bounds.Should().Contain((3, 3));
    }

    /// <summary>Late tasks of some agencies, each with an age and a step: few or many of them, some agencies with none.</summary>
    private static List<IReadOnlyList<IReadOnlyList<int>>> Draw(Random random)
    {
        var (height, ages, steps) = (random.Next(1, 7), random.Next(1, 5), random.Next(1, 7));
        var most = random.Next(4) switch { 0 => 4, 1 => 10, 2 => 30, _ => 90 };
        var (byAge, byStep) = (Empty(height, ages), Empty(height, steps));
        for (var row = 0; row < height; row++)
        {
            for (var task = random.Next(most + 1); task > 0; task--)
            {
                // Older ages and higher steps are rarer.
                byAge[row][Math.Min(random.Next(ages), random.Next(ages))]++;
                byStep[row][Math.Min(random.Next(steps), random.Next(steps))]++;
            }
        }

        return random.Next(5) == 0 ? [byAge] : [byAge, byStep];
    }

    private static int[][] Empty(int height, int width) => [.. Enumerable.Range(0, height).Select(_ => new int[width])];

    private static (List<string> Solved, int Hidden, int Shown) Solve(IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> tables, IReadOnlyList<SuppressedTable> published)
    {
        var solver = new TableSolver(published);
        var truth = TableSolver.Truth(tables);
        var bounds = solver.Bounds();
        var names = solver.Names.ToArray();
        var solved = new List<string>();
        var (notSmall, other) = (new HashSet<int>(), new HashSet<int>());
        foreach (var entry in solver.Hidden)
        {
            var (least, most) = bounds[entry];
            var isSmall = SmallCells.IsSmall(truth[entry]);
            var known = least == most || (isSmall && most < SmallCells.Threshold)
                || (isSmall && !notSmall.Contains(entry) && !Note(solver.Fitting(entry, SmallCells.Threshold, int.MaxValue, truth)))
                || (!other.Contains(entry) && !Note(solver.Fitting(entry, truth[entry] + 1, int.MaxValue, truth)) && !Note(solver.Fitting(entry, 0, truth[entry] - 1, truth)));
            if (known)
            {
                solved.Add($"{names[entry]} is {truth[entry]}, between {least} and {most}");
            }
        }

        var small = Enumerable.Range(0, truth.Length).Except(solver.Hidden).Where(entry => SmallCells.IsSmall(truth[entry]));
        solved.AddRange(small.Select(entry => $"{names[entry]} is shown as {truth[entry]}"));
        return (solved, solver.Hidden.Count(), truth.Length - solver.Hidden.Count());

        // Whatever fits shows for every count at once what else it could be.
        bool Note(int[]? fitting)
        {
            foreach (var entry in fitting is null ? [] : solver.Hidden)
            {
                _ = fitting![entry] >= SmallCells.Threshold && notSmall.Add(entry);
                _ = fitting[entry] != truth[entry] && other.Add(entry);
            }

            return fitting is not null;
        }
    }
}
