using Peninsula.Decisions.Feel.Compilation;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions on lists (DMN 1.5, table 73).</summary>
internal static class ListFunctions
{
    public static void AddTo(Builtins.Collector add)
    {
        add.Add("count", "list: list", call => call[0].Items.Count);
        add.Add("list contains", "list: list, element: any", Contains);
        add.Add("min", "list...: any", call => Extreme(call, -1));
        add.Add("max", "list...: any", call => Extreme(call, 1));
        add.Add("sum", "list...: any", Sum);
    }

    private static FeelValue Contains(BuiltinCall call)
    {
        foreach (var item in call[0].Items.Span)
        {
            if (Comparison.Equal(item, call[1]).IsTrue)
            {
                return true;
            }
        }

        return false;
    }

    private static FeelValue Extreme(BuiltinCall call, int sign)
    {
        var items = call[0].Items;
        if (items.Count == 0)
        {
            return call.Fail("the list is empty");
        }

        var best = items[0];
        foreach (var item in items.Span)
        {
            if (!Comparison.TryOrder(item, best, out var order))
            {
                return call.Fail($"cannot order {Words.For(item)} and {Words.For(best)}");
            }

            best = order * sign > 0 ? item : best;
        }

        return best;
    }

    private static FeelValue Sum(BuiltinCall call)
    {
        var items = call[0].Items;
        if (items.Count == 0)
        {
            return call.Fail("the list is empty");
        }

        var total = items[0];
        for (var i = 1; i < items.Count && !total.IsNull; i++)
        {
            total = Arithmetic.Apply(call.Evaluation, Syntax.ArithmeticOperator.Add, total, items[i], call.Position);
        }

        return total.Kind is FeelKind.Number or FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration
            ? total
            : call.Fail("only numbers and durations can be added up");
    }
}
