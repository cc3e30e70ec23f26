using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>Numbers that stand for the space beside and between the bounds of a table.</summary>
internal static class Samples
{
    public static FeelNumber Below(FeelNumber bound) => FeelNumber.TrySubtract(bound, 1, out var result) ? result : bound;

    public static FeelNumber Above(FeelNumber bound) => FeelNumber.TryAdd(bound, 1, out var result) ? result : bound;

    /// <summary>A whole number where there is one, since it reads better.</summary>
    public static FeelNumber Between(FeelNumber low, FeelNumber high)
    {
        if (low.TryRound(0, RoundingMode.Floor, out var floor)
            && FeelNumber.TryAdd(floor, 1, out var whole) && whole > low && whole < high)
        {
            return whole;
        }

        return FeelNumber.TryAdd(low, high, out var sum) && FeelNumber.TryDivide(sum, 2, out var middle) ? middle : low;
    }
}
