namespace Peninsula.Workflows.Rehearsal;

/// <summary>Lists of names as messages show them.</summary>
internal static class Lists
{
    /// <summary>Without an order of their own: sorted.</summary>
    public static string Write(IEnumerable<string> names) => InOrder(names.Order(StringComparer.Ordinal));

    public static string InOrder(IEnumerable<string> names) => $"[{string.Join(", ", names)}]";

    /// <summary>Whether both have the same names, each as often.</summary>
    public static bool Same(IEnumerable<string> left, IEnumerable<string> right) =>
        left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));
}
