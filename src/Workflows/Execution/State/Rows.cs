using NodaTime;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.State;

/// <summary>Whether an instance runs.</summary>
public enum InstanceStatus
{
    /// <summary>It runs, or waits.</summary>
    Running,
    /// <summary>Somebody suspended it.</summary>
    Suspended,
    /// <summary>It ended by itself.</summary>
    Completed,
    /// <summary>Somebody ended it.</summary>
    Cancelled,
}

/// <summary>A user task that is open.</summary>
/// <param name="Key">Its key, which is that of its element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ProcessId">The process that asks for it: a called one, where it stands in one.</param>
/// <param name="FormId">Its form, or null.</param>
/// <param name="Terms">Whose it is and by when; the assignee is the present one.</param>
public sealed record UserTaskState(long Key, string ElementId, string Name, string ProcessId, string? FormId, TaskTerms Terms);

/// <summary>A timer that is pending. The members are those of <see cref="TimerScheduled"/>.</summary>
public sealed record TimerState(long Key, long ElementKey, string ElementId, Instant Due, TimerKind Kind, int RepetitionsLeft, string? Interval, int LevelIndex);

/// <summary>A subscription that is open. The members are those of <see cref="SubscriptionOpened"/>.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ElementKey">The element instance that it belongs to.</param>
/// <param name="ElementId">The event's element id.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Name">The message's or signal's name; empty for a condition.</param>
/// <param name="CorrelationKey">The value a message must carry, or null for any.</param>
/// <param name="StaysOpen">Whether it can be triggered again.</param>
/// <param name="DefinitionIndex">Which of a multiple event's definitions waits.</param>
/// <param name="Held">For a condition that stays open: whether it triggered and has held ever since.</param>
public sealed record SubscriptionState(long Key, long ElementKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey, bool StaysOpen, int DefinitionIndex, bool Held = false);

/// <summary>A job that waits for a worker, or for its incident to be resolved when no retries are left.</summary>
public sealed record JobState(long Key, long ElementKey, string ElementId, string Type, int Retries);

/// <summary>Something that a person has to mend. The members are those of <see cref="IncidentRaised"/>.</summary>
public sealed record IncidentState(long Key, long ElementKey, string ElementId, IncidentKind Kind, string Message, long? JobKey, ElementStep Step);

/// <summary>A level of a ladder that an open task has reached.</summary>
/// <param name="Key">Its key.</param>
/// <param name="TaskKey">The task.</param>
/// <param name="ElementId">The task's element.</param>
/// <param name="Level">The step's name.</param>
/// <param name="Recipients">Who was told.</param>
/// <param name="Anonymised">Whether those told may see no more than counts and ages.</param>
/// <param name="Direction">What its addressee directed, or null while nobody acknowledged it.</param>
/// <param name="Answer">What was answered, or null.</param>
public sealed record EscalationState(long Key, long TaskKey, string ElementId, string Level, IReadOnlyList<string> Recipients, bool Anonymised, string? Direction = null, string? Answer = null);

/// <summary>A token that waits at a join.</summary>
/// <param name="ScopeKey">The scope in which it waits.</param>
/// <param name="FlowId">The sequence flow at whose end it waits.</param>
public sealed record WaitingToken(long ScopeKey, string FlowId);
