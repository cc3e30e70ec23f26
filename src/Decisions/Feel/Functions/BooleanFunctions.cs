using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Negation and identity (DMN 1.5, tables 71 and 79).</summary>
internal static class BooleanFunctions
{
    public static void AddTo(Builtins.Collector add)
    {
        add.Add("not", "negand: any", call => call[0].Kind == FeelKind.Boolean
            ? !call[0].IsTrue
            : call.Fail($"it needs a boolean, not {Words.For(call[0])}"));
        add.Add("is", "~value1: any, ~value2: any", call => Is(call[0], call[1]));
    }

    private static bool SameZone(FeelTime first, FeelTime second) =>
        first.OffsetSeconds == second.OffsetSeconds && first.Zone?.Id == second.Zone?.Id;

    /// <summary>Sameness: unlike <c>=</c>, times at different offsets or in different zones differ.</summary>
    private static FeelValue Is(FeelValue first, FeelValue second) => first.Kind == second.Kind && first.Kind switch
    {
        FeelKind.Time => first.Time.Nanoseconds == second.Time.Nanoseconds
            && SameZone(first.Time, second.Time),
        FeelKind.DateTime => first.DateTime.Date == second.DateTime.Date
            && first.DateTime.Time.Nanoseconds == second.DateTime.Time.Nanoseconds
            && SameZone(first.DateTime.Time, second.DateTime.Time),
        _ => Comparison.Equal(first, second).IsTrue,
    };
}
