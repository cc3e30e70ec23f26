using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>FEEL's arithmetic over numbers, strings, dates, times and durations (DMN 1.5, tables 52 to 55).</summary>
internal static class Arithmetic
{
    public static FeelValue Apply(Evaluation e, ArithmeticOperator kind, FeelValue left, FeelValue right, int position)
    {
        FeelValue result = default;
        if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
        {
            return Numbers(e, kind, left.Number, right.Number, position);
        }

        var known = kind switch
        {
            ArithmeticOperator.Add => TryAdd(e, left, right, out result) || TryAdd(e, right, left, out result),
            ArithmeticOperator.Subtract => TrySubtract(left, right, out result),
            ArithmeticOperator.Multiply => TryScale(left, right, out result) || TryScale(right, left, out result),
            ArithmeticOperator.Divide => TryDivide(left, right, out result),
            _ => false,
        };
        if (!known)
        {
            return e.Null(position, Complaint(kind, Words.For(left), Words.For(right)));
        }

        return result.IsNull ? e.Null(position, "the result is out of range") : result;
    }

    public static FeelValue Negate(Evaluation e, FeelValue value, int position) => value.Kind switch
    {
        FeelKind.Number => -value.Number,
        FeelKind.DaysAndTimeDuration => FeelValue.FromNanoseconds(-value.DayTime),
        FeelKind.YearsAndMonthsDuration => FeelValue.FromMonths(-value.Months),
        _ => e.Null(position, $"cannot negate {Words.For(value)}"),
    };

    private static FeelValue Numbers(
        Evaluation e, ArithmeticOperator kind, FeelNumber left, FeelNumber right, int position)
    {
        FeelNumber result = default;
        if (kind == ArithmeticOperator.Power)
        {
            e.Step(Functions.NumberFunctions.SeriesCost);
        }

        var ok = kind switch
        {
            ArithmeticOperator.Add => FeelNumber.TryAdd(left, right, out result),
            ArithmeticOperator.Subtract => FeelNumber.TrySubtract(left, right, out result),
            ArithmeticOperator.Multiply => FeelNumber.TryMultiply(left, right, out result),
            ArithmeticOperator.Divide => FeelNumber.TryDivide(left, right, out result),
            _ => FeelNumber.TryPower(left, right, out result),
        };
        if (ok)
        {
            return result;
        }

        return e.Null(
            position,
            kind == ArithmeticOperator.Divide && right.Sign == 0 ? "cannot divide by 0" : "the result is not a number in range");
    }

    private static bool TryAdd(Evaluation e, FeelValue left, FeelValue right, out FeelValue result)
    {
        result = default;
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.String, FeelKind.String):
                e.CountCharacters((long)left.String.Length + right.String.Length);
                result = left.String + right.String;
                return true;
            case (FeelKind.DateTime, FeelKind.DaysAndTimeDuration):
                result = left.DateTime.TryAdd(right.DayTime, out var later) ? later : default(FeelValue);
                return true;
            case (FeelKind.Date, FeelKind.DaysAndTimeDuration):
                var midnight = new FeelDateTime(left.Date, default);
                result = midnight.TryAdd(right.DayTime, out var laterDay) ? laterDay.Date : default(FeelValue);
                return true;
            case (FeelKind.DateTime, FeelKind.YearsAndMonthsDuration):
                result = AddMonths(left.DateTime, right.Months);
                return true;
            case (FeelKind.Date, FeelKind.YearsAndMonthsDuration):
                result = left.Date.TryAddMonths(right.Months, out var moved) ? moved : default(FeelValue);
                return true;
            case (FeelKind.Time, FeelKind.DaysAndTimeDuration):
                var shifted = (left.Time.Nanoseconds + right.DayTime) % FeelTime.Day;
                result = left.Time with { Nanoseconds = (long)((shifted + FeelTime.Day) % FeelTime.Day) };
                return true;
            case (FeelKind.DaysAndTimeDuration, FeelKind.DaysAndTimeDuration):
                result = Durations(left.DayTime + right.DayTime);
                return true;
            case (FeelKind.YearsAndMonthsDuration, FeelKind.YearsAndMonthsDuration):
                result = Months((Int128)left.Months + right.Months);
                return true;
            default:
                return false;
        }
    }

    private static FeelValue AddMonths(FeelDateTime moment, long months)
    {
        if (!moment.Date.TryAddMonths(months, out var date))
        {
            return default;
        }

        return moment.Time.Zone is { } zone
            ? FeelDateTime.InZone(date, moment.Time.Nanoseconds, zone)
            : moment with { Date = date };
    }

    private static bool TrySubtract(FeelValue left, FeelValue right, out FeelValue result)
    {
        result = default;
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime):
                var (from, to) = (Moment(right, left), Moment(left, right));
                if (from.Time.OffsetSeconds.HasValue != to.Time.OffsetSeconds.HasValue)
                {
                    return false;
                }

                result = FeelValue.FromNanoseconds(to.UtcNanoseconds - from.UtcNanoseconds);
                return true;
            case (FeelKind.Time, FeelKind.Time):
                if (left.Time.OffsetSeconds.HasValue != right.Time.OffsetSeconds.HasValue)
                {
                    return false;
                }

                result = FeelValue.FromNanoseconds(left.Time.UtcNanoseconds - right.Time.UtcNanoseconds);
                return true;
            case (FeelKind.DateTime, FeelKind.DaysAndTimeDuration):
                result = left.DateTime.TryAdd(-right.DayTime, out var earlier) ? earlier : default(FeelValue);
                return true;
            case (FeelKind.Date, FeelKind.DaysAndTimeDuration):
                var midnight = new FeelDateTime(left.Date, default);
                result = midnight.TryAdd(-right.DayTime, out var day) ? day.Date : default(FeelValue);
                return true;
            case (FeelKind.DateTime, FeelKind.YearsAndMonthsDuration):
                result = AddMonths(left.DateTime, -right.Months);
                return true;
            case (FeelKind.Date, FeelKind.YearsAndMonthsDuration):
                result = left.Date.TryAddMonths(-right.Months, out var moved) ? moved : default(FeelValue);
                return true;
            case (FeelKind.Time, FeelKind.DaysAndTimeDuration):
                var shifted = (left.Time.Nanoseconds - right.DayTime) % FeelTime.Day;
                result = left.Time with { Nanoseconds = (long)((shifted + FeelTime.Day) % FeelTime.Day) };
                return true;
            case (FeelKind.DaysAndTimeDuration, FeelKind.DaysAndTimeDuration):
                result = Durations(left.DayTime - right.DayTime);
                return true;
            case (FeelKind.YearsAndMonthsDuration, FeelKind.YearsAndMonthsDuration):
                result = Months((Int128)left.Months - right.Months);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A date stands for its midnight, at UTC when the other side has an offset.</summary>
    private static FeelDateTime Moment(FeelValue value, FeelValue other) => value.Kind == FeelKind.DateTime
        ? value.DateTime
        : new FeelDateTime(
            value.Date,
            new FeelTime(0, other.Kind == FeelKind.DateTime && other.DateTime.Time.OffsetSeconds is not null ? 0 : null, null));

    private static bool TryScale(FeelValue duration, FeelValue factor, out FeelValue result)
    {
        result = default;
        if (factor.Kind != FeelKind.Number || Size(duration) is not { } size)
        {
            return false;
        }

        result = FeelNumber.TryMultiply(size, factor.Number, out var product) ? Sized(duration, product) : default;
        return true;
    }

    private static bool TryDivide(FeelValue left, FeelValue right, out FeelValue result)
    {
        result = default;
        if (Size(left) is not { } size)
        {
            return false;
        }

        if (right.Kind == FeelKind.Number)
        {
            result = FeelNumber.TryDivide(size, right.Number, out var part) ? Sized(left, part) : default;
            return true;
        }

        if (right.Kind != left.Kind)
        {
            return false;
        }

        result = FeelNumber.TryDivide(size, Size(right)!.Value, out var ratio) ? ratio : default(FeelValue);
        return true;
    }

    private static FeelNumber? Size(FeelValue duration) => duration.Kind switch
    {
        FeelKind.YearsAndMonthsDuration => duration.Months,
        FeelKind.DaysAndTimeDuration when FeelNumber.Normalize(duration.DayTime, 0, out var size) => size,
        _ => null,
    };

    private static FeelValue Sized(FeelValue like, FeelNumber size)
    {
        var whole = size.Truncate();
        return like.Kind == FeelKind.YearsAndMonthsDuration
            ? whole.TryToInt64(out var months) ? Months(months) : default
            : whole.Exponent == 0 ? Durations(whole.Coefficient) : default;
    }

    private static FeelValue Durations(Int128 nanoseconds) =>
        Int128.Abs(nanoseconds) < (Int128)long.MaxValue * 1_000_000_000 ? FeelValue.FromNanoseconds(nanoseconds) : default;

    private static FeelValue Months(Int128 months) =>
        Int128.Abs(months) < long.MaxValue / 2 ? FeelValue.FromMonths((long)months) : default;

    internal static string Complaint(ArithmeticOperator kind, string left, string right) => kind switch
    {
        ArithmeticOperator.Add => $"cannot add {left} and {right}",
        ArithmeticOperator.Subtract => $"cannot subtract {right} from {left}",
        ArithmeticOperator.Multiply => $"cannot multiply {left} by {right}",
        ArithmeticOperator.Divide => $"cannot divide {left} by {right}",
        _ => $"cannot raise {left} to the power of {right}",
    };
}
