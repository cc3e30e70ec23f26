using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Workflows.Runtime;

/// <summary>Where instances are kept. One implementation in memory, one on SQLite and PostgreSQL; the same suite runs against each.</summary>
public interface IWorkflowStore : IBatchStore
{
    /// <summary>Raised when another host has changed something, and when such changes may have been missed. Not raised for this host's own.</summary>
    event Action<StoreChanges>? ChangedElsewhere
    {
        add { }
        remove { }
    }

    /// <summary>Number of this host among those that share the store, 0 to 1023. It can change while the host runs, when it was held for dead.</summary>
    int Host => 0;

    /// <summary>The instance's last committed state, or null when there is none.</summary>
    /// <exception cref="CorruptInstanceException">The row is there, but is not what was written.</exception>
    ValueTask<StoredInstance?> LoadAsync(long instanceKey, CancellationToken cancel = default);

    /// <summary>The instance that a row belongs to, or null when there is no such row.</summary>
    ValueTask<long?> InstanceOfAsync(RowKind kind, long key, CancellationToken cancel = default);

    /// <summary>The instance that the one-time id <see cref="Commit.StartId"/> has started, or null.</summary>
    ValueTask<long?> StartedByAsync(string startId, CancellationToken cancel = default);

    /// <summary>
    /// Writes one command's outcome, whole or not at all: state, history, and the rows that others query. When the task
    /// completes with <see cref="CommitOutcome.Committed"/> the outcome survives a crash.
    /// </summary>
    ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default);

    /// <summary>The instance's history, oldest first.</summary>
    IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, CancellationToken cancel = default);

    /// <summary>
    /// Writes a deployment, whole or not at all, with the subscriptions and timers of its start events in place of those of
    /// the versions before. False, and nothing written, when another host has deployed one of these versions meanwhile.
    /// </summary>
    ValueTask<bool> DeployAsync(Deployment deployment, CancellationToken cancel = default);

    /// <summary>Every resource ever deployed, oldest first.</summary>
    IAsyncEnumerable<DeployedResource> ResourcesAsync(CancellationToken cancel = default);

    /// <summary>
    /// Timers due at or before <paramref name="now"/>, soonest first; at most <paramref name="most"/>. Those of suspended
    /// instances and those put aside wait. Where several hosts share the store they are this host's to fire, until they are
    /// fired or the host dies.
    /// </summary>
    ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default);

    /// <summary>When the next timer falls due, or null when none is pending. Those of suspended instances and those put aside do not count.</summary>
    ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default);

    /// <summary>Puts a timer, job or message that cannot be dealt with aside, so that it stops no other, with an incident that says why.</summary>
    ValueTask PutAsideAsync(RowAside row, RowIncident incident, CancellationToken cancel = default);

    /// <summary>Resolves the incident of a row that was put aside, and takes the row back among those that wait. False when it is no such incident.</summary>
    ValueTask<bool> TakeBackAsync(long incidentKey, CancellationToken cancel = default);

    /// <summary>Open subscriptions of that kind and name, oldest first, those of start events included. A message's key matches an equal key, or a subscription without one.</summary>
    ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default);

    /// <summary>Hands up to <paramref name="most"/> waiting jobs of these types to a worker, until <paramref name="now"/> + <paramref name="lease"/>. Those of suspended instances wait.</summary>
    /// <param name="types">The types of job.</param>
    /// <param name="worker">Who takes them.</param>
    /// <param name="now">The time.</param>
    /// <param name="lease">For how long they are the worker's.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="scope">Of which instances; null for all.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, JobScope? scope = null, CancellationToken cancel = default);

    /// <summary>Gives the worker that has a job until then. False when nobody has it.</summary>
    ValueTask<bool> ExtendJobAsync(long jobKey, Instant until, CancellationToken cancel = default);

    /// <summary>When the next job of these types may be taken, or null when none waits.</summary>
    ValueTask<Instant?> NextJobAsync(IReadOnlyCollection<string> types, CancellationToken cancel = default);

    /// <summary>
    /// Messages and signals sent and not yet delivered, oldest first, without buffered ones. Where several hosts share the
    /// store they are this host's to deliver, until they are delivered or the host dies.
    /// </summary>
    ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default);

    /// <summary>Whether an outbox entry has reached anybody yet.</summary>
    ValueTask<bool> IsDeliveredAsync(long messageKey, CancellationToken cancel = default);

    /// <summary>Removes an outbox entry whose delivery is complete.</summary>
    ValueTask SentAsync(long messageKey, CancellationToken cancel = default);

    /// <summary>Keeps a message for which nobody waits, in place of its outbox entry if it has one, until somebody does or <paramref name="expires"/> has come.</summary>
    ValueTask BufferAsync(OutboxEntry message, Instant expires, CancellationToken cancel = default);

    /// <summary>Puts buffered messages back among those to be delivered for which these have begun to wait; null: for which anybody waits. False when there were none.</summary>
    ValueTask<bool> UnbufferAsync(IReadOnlyCollection<AwaitedMessage>? awaited, CancellationToken cancel = default);

    /// <summary>Puts a message with an id into the outbox. False, and nothing written, when a message of that name, key and id was put there and <paramref name="until"/> had not come.</summary>
    ValueTask<bool> PublishAsync(OutboxEntry message, string messageId, Instant until, Instant now, CancellationToken cancel = default);

    /// <summary>Removes buffered messages and message ids whose time has passed.</summary>
    ValueTask DropExpiredAsync(Instant now, CancellationToken cancel = default);

    /// <summary>A key not smaller than any that was stored; 0 for an empty store. Keys made after a restart must be greater, even when the clock was set back.</summary>
    ValueTask<long> GreatestKeyAsync(CancellationToken cancel = default);
}

/// <summary>A message for which somebody has begun to wait.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">The value it must carry, or null for any.</param>
public sealed record AwaitedMessage(string Name, string? CorrelationKey);

/// <summary>Kinds of rows that have changed.</summary>
[Flags]
public enum StoreChanges
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Timers, messages to be delivered, or subscriptions.</summary>
    Timers = 1,
    /// <summary>Jobs that wait.</summary>
    Jobs = 2,
    /// <summary>User tasks.</summary>
    Tasks = 4,
    /// <summary>Deployed resources.</summary>
    Deployments = 8,
    /// <summary>Whatever there is.</summary>
    All = Timers | Jobs | Tasks | Deployments,
}

/// <summary>What a key can be the key of.</summary>
public enum RowKind
{
    /// <summary>A user task, open or ended.</summary>
    Task,
    /// <summary>A waiting job.</summary>
    Job,
    /// <summary>A pending timer.</summary>
    Timer,
    /// <summary>An open subscription.</summary>
    Subscription,
    /// <summary>An open incident.</summary>
    Incident,
    /// <summary>An escalation, open or closed.</summary>
    Escalation,
    /// <summary>A message or signal to be delivered.</summary>
    Message,
}

/// <summary>A stored state is not what was written: a damaged file or a change from outside. Other instances go on.</summary>
public sealed class CorruptInstanceException(long instanceKey, string what, Exception? inner = null)
    : Exception($"Instance {instanceKey} cannot be read: {what}. Restore it from a backup; its history says what happened to it.", inner)
{
    /// <summary>The instance.</summary>
    public long InstanceKey { get; } = instanceKey;
}
