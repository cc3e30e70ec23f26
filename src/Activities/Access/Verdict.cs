namespace Peninsula.Activities.Access;

/// <summary>Yes, or no with the reason that the page shows and the audit keeps.</summary>
/// <param name="Allowed">Whether it may be done.</param>
/// <param name="Reason">Why, in plain words, without anything of the case.</param>
public sealed record Verdict(bool Allowed, string Reason)
{
    internal static Verdict Yes(string because) => new(true, because);

    internal static Verdict No(string because) => new(false, because);
}

/// <summary>How much of what is overdue a person sees.</summary>
public enum OversightView
{
    /// <summary>None of it.</summary>
    Nothing,

    /// <summary>Counts, ages, agencies and steps; small numbers suppressed; no case, no name.</summary>
    Counts,

    /// <summary>Also which case, by reference, since they answer for settling it.</summary>
    Cases,
}
