namespace Peninsula.Decisions.Feel.Values;

/// <summary>
/// An interval. An end that is absent reaches without bound: <c>&lt; 5</c> is a range without a start.
/// </summary>
/// <param name="Start">The lower end; null when there is none.</param>
/// <param name="StartIncluded">Whether the lower end belongs to the range.</param>
/// <param name="End">The upper end; null when there is none.</param>
/// <param name="EndIncluded">Whether the upper end belongs to the range.</param>
public sealed record FeelRange(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded)
{
    /// <summary>
    /// Whether this was written as a comparison, <c>(&lt; 5)</c>: then an absent end is unbounded, where in
    /// <c>(null..5)</c> it is unknown.
    /// </summary>
    public bool IsOpen { get; init; }

    /// <summary>The range as FEEL text.</summary>
    public override string ToString() => FeelText.Write(this);
}
