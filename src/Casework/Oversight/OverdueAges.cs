using NodaTime;
using Peninsula.Casework.Words;

namespace Peninsula.Casework.Oversight;

/// <summary>How late tasks are, in bands of working days; and the same in fewer bands, for where the finer ones say too much.</summary>
internal static class OverdueAges
{
    /// <summary>The working days with which each band after the first begins.</summary>
    public static IReadOnlyList<int> From { get; } = [2, 5, 10];

    /// <summary>The bands, each with the finest ones that are in it.</summary>
    public static IReadOnlyList<(string Name, int[] Ages)> Fine { get; } = [("Up to 1 working day", [0]), ("2 to 4", [1]), ("5 to 9", [2]), ("10 or more", [3])];

    /// <summary>Fewer bands.</summary>
    public static IReadOnlyList<(string Name, int[] Ages)> Coarse { get; } = [("Up to 4 working days", [0, 1]), ("5 or more", [2, 3])];

    /// <summary>The band of what was due then.</summary>
    public static int Of(Instant due, Moments moments) => From.Count(days => due < moments.LessLateFrom(days));
}
