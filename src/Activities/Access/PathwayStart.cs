namespace Peninsula.Activities.Access;

/// <summary>What the right to start a pathway depends on.</summary>
/// <param name="Subject">Whom or what it is about, as its file says: child, person, intelligence, area, operation.</param>
/// <param name="Function">The function of the lane in which it begins, or null.</param>
public sealed record PathwayStart(string Subject, string? Function)
{
    /// <summary>The area in which it is to be started; null while it is not known.</summary>
    public string? Area { get; init; }
}
