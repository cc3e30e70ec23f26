using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Measures;

/// <summary>A measure for one value of each name that it is split by.</summary>
/// <param name="Group">The names' values, in the measure's order; empty texts where a fact has none. No values: the whole.</param>
/// <param name="Numerator">How many facts were counted.</param>
/// <param name="Denominator">Among how many; null where there is no share.</param>
/// <param name="Value">The share from 0 to 1, the count, the median or the longest; null when there is nothing to take it of.</param>
public sealed record MeasureFigure(IReadOnlyList<string> Group, int Numerator, int? Denominator, decimal? Value);

/// <summary>A measure, computed.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Whole">Over all facts.</param>
/// <param name="Groups">Split, greatest number of facts first.</param>
/// <param name="Problems">Why conditions could not be told for some facts: each reason once.</param>
public sealed record MeasureResult(Measure Measure, MeasureFigure Whole, IReadOnlyList<MeasureFigure> Groups, IReadOnlyList<string> Problems);

/// <summary>Computes measures from stored facts.</summary>
public static class MeasureCalculator
{
    /// <summary>Computes measures in one pass over each kind of fact.</summary>
    /// <param name="measures">Which.</param>
    /// <param name="facts">The facts: those that the reader may count.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="zone">The working calendar's zone, in which its day is told.</param>
    public static IReadOnlyList<MeasureResult> Compute(IEnumerable<Measure> measures, IFacts facts, Instant now, DateTimeZone zone)
    {
        var environment = new FeelEnvironment(now) { Zone = zone };
        var results = new List<MeasureResult>();
        var tallies = measures.Select(measure => new Tally(measure)).ToList();
        foreach (var kind in tallies.GroupBy(tally => tally.Measure.Of))
        {
            foreach (var fact in facts.Read(kind.Key))
            {
                foreach (var tally in kind)
                {
                    tally.Add(fact, environment);
                }
            }
        }

        results.AddRange(tallies.Select(tally => tally.Result()));
        return results;
    }

    private sealed class Tally(Measure measure)
    {
        private readonly Dictionary<string, Figures> _groups = new(StringComparer.Ordinal);
        private readonly Figures _whole = new([]);
        private readonly HashSet<string> _problems = new(StringComparer.Ordinal);

        public Measure Measure { get; } = measure;

        public void Add(FeelContext fact, FeelEnvironment environment)
        {
            var among = Measure.Denominator is null || Holds(Measure.Denominator, fact, environment);
            if (!among)
            {
                return;
            }

            var counted = Holds(Measure.Numerator, fact, environment);
            if (!counted && Measure.Denominator is null)
            {
                return;
            }

            var value = counted && Measure.Value is not null ? Number(Measure.Value, fact, environment) : null;
            _whole.Add(counted, value);
            Group(fact).Add(counted, value);
        }

        public MeasureResult Result() => new(
            Measure,
            _whole.Figure(Measure),
            [.. _groups.Values.OrderByDescending(group => group.Among).ThenBy(group => string.Join('\n', group.Names), StringComparer.Ordinal).Select(group => group.Figure(Measure))],
            [.. _problems]);

        private Figures Group(FeelContext fact)
        {
            string[] names = [.. Measure.By.Select(name => fact.TryGet(name, out var value) ? Written(value) : "")];
            var key = string.Join('\n', names);
            if (!_groups.TryGetValue(key, out var figures))
            {
                _groups[key] = figures = new Figures(names);
            }

            return figures;
        }

        private static string Written(FeelValue value) => value.IsNull ? "" : value.TryGetString(out var text) ? text : value.ToString();

        // A condition that gives nothing is not met: "in time" is neither true nor false of what has no deadline.
        private bool Holds(FeelExpression condition, FeelContext fact, FeelEnvironment environment)
        {
            var result = condition.Evaluate(fact, environment);
            Note(result);
            return result.Value.TryGetBoolean(out var holds) && holds;
        }

        private decimal? Number(FeelExpression value, FeelContext fact, FeelEnvironment environment)
        {
            var result = value.Evaluate(fact, environment);
            Note(result);
            return result.Value.TryGetDecimal(out var number) ? number : null;
        }

        private void Note(FeelResult result)
        {
            if (result.Value.IsNull && result.Reasons.Count > 0 && _problems.Count < 10)
            {
                _problems.Add(result.Reasons[0]);
            }
        }
    }

    private sealed class Figures(string[] names)
    {
        private readonly List<decimal> _values = [];
        private int _counted;

        public string[] Names { get; } = names;

        public int Among { get; private set; }

        public void Add(bool counted, decimal? value)
        {
            Among++;
            _counted += counted ? 1 : 0;
            if (value is { } number)
            {
                _values.Add(number);
            }
        }

        public MeasureFigure Figure(Measure measure) => new(Names, _counted, measure.Denominator is null ? null : Among, measure.Kind switch
        {
            MeasureKind.Count => _counted,
            MeasureKind.Share => Among == 0 ? null : Math.Round((decimal)_counted / Among, 4),
            MeasureKind.Longest => _values.Count == 0 ? null : _values.Max(),
            _ => Median(),
        });

        private decimal? Median()
        {
            if (_values.Count == 0)
            {
                return null;
            }

            var sorted = _values.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
