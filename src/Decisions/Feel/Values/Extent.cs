namespace Peninsula.Decisions.Feel.Values;

/// <summary>
/// How large a list or context is with all that is in it, counted as often as it occurs: a list of a list twice, sixty
/// times over, is small in memory and without end to whoever compares it or writes it down.
/// </summary>
/// <param name="Weight">Values within, at every depth; no more than <see cref="int.MaxValue"/> is counted.</param>
/// <param name="Depth">How deep they nest.</param>
internal readonly record struct Extent(int Weight, int Depth)
{
    public static Extent Of(ReadOnlySpan<FeelValue> values)
    {
        var (weight, depth) = ((long)values.Length, 0);
        foreach (var value in values)
        {
            var inner = value.Kind switch
            {
                FeelKind.List => value.Items.Extent,
                FeelKind.Context => value.Entries.Extent,
                _ => default,
            };
            weight += inner.Weight;
            depth = Math.Max(depth, inner.Depth);
        }

        return new Extent((int)Math.Min(weight, int.MaxValue), depth + 1);
    }
}
