using NodaTime;
using Peninsula.Casework.Escalations;

namespace Peninsula.Casework.Tasks;

/// <summary>How pressing a task is.</summary>
public enum Urgency
{
    /// <summary>Late, and has climbed out of the agency that owes it.</summary>
    CriticallyOverdue,

    Overdue,

    /// <summary>Due within two working days.</summary>
    DueSoon,

    Later,
}

/// <summary>A task in a list.</summary>
public sealed record WorkItem(long Key, string Name, string? CaseReference, string Area, string? Team, string? Holder, bool IsMine, Instant? Due, Urgency Urgency);

/// <summary>Whose tasks a list shows.</summary>
public enum Whose
{
    Both,
    Mine,
    Team,
}

/// <param name="Groups">In order of urgency; empty groups are left out.</param>
/// <param name="Areas">Areas to filter by: key and name.</param>
public sealed record WorkModel(
    IReadOnlyList<(Urgency Urgency, IReadOnlyList<WorkItem> Items)> Groups,
    Whose Whose,
    string? Area,
    IReadOnlyList<(string Key, string Name)> Areas,
    int Total,
    int Page,
    int Pages)
{
    /// <summary>Where the page begins and ends, for the pages before and after it.</summary>
    public string? Start { get; init; }

    public string? End { get; init; }

    /// <summary>Directions on late tasks that wait for an answer.</summary>
    public IReadOnlyList<EscalationLine> ToAnswer { get; init; } = [];
}
