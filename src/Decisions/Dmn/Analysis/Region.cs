using System.Numerics;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>Values of one column for which every cell answers alike.</summary>
/// <param name="Sample">One of the values; null stands for any that the table does not name.</param>
/// <param name="Rules">The rules whose cell such a value passes, or may pass, a bit for each.</param>
internal readonly record struct Region(FeelValue? Sample, BigInteger Rules)
{
    /// <summary>The regions of a column; only values that are allowed count.</summary>
    public static Region[] Of(CellTest?[] cells, CellTest? allowed, bool isBoolean)
    {
        var intervals = cells.Append(allowed).SelectMany(c => c?.Intervals ?? []).ToList();
        var samples = (isBoolean && intervals.Count == 0 ? [FeelValue.True, FeelValue.False] : Candidates(intervals))
            .Where(s => allowed is null || allowed.Passes(s));
        if (Array.Exists(cells, cell => cell is { MindsNull: true }))
        {
            samples = samples.Append(FeelValue.Null);
        }

        return
        [
            .. samples.Select(s => new Region(s, Bits(cells, s))).DistinctBy(r => r.Rules),
        ];
    }

    private static IEnumerable<FeelValue?> Candidates(List<Interval> intervals)
    {
        var kind = intervals.Count == 0 ? FeelKind.Null : intervals[0].Kind;
        if (kind == FeelKind.Null || intervals.Exists(i => i.Kind != kind))
        {
            return [null, .. intervals.SelectMany(i => new FeelValue?[] { i.Low, i.High }).Where(v => !v!.Value.IsNull)];
        }

        if (kind == FeelKind.Boolean)
        {
            return [FeelValue.True, FeelValue.False];
        }

        var bounds = intervals.SelectMany(i => new[] { i.Low, i.High }).Where(b => !b.IsNull).Distinct().ToList();
        if (kind == FeelKind.String || !bounds.TrueForAll(b => Comparison.TryOrder(b, bounds[0], out _)))
        {
            return [.. bounds.Select(b => (FeelValue?)b), null];
        }

        bounds.Sort((a, b) => Comparison.TryOrder(a, b, out var order) ? order : 0);
        return Between(bounds);
    }

    private static IEnumerable<FeelValue?> Between(List<FeelValue> bounds)
    {
        yield return Step(bounds[0], -1);
        for (var i = 0; i < bounds.Count; i++)
        {
            yield return bounds[i];
            if (i + 1 < bounds.Count && Middle(bounds[i], bounds[i + 1]) is { } middle)
            {
                yield return middle;
            }
        }

        yield return Step(bounds[^1], 1);
    }

    private static FeelValue? Step(FeelValue bound, int direction) => bound.Kind switch
    {
        FeelKind.Number => (FeelValue?)(direction < 0 ? Samples.Below(bound.Number) : Samples.Above(bound.Number)),
        FeelKind.Date => FeelValue.FromDate(new FeelDate(bound.Date.Day + direction)),
        FeelKind.DateTime when bound.DateTime.TryAdd(direction * FeelTime.Second, out var moment) => FeelValue.FromDateTime(moment),
        FeelKind.DaysAndTimeDuration => FeelValue.FromNanoseconds(bound.DayTime + (direction * FeelTime.Second)),
        FeelKind.YearsAndMonthsDuration => FeelValue.FromMonths(bound.Months + direction),
        _ => null,
    };

    /// <summary>A value between two; none between a day or a month and the next.</summary>
    private static FeelValue? Middle(FeelValue low, FeelValue high)
    {
        switch (low.Kind)
        {
            case FeelKind.Number:
                return Samples.Between(low.Number, high.Number);
            case FeelKind.Date:
                return high.Date.Day - low.Date.Day > 1 ? (FeelValue?)FeelValue.FromDate(new FeelDate(low.Date.Day + 1)) : null;
            case FeelKind.YearsAndMonthsDuration:
                return high.Months - low.Months > 1 ? (FeelValue?)FeelValue.FromMonths(low.Months + 1) : null;
            default:
                var next = Step(low, 1);
                return next is { } value && Comparison.TryOrder(value, high, out var order) && order < 0 ? (FeelValue?)value : null;
        }
    }

    private static BigInteger Bits(CellTest?[] cells, FeelValue? sample)
    {
        var bits = new byte[(cells.Length / 8) + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            var passes = cells[i]?.Passes(sample) ?? true;
            bits[i / 8] |= (byte)(passes ? 1 << (i % 8) : 0);
        }

        return new BigInteger(bits, isUnsigned: true);
    }
}
