using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Workflows.Runtime;

/// <summary>A store without a disk, with the semantics of the durable ones: for rehearsal, simulation and tests.</summary>
/// <param name="domain">What puts instances into partitions; null: nothing does. Its columns are not kept: whoever rehearses looks at the state.</param>
public sealed partial class InMemoryWorkflowStore(IDomainProjection? domain = null) : IWorkflowStore
{
    private readonly IDomainProjection domain = domain ?? IDomainProjection.None;
    private readonly Lock gate = new();
    private readonly MemoryRows rows = new();
    private readonly Dictionary<long, StoredInstance> instances = [];
    private readonly Dictionary<long, List<HistoryEntry>> histories = [];
    private readonly List<DeployedResource> resources = [];
    private readonly HashSet<(long Message, long Receiver)> deliveries = [];
    private readonly Dictionary<string, long> starts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string? Key, string Id), Instant> messageIds = [];
    private long greatestKey;

    /// <summary>Every instance, oldest first.</summary>
    public IReadOnlyList<InstanceRow> Instances => Read(r => r.Instances.Values);

    /// <summary>Every user task, ended ones included, oldest first.</summary>
    public IReadOnlyList<TaskRow> Tasks => Read(r => r.Tasks.Values);

    /// <summary>Every pending timer, oldest first; those that wait for a resumed instance included.</summary>
    public IReadOnlyList<PendingTimer> Timers => Read(r => r.Timers.Values.Select(timer => timer.Timer));

    /// <summary>Every open subscription, those of start events included, oldest first.</summary>
    public IReadOnlyList<OpenSubscription> Subscriptions => Read(r => r.Subscriptions.Values.Select(open => open.Subscription));

    /// <summary>Every waiting job, oldest first.</summary>
    public IReadOnlyList<JobRow> Jobs => Read(r => r.Jobs.Values);

    /// <summary>Every open incident, oldest first.</summary>
    public IReadOnlyList<IncidentRow> Incidents => Read(r => r.Incidents.Values);

    /// <summary>Every escalation, closed ones included, oldest first.</summary>
    public IReadOnlyList<EscalationRow> Escalations => Read(r => r.Escalations.Values);

    /// <inheritdoc/>
    public ValueTask<StoredInstance?> LoadAsync(long instanceKey, CancellationToken cancel = default) =>
        Locked(() => instances.GetValueOrDefault(instanceKey));

    /// <inheritdoc/>
    public ValueTask<long?> InstanceOfAsync(RowKind kind, long key, CancellationToken cancel = default) => Locked(() => rows.InstanceOf(kind, key));

    /// <inheritdoc/>
    public ValueTask<long?> StartedByAsync(string startId, CancellationToken cancel = default) =>
        Locked<long?>(() => starts.TryGetValue(startId, out var instanceKey) ? instanceKey : null);

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default) => Locked(() =>
    {
        if ((instances.GetValueOrDefault(commit.InstanceKey)?.Version ?? 0) != commit.ExpectedVersion)
        {
            return CommitOutcome.Conflict;
        }

        if ((commit.StartId is { } startId && !starts.TryAdd(startId, commit.InstanceKey))
            || (commit.Delivers is { } delivery && !(rows.Outbox.ContainsKey(delivery.MessageKey) && deliveries.Add((delivery.MessageKey, delivery.Receiver))))
            || (commit.StartTimer is { } fired && !rows.Refire(fired))
            || (commit.BatchKey is { } batch && !batches.Record(new BatchItem(batch, commit.InstanceKey, BatchItemState.Done, null, commit.At))))
        {
            return CommitOutcome.Repeated;
        }

        RowProjection.Project(commit, rows);
        rows.Place(commit.InstanceKey, RowProjection.Partition(commit, domain));
        instances[commit.InstanceKey] = new StoredInstance(commit.InstanceKey, commit.ExpectedVersion + 1, commit.State.ToArray(), commit.History.Hash);
        if (!histories.TryGetValue(commit.InstanceKey, out var history))
        {
            histories[commit.InstanceKey] = history = [];
        }

        history.Add(commit.History);
        greatestKey = Math.Max(greatestKey, Math.Max(EventKeys.Greatest(commit.Events), KeyGenerator.Floor(commit.At)));
        return CommitOutcome.Committed;
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var entry in await Locked(() => histories.TryGetValue(instanceKey, out var history) ? history.ToArray() : []))
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeployAsync(Deployment deployment, CancellationToken cancel = default) => Locked(() =>
    {
        if (deployment.Resources.Any(one => resources.Exists(other => other.Kind == one.Kind && other.Id == one.Id && other.Version == one.Version)))
        {
            return false;
        }

        var replaced = deployment.Resources.Where(r => r.Kind == ResourceKind.Process).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var gone = resources.Where(r => r.Kind == ResourceKind.Process && replaced.Contains(r.Id)).Select(r => r.Key).ToHashSet();
        rows.ReplaceStarts(gone, deployment);
        resources.AddRange(deployment.Resources);
        greatestKey = Math.Max(greatestKey, deployment.Key);
        return true;
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeployedResource> ResourcesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var resource in await Locked(() => resources.ToArray()))
        {
            yield return resource;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default) => Locked(() => rows.DueTimers(now, most));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default) => Locked(rows.NextTimer);

    /// <inheritdoc/>
    public ValueTask PutAsideAsync(RowAside row, RowIncident incident, CancellationToken cancel = default) => Locked(() => rows.PutAside(row, incident));

    /// <inheritdoc/>
    public ValueTask<bool> TakeBackAsync(long incidentKey, CancellationToken cancel = default) => Locked(() => rows.TakeBack(incidentKey));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default) =>
        Locked(() => rows.Matching(kind, name, correlationKey));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, JobScope? scope = null, CancellationToken cancel = default) =>
        Locked(() => rows.TakeJobs(types, now, lease, most, job => scope is null || IsIn(scope, job.InstanceKey)));

    /// <inheritdoc/>
    public ValueTask<bool> ExtendJobAsync(long jobKey, Instant until, CancellationToken cancel = default) => Locked(() => rows.ExtendJob(jobKey, until));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextJobAsync(IReadOnlyCollection<string> types, CancellationToken cancel = default) => Locked(() => rows.NextJob(types));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default) =>
        Locked<IReadOnlyList<OutboxEntry>>(() => [.. rows.Outbox.Values.Where(entry => !entry.Buffered).Take(most).Select(entry => entry.Entry)]);

    /// <inheritdoc/>
    public ValueTask<bool> IsDeliveredAsync(long messageKey, CancellationToken cancel = default) =>
        Locked(() => deliveries.Any(delivery => delivery.Message == messageKey));

    /// <inheritdoc/>
    public ValueTask<bool> UnbufferAsync(IReadOnlyCollection<AwaitedMessage>? awaited, CancellationToken cancel = default) => Locked(() => rows.Unbuffer(awaited));

    /// <inheritdoc/>
    public ValueTask<bool> PublishAsync(OutboxEntry message, string messageId, Instant until, Instant now, CancellationToken cancel = default) => Locked(() =>
    {
        var id = (message.Name, message.CorrelationKey, messageId);
        if (messageIds.TryGetValue(id, out var used) && used > now)
        {
            return false;
        }

        messageIds[id] = until;
        rows.Send(message);
        return true;
    });

    /// <inheritdoc/>
    public ValueTask SentAsync(long messageKey, CancellationToken cancel = default) => Locked(() => RemoveSent(messageKey));

    /// <inheritdoc/>
    public ValueTask BufferAsync(OutboxEntry message, Instant expires, CancellationToken cancel = default) =>
        Locked(() => rows.Buffer(message with { Expires = expires }));

    /// <inheritdoc/>
    public ValueTask DropExpiredAsync(Instant now, CancellationToken cancel = default) => Locked(() =>
    {
        rows.DropExpired(now);
        foreach (var (id, _) in messageIds.Where(one => one.Value <= now).ToArray())
        {
            messageIds.Remove(id);
        }
    });

    /// <inheritdoc/>
    public ValueTask<long> GreatestKeyAsync(CancellationToken cancel = default) => Locked(() => greatestKey);

    private void RemoveSent(long messageKey)
    {
        rows.Outbox.Remove(messageKey);
        deliveries.RemoveWhere(delivery => delivery.Message == messageKey);
    }

    private IReadOnlyList<T> Read<T>(Func<MemoryRows, IEnumerable<T>> select)
    {
        lock (gate)
        {
            return [.. select(rows)];
        }
    }

    private ValueTask<T> Locked<T>(Func<T> action)
    {
        lock (gate)
        {
            return ValueTask.FromResult(action());
        }
    }

    private ValueTask Locked(Action action)
    {
        lock (gate)
        {
            action();
            return ValueTask.CompletedTask;
        }
    }

    private bool IsIn(JobScope scope, long instanceKey) => rows.Instances[instanceKey].Partition is { } partition
        ? scope.Partitions.Contains(partition)
        : histories[instanceKey][0].By is { } by ? by == scope.StartedBy : scope.Unowned;
}
