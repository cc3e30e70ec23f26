using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>
/// One test of a value: <c>&lt; 5</c>, a range, a list, an expression that uses <c>?</c>, or a value to equal.
/// The tested value lies in a slot, where <c>?</c> finds it.
/// </summary>
internal abstract class TestCode(int slot, int position) : Code(position)
{
    protected int Slot => slot;
}

internal sealed class UnaryComparisonCode(ComparisonOperator kind, Code operand, int slot, int position)
    : TestCode(slot, position)
{
    public override FeelValue Evaluate(Evaluation e) =>
        Comparison.Apply(e, kind, e.Local(Slot), operand.Evaluate(e), Position);
}

internal sealed class ExpressionTestCode(Code expression, bool usesInput, int slot, int position)
    : TestCode(slot, position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var input = e.Local(Slot);
        var value = expression.Evaluate(e);
        if (usesInput && value.Kind == FeelKind.Boolean)
        {
            return value;
        }

        // A condition on a value that is not known is not decided; only `?` itself, and null without it, equal null.
        if (usesInput && input.IsNull && expression is not LocalCode)
        {
            return value.IsNull || value.Kind == FeelKind.List ? default : Comparison.Equal(input, value);
        }

        return value.Kind switch
        {
            FeelKind.Range when input.Kind != FeelKind.Range => Comparison.Includes(e, value.AsRange, input, Position),
            FeelKind.List => InList(e, input, value.Items),
            FeelKind.Boolean when input.Kind != FeelKind.Boolean && expression is not ConstantCode => value,
            FeelKind.Function => Call(e, value.AsFunction, input),
            _ => Comparison.Equal(input, value),
        };
    }

    private FeelValue Call(Evaluation e, FeelFunction function, FeelValue input) =>
        function.Parameters.Count == 1 ? function.Invoke(e, [input], Position) : default;

    private FeelValue InList(Evaluation e, FeelValue input, FeelList list)
    {
        if (input.Kind == FeelKind.List && Comparison.Equal(input, list).IsTrue)
        {
            return true;
        }

        foreach (var item in list.Span)
        {
            e.Step();
            var passes = item.Kind == FeelKind.Range && input.Kind != FeelKind.Range
                ? Comparison.Includes(e, item.AsRange, input, Position)
                : Comparison.Equal(input, item);
            if (passes.IsTrue)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Any of the tests; null when none passes and one could not be decided.</summary>
internal sealed class AnyTestCode(Code[] tests, bool negated, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        if (tests.Length == 0)
        {
            return true;
        }

        var undecided = false;
        foreach (var test in tests)
        {
            var passes = test.Evaluate(e);
            if (passes.IsTrue)
            {
                return !negated;
            }

            undecided |= passes.IsNull;
        }

        return undecided ? FeelValue.Null : negated;
    }
}

/// <summary><c>value in (tests)</c>.</summary>
internal sealed class InCode(Code value, Code tests, int slot, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        e.SetLocal(slot, value.Evaluate(e));
        return tests.Evaluate(e);
    }
}
