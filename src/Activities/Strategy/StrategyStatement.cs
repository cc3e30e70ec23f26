namespace Peninsula.Activities.Strategy;

/// <summary>Something that the strategy says, and what makes it real beside the pathway elements that name it.</summary>
public sealed record StrategyStatement
{
    /// <summary>Its id, which <c>peninsula:strategy</c> names.</summary>
    public required string Id { get; init; }

    /// <summary>The part of the strategy in which it stands.</summary>
    public required string Section { get; init; }

    /// <summary>It, in short.</summary>
    public required string Statement { get; init; }

    /// <summary>What the product does about it.</summary>
    public required string Capability { get; init; }

    /// <summary>Pages that make it real.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>Data files that make it real.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Scenarios that show it: <c>pathway/name</c>.</summary>
    public required IReadOnlyList<string> Scenarios { get; init; }
}
