using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>A cell whose tests compare with constants only, so that what passes is known without evaluating it.</summary>
internal sealed record Cell(IReadOnlyList<Interval> Intervals, bool Negated)
{
    /// <summary>Whether everything passes.</summary>
    public bool IsAny => Intervals.Count == 0 && !Negated;

    public bool Passes(FeelValue value)
    {
        if (IsAny)
        {
            return true;
        }

        foreach (var interval in Intervals)
        {
            if (interval.Contains(value))
            {
                return !Negated;
            }
        }

        return Negated;
    }

    /// <summary>Null when the cell has a test that depends on more than the value.</summary>
    public static Cell? Read(FeelNode node)
    {
        if (node is SourceNode source)
        {
            return Read(source.Inner);
        }

        if (node is not UnaryTestsNode tests)
        {
            return null;
        }

        var intervals = new List<Interval>();
        return tests.Tests.All(test => TryRead(test, intervals)) ? new Cell(intervals, tests.Negated) : null;
    }

    /// <summary>The values that pass, when they can be counted; otherwise null.</summary>
    public static IReadOnlyList<FeelValue>? Constants(FeelNode node) =>
        Read(node) is { IsAny: false, Negated: false } cell && cell.Intervals.All(i => i.IsSingle) ? [.. cell.Intervals.Select(i => i.Low)] : null;

    private static bool TryRead(FeelNode test, List<Interval> intervals)
    {
        switch (test)
        {
            case UnaryComparisonNode unary when TryConstant(unary.Operand, out var value):
                return TryAdd(unary.Operator, value, intervals);
            case OpenRangeNode open when TryConstant(open.Operand, out var value):
                return TryAdd(open.Operator, value, intervals);
            case RangeNode range when TryConstant(range.Start, out var low) && TryConstant(range.End, out var high) && low.Kind == high.Kind:
                intervals.Add(new Interval(low, range.StartIncluded, high, range.EndIncluded));
                return true;
            case ListNode list:
                return list.Items.All(item => TryRead(item, intervals));
            default:
                if (!TryConstant(test, out var constant))
                {
                    return false;
                }

                intervals.Add(Interval.Of(constant));
                return true;
        }
    }

    private static bool TryAdd(ComparisonOperator kind, FeelValue value, List<Interval> intervals)
    {
        Interval? interval = kind switch
        {
            ComparisonOperator.Equal => Interval.Of(value),
            ComparisonOperator.Less => new Interval(default, false, value, false),
            ComparisonOperator.LessOrEqual => new Interval(default, false, value, true),
            ComparisonOperator.Greater => new Interval(value, false, default, false),
            ComparisonOperator.GreaterOrEqual => new Interval(value, true, default, false),
            _ => null,
        };
        if (interval is { } found)
        {
            intervals.Add(found);
        }

        return interval is not null;
    }

    /// <summary>A literal that is not null; null passes and fails by rules of its own.</summary>
    internal static bool TryConstant(FeelNode node, out FeelValue value)
    {
        value = default;
        switch (node)
        {
            case LiteralNode literal:
                value = literal.Value;
                return !value.IsNull;
            case AtNode at:
                return TemporalParser.TryParseAny(at.Text, out value);
            case NegateNode { Operand: LiteralNode { Value.Kind: FeelKind.Number } number }:
                value = -number.Value.Number;
                return true;
            case CallNode { Function: NameNode { Name: "date" or "time" or "date and time" or "duration" }, Names.Count: 0, Arguments: [LiteralNode { Value.Kind: FeelKind.String } text] } call:
                return TemporalParser.TryParseAny(text.Value.String, out value) && value.Kind == ((NameNode)call.Function).Name switch
                {
                    "date" => FeelKind.Date,
                    "time" => FeelKind.Time,
                    "date and time" => FeelKind.DateTime,
                    _ => value.Kind is FeelKind.YearsAndMonthsDuration ? value.Kind : FeelKind.DaysAndTimeDuration,
                };
            default:
                return false;
        }
    }
}
