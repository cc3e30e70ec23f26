using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Execution;

/// <summary>What the outputs of the rules that matched come to (DMN 1.5, 8.2.8).</summary>
internal readonly struct HitPolicyResult(DecisionTableNode table, TableOutput[] outputs)
{
    public FeelValue Of(Evaluation e, List<int> matches, List<FeelValue> values)
    {
        switch (table.Policy)
        {
            case HitPolicy.Unique when values.Count > 1:
                return e.Null(0, $"rules {Rows(matches)} of '{table.ElementName}' match, and only one may");
            case HitPolicy.Any:
                var first = values[0];
                return values.TrueForAll(v => Comparison.Equal(v, first).IsTrue || (v.IsNull && first.IsNull))
                    ? first
                    : e.Null(0, $"rules {Rows(matches)} of '{table.ElementName}' match and disagree");
            case HitPolicy.Priority:
                return InOutputOrder(e, values)[0];
            case HitPolicy.OutputOrder:
                return FeelValue.List(InOutputOrder(e, values));
            case HitPolicy.RuleOrder:
                return FeelValue.List(values);
            case HitPolicy.Collect:
                return Collect(e, values);
            default:
                return values[0];
        }
    }

    private static string Rows(List<int> matches) => string.Join(" and ", matches.Select(m => m + 1));

    private FeelValue Collect(Evaluation e, List<FeelValue> values)
    {
        switch (table.Aggregation)
        {
            case Aggregation.None:
                return FeelValue.List(values);
            case Aggregation.Count:
                return values.Count;
            case Aggregation.Sum:
                var total = values[0];
                foreach (var value in values.Skip(1))
                {
                    total = Arithmetic.Apply(e, ArithmeticOperator.Add, total, value, 0);
                }

                return total;
            default:
                return Extreme(e, values, table.Aggregation == Aggregation.Min ? -1 : 1);
        }
    }

    private static FeelValue Extreme(Evaluation e, List<FeelValue> values, int sign)
    {
        var best = values[0];
        foreach (var value in values)
        {
            if (!Comparison.TryOrder(value, best, out var order))
            {
                return e.Null(0, $"cannot order {Words.For(value)} and {Words.For(best)}");
            }

            best = order * sign > 0 ? value : best;
        }

        return best;
    }

    /// <summary>By the place of each output in its list of output values, first column first.</summary>
    private List<FeelValue> InOutputOrder(Evaluation e, List<FeelValue> values)
    {
        var columns = outputs;
        var priorities = columns.Select(o => o.Priorities.Select(p => p.Evaluate(e)).ToList()).ToArray();
        var ordered = values.OrderBy(_ => 0);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = i;
            ordered = ordered.ThenBy(value => Rank(
                priorities[column], columns.Length == 1 ? value : value.Entries[columns[column].Name]));
        }

        return [.. ordered];
    }

    private static int Rank(List<FeelValue> priorities, FeelValue value)
    {
        var rank = priorities.FindIndex(p => Comparison.Equal(p, value).IsTrue);
        return rank < 0 ? int.MaxValue : rank;
    }
}
