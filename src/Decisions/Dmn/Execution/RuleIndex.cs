using System.Numerics;
using Peninsula.Decisions.Dmn.Analysis;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Execution;

/// <summary>
/// Narrows a large table down to the rules that can match, column by column: strings, booleans and equal values by
/// hashing, numbers by the interval into which they fall. What it lets through is still tested.
/// </summary>
internal sealed class RuleIndex
{
    private const int MinRules = 16;
    private const int MaxRules = 10_000;
    private const int MaxBounds = 2000;

    private readonly Column?[] _columns;
    private readonly int _words;

    private RuleIndex(Column?[] columns, int words)
    {
        _columns = columns;
        _words = words;
    }

    /// <summary>Null where an index would not pay.</summary>
    public static RuleIndex? Make(DecisionTableNode table)
    {
        if (table.Rules.Count is < MinRules or > MaxRules)
        {
            return null;
        }

        var columns = Enumerable.Range(0, table.Inputs.Count)
            .Select(column => Column.Make([.. table.Rules.Select(rule => Cell.Read(rule.Tests[column]))]))
            .ToArray();
        return columns.All(c => c is null) ? null : new RuleIndex(columns, (table.Rules.Count + 63) / 64);
    }

    /// <summary>How many words <see cref="Candidates"/> fills.</summary>
    public int Words => _words;

    /// <summary>Sets a bit for each rule that may match.</summary>
    public void Candidates(ReadOnlySpan<FeelValue> inputs, Span<ulong> candidates)
    {
        candidates.Fill(ulong.MaxValue);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is not { } column || inputs[i].IsNull)
            {
                continue;
            }

            var possible = column.Find(inputs[i]);
            for (var word = 0; word < candidates.Length; word++)
            {
                candidates[word] &= possible[word];
            }
        }
    }

    private sealed class Column
    {
        private readonly ulong[] _others;
        private readonly Dictionary<FeelValue, ulong[]> _equal = [];
        private readonly FeelNumber[] _bounds;
        private readonly ulong[][] _segments;

        private Column(Cell?[] cells)
        {
            // A value that no cell names passes only cells without a constant test, and negated ones.
            _others = Bits(cells, cell => cell is null || cell.IsAny || cell.Negated);
            _bounds = Bounds(cells);
            foreach (var value in cells.SelectMany(c => c?.Intervals ?? []).Select(i => i.Low).Distinct())
            {
                if (value.Kind is FeelKind.String or FeelKind.Boolean && !_equal.ContainsKey(value))
                {
                    _equal[value] = Bits(cells, cell => cell is null || cell.Passes(value));
                }
            }

            // Segment 2i is the bound i itself, 2i - 1 lies below it, the last above all.
            _segments = new ulong[(2 * _bounds.Length) + 1][];
            for (var i = 0; i < _segments.Length; i++)
            {
                var sample = Sample(i);
                _segments[i] = Bits(cells, cell => cell is null || cell.Passes(sample));
            }
        }

        public static Column? Make(Cell?[] cells)
        {
            var useful = cells.Any(c => c is { IsAny: false });
            var known = cells.All(c => c is null || c.Intervals.All(IsIndexed));
            return useful && known && Bounds(cells).Length <= MaxBounds ? new Column(cells) : null;
        }

        public ulong[] Find(FeelValue value)
        {
            if (value.Kind != FeelKind.Number)
            {
                return _equal.GetValueOrDefault(value, _others);
            }

            var place = Array.BinarySearch(_bounds, value.Number);
            return _segments[place >= 0 ? (2 * place) + 1 : 2 * ~place];
        }

        /// <summary>Ordered text is rare in tables; only its equality is indexed.</summary>
        private static bool IsIndexed(Interval interval) => interval.Kind == FeelKind.Number
            || (interval.Kind is FeelKind.String or FeelKind.Boolean && interval.Low.Equals(interval.High));

        private static FeelNumber[] Bounds(Cell?[] cells) =>
        [
            .. cells.SelectMany(c => c?.Intervals ?? [])
                .SelectMany(i => new[] { i.Low, i.High })
                .Where(v => v.Kind == FeelKind.Number)
                .Select(v => v.Number).Distinct().Order(),
        ];

        private static ulong[] Bits(Cell?[] cells, Func<Cell?, bool> passes)
        {
            var bits = new ulong[(cells.Length + 63) / 64];
            for (var i = 0; i < cells.Length; i++)
            {
                bits[i / 64] |= passes(cells[i]) ? 1UL << (i % 64) : 0;
            }

            return bits;
        }

        private FeelValue Sample(int segment)
        {
            if (_bounds.Length == 0)
            {
                return 0;
            }

            if (segment % 2 == 1)
            {
                return _bounds[segment / 2];
            }

            return segment == 0 ? Samples.Below(_bounds[0])
                : segment == 2 * _bounds.Length ? Samples.Above(_bounds[^1])
                : Samples.Between(_bounds[(segment / 2) - 1], _bounds[segment / 2]);
        }
    }

    /// <summary>The next set bit at or after a place; -1 when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> bits, int from, int count)
    {
        for (var word = from / 64; word < bits.Length; word++)
        {
            var rest = word == from / 64 ? bits[word] & (ulong.MaxValue << (from % 64)) : bits[word];
            if (rest != 0)
            {
                var found = (word * 64) + BitOperations.TrailingZeroCount(rest);
                return found < count ? found : -1;
            }
        }

        return -1;
    }
}
