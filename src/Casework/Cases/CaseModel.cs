using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Forms;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Casework.Cases;

/// <summary>A case that was found, before it is known whether the reader may see it.</summary>
public sealed record FoundCase(CaseRecord Record, CaseFacts Facts, InstanceState State);

/// <summary>A case as its page shows it.</summary>
/// <param name="Facts">Key facts: label and text.</param>
/// <param name="Pathways">The pathways that run now, outermost first.</param>
public sealed record CaseModel(
    string Reference,
    string Area,
    string? RiskLevel,
    bool IsOpen,
    Instant Opened,
    Instant? Closed,
    IReadOnlyList<(string Label, string Text)> Facts,
    IReadOnlyList<CaseTask> OpenTasks,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<PathwayPosition> Pathways)
{
    /// <summary>Open escalations that somebody has directed or answered.</summary>
    public IReadOnlyList<EscalationLine> Escalations { get; init; } = [];

    /// <summary>Who opened the case with a reason without being on it.</summary>
    public IReadOnlyList<Opening> Openings { get; init; } = [];

    /// <summary>The people to whom a restricted case is open; null when it is not restricted.</summary>
    public IReadOnlyList<Named>? Named { get; init; }

    /// <summary>Who may be named next; empty when the reader names nobody.</summary>
    public IReadOnlyList<Choice> MayBeNamed { get; init; } = [];

    /// <summary>What was wrong with a naming, or null.</summary>
    public string? NamingProblem { get; init; }
}

/// <summary>An opening of a case by somebody who is not on it.</summary>
public sealed record Opening(string By, Instant At, Instant Until, string Reason);

/// <summary>A person named for a restricted case.</summary>
public sealed record Named(string Id, string Person, string Reason, Instant At);

public sealed record CaseTask(long Key, string Name, string? Team, string? Holder, Instant? Due);

/// <summary>Something that happened, in a sentence.</summary>
public sealed record TimelineEntry(Instant At, string Title, string? By, string? Detail);

/// <summary>Where a case stands in one pathway.</summary>
/// <param name="Current">Element ids at which it waits.</param>
/// <param name="Passed">Element ids that were done.</param>
public sealed record PathwayPosition(long DefinitionKey, string Name, IReadOnlyList<string> Current, IReadOnlyList<string> Passed, IReadOnlyList<PathwayStep> Steps);

public enum StepState
{
    Ahead,
    Now,
    Done,
}

public sealed record PathwayStep(string Name, StepState State);
