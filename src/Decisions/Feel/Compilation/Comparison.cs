using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>FEEL's equality and order (DMN 1.5, 10.3.2.13, tables 49 to 51).</summary>
internal static class Comparison
{
    public static FeelValue Apply(Evaluation e, ComparisonOperator kind, in FeelValue left, in FeelValue right, int position)
    {
        if (kind is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var equal = Equal(left, right);
            if (equal.IsNull)
            {
                return e.Null(position, $"cannot compare {Words.For(left)} with {Words.For(right)}");
            }

            return kind == ComparisonOperator.Equal ? equal : !equal.IsTrue;
        }

        if (!TryOrder(left, right, out var order))
        {
            return e.Null(position, $"cannot order {Words.For(left)} and {Words.For(right)}");
        }

        return kind switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>True, false, or null where the two cannot be compared.</summary>
    public static FeelValue Equal(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return left.IsNull || right.IsNull ? false : default(FeelValue);
        }

        switch (left.Kind)
        {
            case FeelKind.Null:
                return true;
            case FeelKind.String:
                return string.Equals(left.String, right.String, StringComparison.Ordinal);
            case FeelKind.List:
                return EqualLists(left.Items, right.Items);
            case FeelKind.Context:
                return EqualContexts(left.Entries, right.Entries);
            case FeelKind.Range:
                return EqualRanges(left.AsRange, right.AsRange);
            case FeelKind.Function:
                return ReferenceEquals(left.AsFunction, right.AsFunction);
            case FeelKind.DateTime or FeelKind.Time:
                return EqualTimes(left, right);
            default:
                return left.Equals(right);
        }
    }

    /// <summary>The order of two values of one ordered kind.</summary>
    public static bool TryOrder(in FeelValue left, in FeelValue right, out int order)
    {
        order = 0;
        if (left.Kind != right.Kind)
        {
            return false;
        }

        switch (left.Kind)
        {
            case FeelKind.Number:
                order = left.Number.CompareTo(right.Number);
                return true;
            case FeelKind.String:
                order = string.CompareOrdinal(left.String, right.String);
                return true;
            case FeelKind.Date:
                order = left.Date.Day.CompareTo(right.Date.Day);
                return true;
            case FeelKind.Time:
                order = left.Time.UtcNanoseconds.CompareTo(right.Time.UtcNanoseconds);
                return left.Time.OffsetSeconds.HasValue == right.Time.OffsetSeconds.HasValue;
            case FeelKind.DateTime:
                order = left.DateTime.UtcNanoseconds.CompareTo(right.DateTime.UtcNanoseconds);
                return left.DateTime.Time.OffsetSeconds.HasValue == right.DateTime.Time.OffsetSeconds.HasValue;
            case FeelKind.DaysAndTimeDuration:
                order = left.DayTime.CompareTo(right.DayTime);
                return true;
            case FeelKind.YearsAndMonthsDuration:
                order = left.Months.CompareTo(right.Months);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a range includes a value; null where they cannot be compared.</summary>
    public static FeelValue Includes(Evaluation e, FeelRange range, FeelValue value, int position)
    {
        var above = range.Start.IsNull
            ? range.IsOpen ? FeelValue.True : default
            : Apply(e, range.StartIncluded ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, value, range.Start, position);
        var below = range.End.IsNull
            ? range.IsOpen ? FeelValue.True : default
            : Apply(e, range.EndIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, value, range.End, position);
        return above.IsNull || below.IsNull ? FeelValue.Null : above.IsTrue && below.IsTrue;
    }

    /// <summary>Times are equal when their hours, minutes and seconds at offset zero are: fractions do not count.</summary>
    private static FeelValue EqualTimes(FeelValue left, FeelValue right)
    {
        var (first, second) = left.Kind == FeelKind.Time
            ? (left.Time.UtcNanoseconds, right.Time.UtcNanoseconds)
            : (left.DateTime.UtcNanoseconds, right.DateTime.UtcNanoseconds);
        return TryOrder(left, right, out _) ? Floor(first) == Floor(second) : default(FeelValue);

        static Int128 Floor(Int128 nanoseconds) => (nanoseconds - (nanoseconds < 0 ? FeelTime.Second - 1 : 0)) / FeelTime.Second;
    }

    private static FeelValue EqualLists(FeelList left, FeelList right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            var equal = Equal(left[i], right[i]);
            if (!equal.IsTrue)
            {
                return equal;
            }
        }

        return true;
    }

    private static FeelValue EqualContexts(FeelContext left, FeelContext right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (name, value) in left)
        {
            if (!right.TryGet(name, out var other))
            {
                return false;
            }

            var equal = Equal(value, other);
            if (!equal.IsTrue)
            {
                return equal;
            }
        }

        return true;
    }

    private static FeelValue EqualRanges(FeelRange left, FeelRange right)
    {
        if (left.StartIncluded != right.StartIncluded || left.EndIncluded != right.EndIncluded || left.IsOpen != right.IsOpen)
        {
            return false;
        }

        var start = Equal(left.Start, right.Start);
        return start.IsTrue ? Equal(left.End, right.End) : start;
    }
}
