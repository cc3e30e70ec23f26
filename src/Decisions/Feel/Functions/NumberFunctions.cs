using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions on numbers (DMN 1.5, table 74).</summary>
internal static class NumberFunctions
{
    /// <summary>What a function costs that goes through a series of digits, in turns of a loop.</summary>
    internal const int SeriesCost = 150;

    public static void AddTo(Builtins.Collector add)
    {
        add.Add("decimal", "n: number, scale: number", call => Round(call, RoundingMode.HalfEven));
        add.Add("floor", "n: number, scale?: number", call => Round(call, RoundingMode.Floor));
        add.Add("ceiling", "n: number, scale?: number", call => Round(call, RoundingMode.Ceiling));
        add.Add("round up", "n: number, scale: number", call => Round(call, RoundingMode.Up));
        add.Add("round down", "n: number, scale: number", call => Round(call, RoundingMode.Down));
        add.Add("round half up", "n: number, scale: number", call => Round(call, RoundingMode.HalfUp));
        add.Add("round half down", "n: number, scale: number", call => Round(call, RoundingMode.HalfDown));
        add.Add("abs", "n: number", call => call[0].Number.Sign < 0 ? -call[0].Number : call[0]);
        add.Add("abs", "n: days and time duration", call => FeelValue.FromNanoseconds(Int128.Abs(call[0].DayTime)));
        add.Add("abs", "n: years and months duration", call => FeelValue.FromMonths(Math.Abs(call[0].Months)));
        add.Add("modulo", "dividend: number, divisor: number", Modulo);
        add.Add("sqrt", "number: number", call => DecimalMath.TrySqrt(Costly(call), out var root)
            ? root
            : call.Fail("a negative number has no square root"));
        add.Add("log", "number: number", call => DecimalMath.TryLog(Costly(call), out var log)
            ? log
            : call.Fail("only positive numbers have a logarithm"));
        add.Add("exp", "number: number", call => DecimalMath.TryExp(Costly(call), out var power)
            ? power
            : call.Fail("the result is out of range"));
        add.Add("odd", "number: number", call => Parity(call, 1));
        add.Add("even", "number: number", call => Parity(call, 0));
    }

    private static FeelNumber Costly(BuiltinCall call)
    {
        call.Evaluation.Step(SeriesCost);
        return call[0].Number;
    }

    private static FeelValue Round(BuiltinCall call, RoundingMode mode)
    {
        var scale = 0;
        if (call.Has(1) && (!call[1].Number.Truncate().TryToInt32(out scale) || scale is < -FeelNumber.MaxExponent or > -FeelNumber.MinExponent))
        {
            return call.Fail($"the scale {call[1]} is out of range");
        }

        return call[0].Number.TryRound(scale, mode, out var rounded) ? rounded : call.Fail("the result is out of range");
    }

    /// <summary>The remainder has the divisor's sign.</summary>
    private static FeelValue Modulo(BuiltinCall call)
    {
        var (dividend, divisor) = (call[0].Number, call[1].Number);
        call.Evaluation.Step(1 + (Math.Abs(dividend.Exponent - divisor.Exponent) / 4));
        return divisor.Sign == 0 ? call.Fail("cannot divide by 0")
            : FeelNumber.TryModulo(dividend, divisor, out var remainder) ? remainder
            : call.Fail("the result is out of range");
    }

    private static FeelValue Parity(BuiltinCall call, int wanted)
    {
        var number = call[0].Number;
        return number.IsInteger
            && (number.Exponent > 0 ? wanted == 0 : (int)(Int128.Abs(number.Coefficient) % 2) == wanted);
    }
}
