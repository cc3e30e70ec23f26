using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions that bring a list down to one value (DMN 1.5, table 73). All take a list or its items.</summary>
internal static class AggregateFunctions
{
    /// <summary>What a product of two numbers of 34 digits takes, in turns of a loop.</summary>
    private const int SquareCost = 8;

    public static void AddTo(Builtins.Collector add)
    {
        add.Add("min", "list...: any", call => Extreme(call, -1));
        add.Add("max", "list...: any", call => Extreme(call, 1));
        add.Add("sum", "list...: any", Sum);
        add.Add("product", "list...: any", Product);
        add.Add("mean", "list...: any", Mean);
        add.Add("median", "list...: any", Median);
        add.Add("stddev", "list...: any", Deviation);
        add.Add("mode", "list...: any", Mode);
        add.Add("all", "list...: any", call => Boolean(call, decisive: false));
        add.Add("any", "list...: any", call => Boolean(call, decisive: true));
    }

    private static FeelValue Extreme(BuiltinCall call, int sign)
    {
        if (!TryItems(call, out var items))
        {
            return Empty(call);
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
        if (!TryItems(call, out var items))
        {
            return Empty(call);
        }

        var total = items[0];
        for (var i = 1; i < items.Count && !total.IsNull; i++)
        {
            total = Arithmetic.Apply(call.Evaluation, ArithmeticOperator.Add, total, items[i], call.Position);
        }

        return total.Kind is FeelKind.Number or FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration
            ? total
            : call.Fail("only numbers and durations can be added up");
    }

    private static FeelValue Product(BuiltinCall call)
    {
        if (!TryNumbers(call, out var numbers))
        {
            return NotNumbers(call);
        }

        var product = FeelNumber.One;
        foreach (var number in numbers)
        {
            call.Evaluation.Step();
            if (!FeelNumber.TryMultiply(product, number, out product))
            {
                return call.Fail("the result is out of range");
            }
        }

        return product;
    }

    private static FeelValue Mean(BuiltinCall call) => TryNumbers(call, out var numbers)
        ? TryMean(numbers, out var mean) ? mean : call.Fail("the result is out of range")
        : NotNumbers(call);

    private static FeelValue Median(BuiltinCall call)
    {
        if (!TryNumbers(call, out var numbers))
        {
            return NotNumbers(call);
        }

        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle]
            : TryMean(numbers[(middle - 1)..(middle + 1)], out var mean) ? mean
            : call.Fail("the result is out of range");
    }

    /// <summary>Of a sample: the squares of the differences are divided by one less than there are.</summary>
    private static FeelValue Deviation(BuiltinCall call)
    {
        if (!TryNumbers(call, out var numbers) || numbers.Count < 2)
        {
            return call.Fail("it needs at least two numbers");
        }

        var total = FeelNumber.Zero;
        var ok = TryMean(numbers, out var mean);
        foreach (var number in numbers)
        {
            call.Evaluation.Step(SquareCost);
            ok = ok && FeelNumber.TrySubtract(number, mean, out var difference)
                && FeelNumber.TryMultiply(difference, difference, out var square)
                && FeelNumber.TryAdd(total, square, out total);
        }

        return ok && FeelNumber.TryDivide(total, numbers.Count - 1, out var variance) && DecimalMath.TrySqrt(variance, out var root)
            ? root
            : call.Fail("the result is out of range");
    }

    private static FeelValue Mode(BuiltinCall call)
    {
        if (call[0].Items.Count == 0)
        {
            return FeelList.Empty;
        }

        if (!TryNumbers(call, out var numbers))
        {
            return NotNumbers(call);
        }

        numbers.Sort();
        var (modes, most) = (new List<FeelValue>(), 0);
        for (int start = 0, end; start < numbers.Count; start = end)
        {
            for (end = start + 1; end < numbers.Count && numbers[end] == numbers[start];)
            {
                end++;
            }

            if (end - start > most)
            {
                most = end - start;
                modes.Clear();
            }

            if (end - start == most)
            {
                modes.Add(numbers[start]);
            }
        }

        return FeelList.Of([.. modes]);
    }

    /// <summary>Decided by one decisive item; otherwise null if any is not a boolean.</summary>
    private static FeelValue Boolean(BuiltinCall call, bool decisive)
    {
        var unknown = default(FeelValue?);
        foreach (var item in call[0].Items.Span)
        {
            if (item.Kind != FeelKind.Boolean)
            {
                unknown = item;
            }
            else if (item.IsTrue == decisive)
            {
                return decisive;
            }
        }

        return unknown is { } culprit ? call.Fail($"it needs booleans, not {Words.For(culprit)}") : !decisive;
    }

    private static bool TryMean(List<FeelNumber> numbers, out FeelNumber mean)
    {
        var total = FeelNumber.Zero;
        var ok = true;
        foreach (var number in numbers)
        {
            ok = ok && FeelNumber.TryAdd(total, number, out total);
        }

        mean = default;
        return ok && FeelNumber.TryDivide(total, numbers.Count, out mean);
    }

    private static bool TryItems(BuiltinCall call, out FeelList items)
    {
        items = call[0].Items;
        return items.Count > 0;
    }

    private static bool TryNumbers(BuiltinCall call, out List<FeelNumber> numbers)
    {
        numbers = new List<FeelNumber>(call[0].Items.Count);
        foreach (var item in call[0].Items.Span)
        {
            if (item.Kind != FeelKind.Number)
            {
                return false;
            }

            numbers.Add(item.Number);
        }

        return numbers.Count > 0;
    }

    private static FeelValue Empty(BuiltinCall call) => call.Fail("the list is empty");

    private static FeelValue NotNumbers(BuiltinCall call) =>
        call.Fail(call[0].Items.Count == 0 ? "the list is empty" : "the list must have only numbers");
}
