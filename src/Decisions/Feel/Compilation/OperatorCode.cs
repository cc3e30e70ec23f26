using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

internal sealed class ArithmeticCode(ArithmeticOperator kind, Code left, Code right, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) =>
        Arithmetic.Apply(e, kind, left.Evaluate(e), right.Evaluate(e), Position);
}

internal sealed class NegateCode(Code operand, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => Arithmetic.Negate(e, operand.Evaluate(e), Position);
}

internal sealed class ComparisonCode(ComparisonOperator kind, Code left, Code right, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) =>
        Comparison.Apply(e, kind, left.Evaluate(e), right.Evaluate(e), Position);
}

/// <summary>Three-valued and/or: what is not a boolean counts as null.</summary>
internal sealed class LogicalCode(bool isAnd, Code left, Code right, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var first = left.Evaluate(e);
        if (isAnd ? first.IsFalse : first.IsTrue)
        {
            return first;
        }

        var second = right.Evaluate(e);
        if (isAnd ? second.IsFalse : second.IsTrue)
        {
            return second;
        }

        return first.Kind == FeelKind.Boolean && second.Kind == FeelKind.Boolean ? isAnd : Unknown(e, first, second);
    }

    private FeelValue Unknown(Evaluation e, FeelValue first, FeelValue second)
    {
        var culprit = first.Kind == FeelKind.Boolean ? second : first;
        return e.Null(Position, $"'{(isAnd ? "and" : "or")}' needs booleans, not {Words.For(culprit)}");
    }
}

/// <summary>Both comparisons, joined as <c>and</c> joins them: one that is false decides, whatever the other is.</summary>
internal sealed class BetweenCode(Code value, Code low, Code high, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var tested = value.Evaluate(e);
        var above = Comparison.Apply(e, ComparisonOperator.GreaterOrEqual, tested, low.Evaluate(e), Position);
        var below = Comparison.Apply(e, ComparisonOperator.LessOrEqual, tested, high.Evaluate(e), Position);
        return above.IsFalse || below.IsFalse ? false : above.IsNull || below.IsNull ? FeelValue.Null : true;
    }
}

internal sealed class InstanceOfCode(Code value, FeelType type, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e) => value.Evaluate(e) is var tested && !tested.IsNull
        ? type.Contains(tested, constrained: false)
        : type is NullType;
}

internal sealed class IfCode(Code condition, Code then, Code otherwise, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var decided = condition.Evaluate(e);
        if (decided.IsTrue)
        {
            return then.Evaluate(e);
        }

        return decided.Kind is FeelKind.Boolean or FeelKind.Null
            ? otherwise.Evaluate(e)
            : e.Null(Position, $"'if' needs a boolean, not {Words.For(decided)}");
    }
}

/// <summary>The words in which reasons speak of values.</summary>
internal static class Words
{
    public static string For(FeelValue value) => For(value.Kind);

    public static string For(FeelKind kind) => kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => "a boolean",
        FeelKind.Number => "a number",
        FeelKind.String => "a string",
        FeelKind.Date => "a date",
        FeelKind.Time => "a time",
        FeelKind.DateTime => "a date and time",
        FeelKind.DaysAndTimeDuration => "a days and time duration",
        FeelKind.YearsAndMonthsDuration => "a years and months duration",
        FeelKind.List => "a list",
        FeelKind.Context => "a context",
        FeelKind.Range => "a range",
        _ => "a function",
    };
}
