using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>The values that a simple test lets pass: all between two ends; a null end is unbounded.</summary>
internal readonly record struct Interval(FeelValue Low, bool LowIncluded, FeelValue High, bool HighIncluded)
{
    public static Interval Of(FeelValue value) => new(value, true, value, true);

    public FeelKind Kind => Low.IsNull ? High.Kind : Low.Kind;

    public bool Contains(FeelValue value) => value.Kind == Kind && (IsSingle
        ? Comparison.Equal(value, Low).IsTrue
        : IsAbove(value) && IsBelow(value));

    public bool IsSingle => LowIncluded && HighIncluded && !Low.IsNull && Low.Equals(High);

    private bool IsAbove(FeelValue value) =>
        Low.IsNull || (Comparison.TryOrder(value, Low, out var order) && (order > 0 || (order == 0 && LowIncluded)));

    private bool IsBelow(FeelValue value) =>
        High.IsNull || (Comparison.TryOrder(value, High, out var order) && (order < 0 || (order == 0 && HighIncluded)));
}
