using Peninsula.Activities.Access;

namespace Peninsula.Activities.Tests.Access;

/// <summary>
/// Works out hidden counts from everything that is shown: cells, totals of rows, columns and all, of tables of the same rows.
/// It narrows bounds from one sum to the next until nothing moves, and searches where that does not settle it. It shares
/// nothing with what hides the counts.
/// </summary>
internal sealed class TableSolver
{
    private const int Beyond = 2_000;
    private const int MostTries = 200_000;

    private readonly List<int?> _shown = [];
    private readonly List<(int[] Parts, int Sum)> _sums = [];
    private readonly List<List<int>> _sumsOf = [];
    private readonly Dictionary<string, int> _known = [];
    private int _tries;

    public TableSolver(IReadOnlyList<SuppressedTable> tables)
    {
        for (var t = 0; t < tables.Count; t++)
        {
            var table = tables[t];
            var (height, width) = (table.Cells.Count, table.ColumnTotals.Count);
            var total = Entry("total", table.Total);
            var rows = Enumerable.Range(0, height).Select(y => Entry($"row {y}", table.RowTotals[y])).ToArray();
            var columns = Enumerable.Range(0, width).Select(x => Entry($"table {t}, column {x}", table.ColumnTotals[x])).ToArray();
            var cells = Enumerable.Range(0, height).Select(y => Enumerable.Range(0, width).Select(x => Entry($"table {t}, cell {y} {x}", table.Cells[y][x])).ToArray()).ToArray();
            _sums.AddRange(rows.Select((row, y) => (cells[y], row)));
            _sums.AddRange(columns.Select((column, x) => (cells.Select(row => row[x]).ToArray(), column)));
            _sums.Add((rows, total));
            _sums.Add((columns, total));
        }

        _sumsOf.AddRange(_shown.Select(_ => new List<int>()));
        for (var sum = 0; sum < _sums.Count; sum++)
        {
            foreach (var entry in _sums[sum].Parts.Append(_sums[sum].Sum))
            {
                _sumsOf[entry].Add(sum);
            }
        }
    }

    /// <summary>Names of all counts, in the order of <see cref="Truth"/>.</summary>
    public IReadOnlyCollection<string> Names => _known.Keys;

    public IEnumerable<int> Hidden => Enumerable.Range(0, _shown.Count).Where(entry => _shown[entry] is null);

    /// <summary>The true counts, in the solver's order.</summary>
    public static int[] Truth(IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> tables)
    {
        var whole = tables.Select(SmallCells.Whole).ToList();
        var solver = new TableSolver(whole);
        return [.. solver._shown.Select(count => count!.Value)];
    }

    /// <summary>What the bounds of the sums leave of a hidden count.</summary>
    public IReadOnlyList<(int Least, int Most)> Bounds()
    {
        var (least, most) = Begin();
        return Narrow(least, most, Enumerable.Range(0, _sums.Count)) ? [.. least.Zip(most)] : throw new InvalidOperationException("What is shown contradicts itself.");
    }

    /// <summary>Counts that fit everything shown, with one of them in a range; null when there are none: then it is known to lie outside.</summary>
    /// <param name="entry">The count.</param>
    /// <param name="least">The range's least.</param>
    /// <param name="most">The range's most.</param>
    /// <param name="like">Where to look first.</param>
    public int[]? Fitting(int entry, int least, int most, int[] like)
    {
        var (from, to) = Begin();
        (from[entry], to[entry]) = (Math.Max(least, from[entry]), Math.Min(most, to[entry]));
        _tries = 0;
        return from[entry] <= to[entry] && Narrow(from, to, Enumerable.Range(0, _sums.Count)) ? Search(from, to, like) : null;
    }

    private int[]? Search(int[] least, int[] most, int[] like)
    {
        if (++_tries > MostTries)
        {
            throw new InvalidOperationException("Too hard a table for this solver.");
        }

        var open = Enumerable.Range(0, least.Length).Where(entry => least[entry] < most[entry]).DefaultIfEmpty(-1).MinBy(entry => entry < 0 ? 0 : most[entry] - least[entry]);
        if (open < 0)
        {
            return least;
        }

        var first = Math.Clamp(like[open], least[open], most[open]);
        foreach (var (from, to) in new[] { (first, first), (least[open], first - 1), (first + 1, most[open]) })
        {
            var (lower, upper) = ((int[])least.Clone(), (int[])most.Clone());
            (lower[open], upper[open]) = (from, to);
            if (from <= to && Narrow(lower, upper, _sumsOf[open]) && Search(lower, upper, like) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // A zero is always shown, so what is hidden is one at least.
    private (int[] Least, int[] Most) Begin() => ([.. _shown.Select(count => count ?? 1)], [.. _shown.Select(count => count ?? Beyond)]);

    private bool Narrow(int[] least, int[] most, IEnumerable<int> sums)
    {
        var waiting = new Queue<int>(sums);
        while (waiting.TryDequeue(out var number))
        {
            var (parts, sum) = _sums[number];
            var (lower, upper) = (parts.Sum(entry => (long)least[entry]), parts.Sum(entry => (long)most[entry]));
            if (!Set(sum, lower, upper))
            {
                return false;
            }

            foreach (var part in parts)
            {
                if (!Set(part, least[sum] - (upper - most[part]), most[sum] - (lower - least[part])))
                {
                    return false;
                }
            }
        }

        return true;

        bool Set(int entry, long from, long to)
        {
            if (from > least[entry] || to < most[entry])
            {
                (least[entry], most[entry]) = ((int)Math.Max(from, least[entry]), (int)Math.Min(to, most[entry]));
                foreach (var sum in _sumsOf[entry])
                {
                    waiting.Enqueue(sum);
                }
            }

            return least[entry] <= most[entry];
        }
    }

    private int Entry(string name, int? count)
    {
        if (!_known.TryGetValue(name, out var entry))
        {
            entry = _known[name] = _shown.Count;
            _shown.Add(count);
        }

        _shown[entry] ??= count;
        return entry;
    }
}
