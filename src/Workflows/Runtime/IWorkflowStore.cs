using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>Where instances are kept. One implementation in memory, one on SQLite and PostgreSQL; the same suite runs against each.</summary>
public interface IWorkflowStore
{
    /// <summary>The instance's last committed state, or null when there is none.</summary>
    ValueTask<StoredInstance?> LoadAsync(long instanceKey, CancellationToken cancel = default);

    /// <summary>
    /// Writes one command's outcome, whole or not at all: state, history, and the rows that others query. When the task
    /// completes with <see cref="CommitOutcome.Committed"/> the outcome survives a crash.
    /// </summary>
    ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default);

    /// <summary>Writes a deployment, whole or not at all, with the subscriptions and timers of its start events in place of those of the versions before.</summary>
    ValueTask DeployAsync(Deployment deployment, CancellationToken cancel = default);

    /// <summary>Every resource ever deployed, oldest first.</summary>
    IAsyncEnumerable<DeployedResource> ResourcesAsync(CancellationToken cancel = default);

    /// <summary>Timers due at or before <paramref name="now"/>, soonest first; at most <paramref name="most"/>.</summary>
    ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default);

    /// <summary>When the next timer falls due, or null when none is pending.</summary>
    ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default);

    /// <summary>Open subscriptions of that kind and name, oldest first, those of start events included. A message's key matches an equal key, or a subscription without one.</summary>
    ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default);

    /// <summary>Hands up to <paramref name="most"/> waiting jobs of these types to a worker, until <paramref name="now"/> + <paramref name="lease"/>.</summary>
    ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, CancellationToken cancel = default);

    /// <summary>Messages and signals sent by instances and not yet delivered, oldest first.</summary>
    ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default);

    /// <summary>Removes an outbox entry whose delivery is complete.</summary>
    ValueTask SentAsync(long messageKey, CancellationToken cancel = default);

    /// <summary>The instance's history, oldest first.</summary>
    IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, CancellationToken cancel = default);
}

/// <summary>An instance as it was last committed.</summary>
/// <param name="InstanceKey">Its key.</param>
/// <param name="Version">Number of commits so far.</param>
/// <param name="State">What <c>StateCodec</c> wrote.</param>
/// <param name="HistoryHash">SHA-256 of the last history entry, 32 bytes.</param>
public sealed record StoredInstance(long InstanceKey, long Version, ReadOnlyMemory<byte> State, ReadOnlyMemory<byte> HistoryHash);

/// <summary>What one command changed.</summary>
public sealed record Commit
{
    /// <summary>The instance.</summary>
    public required long InstanceKey { get; init; }

    /// <summary>The version that the command read; 0 for a new instance. The commit makes it one more.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The new state, as <c>StateCodec</c> wrote it.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<WorkflowEvent> Events { get; init; }

    /// <summary>The events as history keeps them, already encoded and chained: see <see cref="HistoryEntry"/>.</summary>
    public required HistoryEntry History { get; init; }

    /// <summary>The instance's business key, copied to its rows; null without one.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The id of the process at the root.</summary>
    public required string ProcessId { get; init; }

    /// <summary>For a start from a definition's timer: that timer, to be removed or moved to its next due time in the same transaction.</summary>
    public (long TimerKey, Instant? NextDue)? StartTimer { get; init; }

    /// <summary>For a start or trigger by an outbox entry: its key. A second commit for the same entry and instance or subscription is refused.</summary>
    public long? Delivers { get; init; }
}

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Written, durably.</summary>
    Committed,
    /// <summary>Somebody else committed first: load again and try again.</summary>
    Conflict,
    /// <summary>Too much waits to be written: try later.</summary>
    Busy,
}

/// <summary>One command in an instance's history: append-only, each entry carrying the hash of the one before.</summary>
/// <param name="InstanceKey">The instance.</param>
/// <param name="Version">The version that the command made; 1 for the first.</param>
/// <param name="At">When.</param>
/// <param name="By">Who, or null for the engine.</param>
/// <param name="Command">The command's name, such as <c>CompleteTask</c>.</param>
/// <param name="Events">The events, encoded by <c>EventCodec</c>.</param>
/// <param name="PreviousHash">Hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">SHA-256 over all the above.</param>
public sealed record HistoryEntry(long InstanceKey, long Version, Instant At, string? By, string Command, ReadOnlyMemory<byte> Events, ReadOnlyMemory<byte> PreviousHash, ReadOnlyMemory<byte> Hash);

/// <summary>A file that was deployed, with what was made of it.</summary>
/// <param name="Key">Its key: the definition key for a process. A file with several processes has one entry each.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The process's, decision file's or form's id.</param>
/// <param name="Version">1, 2, 3 ... of that id.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Content">The file, as it was deployed.</param>
/// <param name="At">When.</param>
public sealed record DeployedResource(long Key, ResourceKind Kind, string Id, int Version, string Name, ReadOnlyMemory<byte> Content, Instant At);

/// <summary>What a deployed file is.</summary>
public enum ResourceKind
{
    /// <summary>A process of a BPMN file.</summary>
    Process,
    /// <summary>A DMN file.</summary>
    Decision,
    /// <summary>A form.</summary>
    Form,
}

/// <summary>Files deployed together.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Resources">The new resources.</param>
/// <param name="StartSubscriptions">What the start events of the new versions wait for.</param>
/// <param name="StartTimers">Timers of start events.</param>
public sealed record Deployment(long Key, IReadOnlyList<DeployedResource> Resources, IReadOnlyList<OpenSubscription> StartSubscriptions, IReadOnlyList<PendingTimer> StartTimers);

/// <summary>A pending timer row.</summary>
/// <param name="TimerKey">Its key.</param>
/// <param name="InstanceKey">The instance, or 0 when it belongs to a definition.</param>
/// <param name="DefinitionKey">The definition that it starts, or 0.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Due">When it fires.</param>
/// <param name="Kind">What it does.</param>
/// <param name="RepetitionsLeft">Times that it fires again after this one; -1 for ever.</param>
/// <param name="Interval">ISO 8601 text of the cycle's interval, or null.</param>
public sealed record PendingTimer(long TimerKey, long InstanceKey, long DefinitionKey, string ElementId, Instant Due, TimerKind Kind, int RepetitionsLeft = 0, string? Interval = null);

/// <summary>An open subscription row.</summary>
/// <param name="SubscriptionKey">Its key.</param>
/// <param name="InstanceKey">The instance, or 0 when it belongs to a start event.</param>
/// <param name="DefinitionKey">The definition that it starts, or 0.</param>
/// <param name="ElementId">The event's element id.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Name">The message's or signal's name.</param>
/// <param name="CorrelationKey">The value a message must carry, or null for any.</param>
public sealed record OpenSubscription(long SubscriptionKey, long InstanceKey, long DefinitionKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey);

/// <summary>A job handed to a worker.</summary>
public sealed record WaitingJob(long JobKey, long InstanceKey, string ElementId, string Type, int Retries, IReadOnlyDictionary<string, string> Headers, FeelContext Variables, string? BusinessKey, string ProcessId);

/// <summary>A message or signal that an instance sent.</summary>
public sealed record OutboxEntry(long MessageKey, long FromInstance, bool IsSignal, string Name, string? CorrelationKey, FeelContext Variables, Instant At);
