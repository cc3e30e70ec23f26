namespace Peninsula.Activities.Access;

/// <summary>What rights on a case depend on. A case's members follow from its history; nobody keeps a list of them by hand.</summary>
public sealed record CaseFacts
{
    /// <summary>The case's area.</summary>
    public required string Area { get; init; }

    /// <summary>Who raised the concern, or null.</summary>
    public string? RaisedBy { get; init; }

    /// <summary>The teams that hold or held a task of it.</summary>
    public IReadOnlyCollection<string> Teams { get; init; } = [];

    /// <summary>The people who hold or held a task of it by name.</summary>
    public IReadOnlyCollection<string> People { get; init; } = [];

    /// <summary>The people to whom alone the case is open, beside whoever started it and those who answer for its teams; null when it is not restricted.</summary>
    public IReadOnlyCollection<string>? NamedPeople { get; init; }

    /// <summary>The people who opened it with a reason and may still look at it.</summary>
    public IReadOnlyCollection<string> OpenedBy { get; init; } = [];

    /// <summary>Posts that an escalation of it has reached, as recipients are written.</summary>
    public IReadOnlyCollection<string> EscalatedTo { get; init; } = [];
}

/// <summary>What rights on a task depend on.</summary>
public sealed record TaskFacts
{
    /// <summary>Its case.</summary>
    public required CaseFacts Case { get; init; }

    /// <summary>Whose it is, or null.</summary>
    public string? Assignee { get; init; }

    /// <summary>Who did it, or null.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>Teams whose members may take it.</summary>
    public IReadOnlyCollection<string> CandidateGroups { get; init; } = [];

    /// <summary>People who may take it.</summary>
    public IReadOnlyCollection<string> CandidateUsers { get; init; } = [];

    /// <summary>The team that owes it, or null.</summary>
    public string? Team { get; init; }

    /// <summary>The agency that owes it, or null.</summary>
    public string? Agency { get; init; }

    /// <summary>Who on the case may know of it; null when everybody may.</summary>
    public ItemClass? Disclosure { get; init; }

    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen { get; init; } = true;
}
