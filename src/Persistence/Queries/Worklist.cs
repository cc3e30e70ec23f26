namespace Peninsula.Persistence.Queries;

/// <summary>Whose open tasks a list shows.</summary>
public enum WorklistShare
{
    /// <summary>The reader's own, and those that their teams owe.</summary>
    Both,

    /// <summary>The reader's own.</summary>
    Mine,

    /// <summary>Those that their teams owe and that are not the reader's own.</summary>
    Teams,
}

/// <summary>What is asked of a worklist.</summary>
/// <param name="Person">The reader's id.</param>
/// <param name="Teams">Teams whose tasks they work.</param>
/// <param name="Managed">Teams that they answer for.</param>
public sealed record WorklistDemand(string Person, IReadOnlyCollection<string> Teams, IReadOnlyCollection<string> Managed)
{
    /// <summary>Whose tasks.</summary>
    public WorklistShare Share { get; init; }

    /// <summary>Of one area only; null: of all.</summary>
    public string? Area { get; init; }

    /// <summary>Where the page before ended: its <see cref="WorklistPage.End"/>. Null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Where the page after began: its <see cref="WorklistPage.Start"/>. <see cref="After"/> goes before it.</summary>
    public string? Before { get; init; }

    /// <summary>Processes whose cases are open to named people alone.</summary>
    public IReadOnlyCollection<string> Restricted { get; init; } = [];

    /// <summary>Tasks on a page.</summary>
    public int Size { get; init; } = 50;
}

/// <summary>A page of a worklist.</summary>
/// <param name="Keys">The tasks, soonest due first, those without a due time last.</param>
/// <param name="Earlier">How many tasks stand before the page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Areas">The areas of the reader's tasks, whatever area was asked for.</param>
/// <param name="Start">Where the page begins, for the page before it; null when nothing stands on it.</param>
/// <param name="End">Where it ends, for the page after it.</param>
public sealed record WorklistPage(IReadOnlyList<long> Keys, int Earlier, int Total, IReadOnlyList<string> Areas, string? Start, string? End);
