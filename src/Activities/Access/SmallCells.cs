namespace Peninsula.Activities.Access;

/// <summary>A table of counts from which no small number can be read; a null was suppressed.</summary>
/// <param name="Cells">The counts, by row and column.</param>
/// <param name="RowTotals">The total of each row.</param>
/// <param name="ColumnTotals">The total of each column.</param>
/// <param name="Total">The total of all.</param>
public sealed record SuppressedTable(
    IReadOnlyList<IReadOnlyList<int?>> Cells, IReadOnlyList<int?> RowTotals, IReadOnlyList<int?> ColumnTotals, int? Total);

/// <summary>
/// Suppression of small cells: a count from 1 to 4 may point at a child, the more so in a small area. Such counts are hidden,
/// and further ones with them, so that a total minus what is shown never gives one back. Zero stays: it points at nobody.
/// </summary>
public static class SmallCells
{
    /// <summary>The smallest count that is shown.</summary>
    public const int Threshold = 5;

    /// <summary>Whether a count alone must be hidden.</summary>
    public static bool IsSmall(int count) => count is > 0 and < Threshold;

    /// <summary>A single count, or null when it must be hidden.</summary>
    public static int? Show(int count) => IsSmall(count) ? null : count;

    /// <summary>Hides what must be hidden of a table with totals.</summary>
    /// <param name="rows">Counts by row and column, none negative, all rows of one length.</param>
    public static SuppressedTable Suppress(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        var width = rows.Count == 0 ? 0 : rows[0].Count;
        if (rows.Any(row => row.Count != width || row.Any(count => count < 0)))
        {
            throw new ArgumentException("The rows must have one length and no negative counts.", nameof(rows));
        }

        var grid = new Grid(rows, width);
        grid.Hide();
        return grid.ToTable();
    }

    /// <summary>
    /// The table with its totals as one more row and column. In each line (row or column) the last entry is the sum of the
    /// others, so a line with exactly one hidden entry gives it away.
    /// </summary>
    private sealed class Grid
    {
        private readonly int _height;
        private readonly int _width;
        private readonly int[,] _count;
        private readonly bool[,] _hidden;

        public Grid(IReadOnlyList<IReadOnlyList<int>> rows, int width)
        {
            (_height, _width) = (rows.Count, width);
            _count = new int[_height + 1, _width + 1];
            _hidden = new bool[_height + 1, _width + 1];
            for (var y = 0; y < _height; y++)
            {
                for (var x = 0; x < _width; x++)
                {
                    _count[y, x] = rows[y][x];
                    _count[y, _width] += rows[y][x];
                    _count[_height, x] += rows[y][x];
                    _count[_height, _width] += rows[y][x];
                }
            }
        }

        public void Hide()
        {
            foreach (var (y, x) in Everything())
            {
                _hidden[y, x] = IsSmall(_count[y, x]);
            }

            // Each turn hides at least one entry more, so this ends.
            while (Lines().Select(Next).FirstOrDefault(entry => entry is not null) is { } entry)
            {
                _hidden[entry.Y, entry.X] = true;
            }
        }

        public SuppressedTable ToTable() => new(
            [.. Enumerable.Range(0, _height).Select(y => (IReadOnlyList<int?>)[.. Enumerable.Range(0, _width).Select(x => Shown(y, x))])],
            [.. Enumerable.Range(0, _height).Select(y => Shown(y, _width))],
            [.. Enumerable.Range(0, _width).Select(x => Shown(_height, x))],
            Shown(_height, _width));

        private int? Shown(int y, int x) => _hidden[y, x] ? null : _count[y, x];

        /// <summary>The entry that must be hidden so that a line gives nothing away; null when it does not.</summary>
        private Entry? Next(Entry[] line)
        {
            var hidden = line.Count(IsHidden);
            if (hidden == 0)
            {
                return null;
            }

            // With the total shown, the sum of the hidden ones is known: a small sum of two is nearly each of them.
            var total = line[^1];
            var sum = line[..^1].Where(IsHidden).Sum(Count);
            var given = hidden == 1 || (!IsHidden(total) && sum < Threshold);
            return given ? Cheapest(line) : null;
        }

        // The smallest count loses least; zeros would be known to be no child's, so they do not cover for one.
        private Entry? Cheapest(Entry[] line) =>
            line[..^1].Where(entry => !IsHidden(entry) && Count(entry) > 0).OrderBy(Count).FirstOrDefault()
            ?? line.Where(entry => !IsHidden(entry) && Count(entry) > 0).FirstOrDefault();

        private bool IsHidden(Entry entry) => _hidden[entry.Y, entry.X];

        private int Count(Entry entry) => _count[entry.Y, entry.X];

        private IEnumerable<(int Y, int X)> Everything() =>
            from y in Enumerable.Range(0, _height + 1) from x in Enumerable.Range(0, _width + 1) select (y, x);

        private IEnumerable<Entry[]> Lines()
        {
            for (var y = 0; y <= _height; y++)
            {
                yield return [.. Enumerable.Range(0, _width + 1).Select(x => new Entry(y, x))];
            }

            for (var x = 0; x <= _width; x++)
            {
                yield return [.. Enumerable.Range(0, _height + 1).Select(y => new Entry(y, x))];
            }
        }
    }

    private sealed record Entry(int Y, int X);
}
