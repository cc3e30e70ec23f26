using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Escalations;

/// <summary>A word said about an escalation.</summary>
/// <param name="By">Whose.</param>
/// <param name="At">When.</param>
/// <param name="Text">What: a direction or an answer; may be empty for "seen".</param>
public sealed record EscalationWord(string? By, Instant At, string Text);

/// <summary>An escalation as a record: what was raised, what was directed, what was answered. Folded from the case's history.</summary>
public sealed record Escalation
{
    /// <summary>Its key.</summary>
    public required long Key { get; init; }

    /// <summary>The late task.</summary>
    public required long TaskKey { get; init; }

    /// <summary>The level of the ladder.</summary>
    public required string Level { get; init; }

    /// <summary>Whom it climbed to, by post.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Whether those may see no more than counts and ages.</summary>
    public required bool Anonymised { get; init; }

    /// <summary>When the step was reached.</summary>
    public required Instant RaisedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public EscalationStage Stage { get; init; }

    /// <summary>The directions given, oldest first.</summary>
    public IReadOnlyList<EscalationWord> Directions { get; init; } = [];

    /// <summary>The answers given, oldest first.</summary>
    public IReadOnlyList<EscalationWord> Answers { get; init; } = [];

    /// <summary>When the task ended, or null.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>How long it waited for its first direction; null while it waits, or when the task ended first.</summary>
    public Duration? TimeToAcknowledge => Directions.Count > 0 ? Directions[0].At - RaisedAt : null;

    /// <summary>The record that a reached step begins.</summary>
    public static Escalation From(EscalationRaised raised, Instant at) => new()
    {
        Key = raised.EscalationKey,
        TaskKey = raised.TaskKey,
        Level = raised.Level,
        Recipients = raised.Recipients,
        Anonymised = raised.Anonymised,
        RaisedAt = at,
    };

    /// <summary>The record after an event about it, or null when that event is not legal in its state.</summary>
    /// <param name="happened">An acknowledgement, answer or closing; others leave the record as it is.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    public Escalation? After(WorkflowEvent happened, string? by, Instant at) => happened switch
    {
        EscalationAcknowledged seen when seen.EscalationKey == Key =>
            Step(EscalationAct.Acknowledge) is { } next ? next with { Directions = [.. Directions, new(by, at, seen.Direction)] } : null,
        EscalationAnswered answered when answered.EscalationKey == Key =>
            Step(EscalationAct.Answer) is { } next ? next with { Answers = [.. Answers, new(by, at, answered.Answer)] } : null,
        EscalationClosed closed when closed.EscalationKey == Key =>
            Step(EscalationAct.Close) is { } next ? next with { ClosedAt = at } : null,
        _ => this,
    };

    private Escalation? Step(EscalationAct act) =>
        EscalationLifecycle.After(Stage, act) is { } next ? this with { Stage = next } : null;
}
