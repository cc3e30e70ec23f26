using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>What operators make of kinds (DMN 1.5, tables 55 and 57 to 60); the evaluation's own rules, kind by kind.</summary>
internal static class Operators
{
    private static readonly FeelKind[] Counted =
    [
        FeelKind.Number, FeelKind.String, FeelKind.Date, FeelKind.Time, FeelKind.DateTime,
        FeelKind.DaysAndTimeDuration, FeelKind.YearsAndMonthsDuration,
    ];

    /// <summary>The kinds that the result may be of; none when no pair of kinds has a result.</summary>
    public static int Apply(ArithmeticOperator kind, StaticType left, StaticType right)
    {
        var kinds = 0;
        foreach (var first in Counted)
        {
            foreach (var second in Counted)
            {
                if (left.Could(first) && right.Could(second) && Result(kind, first, second) is { } result)
                {
                    kinds |= StaticType.Bit(result);
                }
            }
        }

        return kinds;
    }

    public static bool CanOrder(StaticType left, StaticType right) =>
        Array.Exists(Counted, kind => left.Could(kind) && right.Could(kind));

    private static FeelKind? Result(ArithmeticOperator kind, FeelKind left, FeelKind right) => (left, right) switch
    {
        (FeelKind.Number, FeelKind.Number) => FeelKind.Number,
        (FeelKind.String, FeelKind.String) when kind == ArithmeticOperator.Add => FeelKind.String,
        (_, FeelKind.Number) when IsDuration(left) && kind is ArithmeticOperator.Multiply or ArithmeticOperator.Divide => left,
        (FeelKind.Number, _) when IsDuration(right) && kind == ArithmeticOperator.Multiply => right,
        _ when IsDuration(left) && left == right => kind switch
        {
            ArithmeticOperator.Add or ArithmeticOperator.Subtract => left,
            ArithmeticOperator.Divide => FeelKind.Number,
            _ => null,
        },
        _ when IsTemporal(left) && IsDuration(right) && kind is ArithmeticOperator.Add or ArithmeticOperator.Subtract =>
            left == FeelKind.Time && right == FeelKind.YearsAndMonthsDuration ? null : left,
        _ when IsDuration(left) && IsTemporal(right) && kind == ArithmeticOperator.Add =>
            right == FeelKind.Time && left == FeelKind.YearsAndMonthsDuration ? null : right,
        _ when IsTemporal(left) && IsTemporal(right) && kind == ArithmeticOperator.Subtract
            && left == FeelKind.Time == (right == FeelKind.Time) => FeelKind.DaysAndTimeDuration,
        _ => null,
    };

    private static bool IsDuration(FeelKind kind) => kind is FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration;

    private static bool IsTemporal(FeelKind kind) => kind is FeelKind.Date or FeelKind.Time or FeelKind.DateTime;
}
