using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

internal sealed class ListCode(Code[] items, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        e.CountItems(items.Length, items.Length);
        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(e);
        }

        return e.Bounded(FeelList.Of(values));
    }
}

/// <summary>A context; each entry sees those before it.</summary>
internal sealed class ContextCode(string[] names, Code[] values, int[] slots, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        e.CountItems(names.Length, names.Length);
        var builder = new FeelContext.Builder(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var value = values[i].Evaluate(e);
            e.SetLocal(slots[i], value);
            builder.Set(names[i], value);
        }

        return e.Bounded(builder.Build());
    }
}

internal sealed class RangeCode(Code start, bool startIncluded, Code end, bool endIncluded, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var (low, high) = (start.Evaluate(e), end.Evaluate(e));
        return low.IsNull || high.IsNull || Comparison.TryOrder(low, high, out _)
            ? new FeelRange(low, startIncluded, high, endIncluded)
            : e.Null(Position, $"a range cannot reach from {Words.For(low)} to {Words.For(high)}");
    }
}

internal sealed class OpenRangeCode(ComparisonOperator kind, Code operand, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var end = operand.Evaluate(e);
        if (end.IsNull)
        {
            return e.Null(Position, "a range has a null end");
        }

        var included = kind is not (ComparisonOperator.Less or ComparisonOperator.Greater);
        var (low, high) = kind switch
        {
            ComparisonOperator.Less or ComparisonOperator.LessOrEqual => (default(FeelValue), end),
            ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => (end, default),
            _ => (end, end),
        };
        return new FeelRange(low, included && !low.IsNull, high, included && !high.IsNull) { IsOpen = true };
    }
}

/// <summary><c>list[condition]</c> or <c>list[index]</c>; what is neither a list nor null counts as a list of one (DMN 1.5, table 54).</summary>
internal sealed class FilterCode(Code source, Code condition, int itemSlot, int position) : Code(position)
{
    public override FeelValue Evaluate(Evaluation e)
    {
        var value = source.Evaluate(e);
        if (value.IsNull)
        {
            return default;
        }

        var list = value.Kind == FeelKind.List ? value.Items : FeelList.Of([value]);
        if (condition is ConstantCode { Value.Kind: FeelKind.Number } index)
        {
            return At(e, list, index.Value);
        }

        var kept = new List<FeelValue>();
        for (var i = 0; i < list.Count; i++)
        {
            e.Step();
            e.SetLocal(itemSlot, list[i]);
            var passes = condition.Evaluate(e);
            if (passes.Kind == FeelKind.Number && i == 0)
            {
                return At(e, list, passes);
            }

            if (passes.IsTrue)
            {
                kept.Add(list[i]);
            }
        }

        e.CountItems(kept.Count, kept.Count);
        return FeelList.Of([.. kept]);
    }

    private FeelValue At(Evaluation e, FeelList list, FeelValue index)
    {
        var place = index.TryGetInt32(out var number) && number < 0 ? list.Count + number : number - 1;
        return number != 0 && place >= 0 && place < list.Count
            ? list[place]
            : e.Null(Position, $"the list has {list.Count} items, none at {index}");
    }
}
