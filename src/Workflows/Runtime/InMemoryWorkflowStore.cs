using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Workflows.Runtime;

/// <summary>A store without a disk, with the semantics of the durable ones: for rehearsal, simulation and tests.</summary>
/// <param name="domain">What puts instances into partitions; null: nothing does. Its columns are not kept: whoever rehearses looks at the state.</param>
public sealed partial class InMemoryWorkflowStore(IDomainProjection? domain = null) : IWorkflowStore
{
    private readonly IDomainProjection _domain = domain ?? IDomainProjection.None;
    private readonly Lock _gate = new();
    private readonly MemoryRows _rows = new();
    private readonly Dictionary<long, StoredInstance> _instances = [];
    private readonly Dictionary<long, List<HistoryEntry>> _histories = [];
    private readonly List<DeployedResource> _resources = [];
    private readonly HashSet<(long Message, long Receiver)> _deliveries = [];
    private readonly Dictionary<string, long> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string? Key, string Id), Instant> _messageIds = [];
    private long _greatestKey;

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
        Locked(() => _instances.GetValueOrDefault(instanceKey));

    /// <inheritdoc/>
    public ValueTask<long?> InstanceOfAsync(RowKind kind, long key, CancellationToken cancel = default) => Locked(() => _rows.InstanceOf(kind, key));

    /// <inheritdoc/>
    public ValueTask<long?> StartedByAsync(string startId, CancellationToken cancel = default) =>
        Locked<long?>(() => _starts.TryGetValue(startId, out var instanceKey) ? instanceKey : null);

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default) => Locked(() =>
    {
        if ((_instances.GetValueOrDefault(commit.InstanceKey)?.Version ?? 0) != commit.ExpectedVersion)
        {
            return CommitOutcome.Conflict;
        }

        if ((commit.StartId is { } startId && !_starts.TryAdd(startId, commit.InstanceKey))
            || (commit.Delivers is { } delivery && !(_rows.Outbox.ContainsKey(delivery.MessageKey) && _deliveries.Add((delivery.MessageKey, delivery.Receiver))))
            || (commit.StartTimer is { } fired && !_rows.Refire(fired))
            || (commit.BatchKey is { } batch && !_batches.Record(new BatchItem(batch, commit.InstanceKey, BatchItemState.Done, null, commit.At))))
        {
            return CommitOutcome.Repeated;
        }

        RowProjection.Project(commit, _rows);
        _rows.Place(commit.InstanceKey, RowProjection.Partition(commit, _domain));
        _instances[commit.InstanceKey] = new StoredInstance(commit.InstanceKey, commit.ExpectedVersion + 1, commit.State.ToArray(), commit.History.Hash);
        if (!_histories.TryGetValue(commit.InstanceKey, out var history))
        {
            _histories[commit.InstanceKey] = history = [];
        }

        history.Add(commit.History);
        _greatestKey = Math.Max(_greatestKey, Math.Max(EventKeys.Greatest(commit.Events), KeyGenerator.Floor(commit.At)));
        return CommitOutcome.Committed;
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var entry in await Locked(() => _histories.TryGetValue(instanceKey, out var history) ? history.ToArray() : []))
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeployAsync(Deployment deployment, CancellationToken cancel = default) => Locked(() =>
    {
        if (deployment.Resources.Any(resource => _resources.Exists(other => other.Kind == resource.Kind && other.Id == resource.Id && other.Version == resource.Version)))
        {
            return false;
        }

        var replaced = deployment.Resources.Where(r => r.Kind == ResourceKind.Process).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var gone = _resources.Where(r => r.Kind == ResourceKind.Process && replaced.Contains(r.Id)).Select(r => r.Key).ToHashSet();
        _rows.ReplaceStarts(gone, deployment);
        _resources.AddRange(deployment.Resources);
        _greatestKey = Math.Max(_greatestKey, deployment.Key);
        return true;
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeployedResource> ResourcesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var resource in await Locked(() => _resources.ToArray()))
        {
            yield return resource;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default) => Locked(() => _rows.DueTimers(now, most));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default) => Locked(_rows.NextTimer);

    /// <inheritdoc/>
    public ValueTask PutAsideAsync(RowAside row, RowIncident incident, CancellationToken cancel = default) => Locked(() => _rows.PutAside(row, incident));

    /// <inheritdoc/>
    public ValueTask<bool> TakeBackAsync(long incidentKey, CancellationToken cancel = default) => Locked(() => _rows.TakeBack(incidentKey));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default) =>
        Locked(() => _rows.Matching(kind, name, correlationKey));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, JobScope? scope = null, CancellationToken cancel = default) =>
        Locked(() => _rows.TakeJobs(types, now, lease, most, job => scope is null || IsIn(scope, job.InstanceKey)));

    /// <inheritdoc/>
    public ValueTask<bool> ExtendJobAsync(long jobKey, Instant until, CancellationToken cancel = default) => Locked(() => _rows.ExtendJob(jobKey, until));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextJobAsync(IReadOnlyCollection<string> types, CancellationToken cancel = default) => Locked(() => _rows.NextJob(types));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default) =>
        Locked<IReadOnlyList<OutboxEntry>>(() => [.. _rows.Outbox.Values.Where(entry => !entry.Buffered).Take(most).Select(entry => entry.Entry)]);

    /// <inheritdoc/>
    public ValueTask<bool> IsDeliveredAsync(long messageKey, CancellationToken cancel = default) =>
        Locked(() => _deliveries.Any(delivery => delivery.Message == messageKey));

    /// <inheritdoc/>
    public ValueTask<bool> UnbufferAsync(IReadOnlyCollection<AwaitedMessage>? awaited, CancellationToken cancel = default) => Locked(() => _rows.Unbuffer(awaited));

    /// <inheritdoc/>
    public ValueTask<bool> PublishAsync(OutboxEntry message, string messageId, Instant until, Instant now, CancellationToken cancel = default) => Locked(() =>
    {
        var id = (message.Name, message.CorrelationKey, messageId);
        if (_messageIds.TryGetValue(id, out var used) && used > now)
        {
            return false;
        }

        _messageIds[id] = until;
        _rows.Send(message);
        return true;
    });

    /// <inheritdoc/>
    public ValueTask SentAsync(long messageKey, CancellationToken cancel = default) => Locked(() => RemoveSent(messageKey));

    /// <inheritdoc/>
    public ValueTask BufferAsync(OutboxEntry message, Instant expires, CancellationToken cancel = default) =>
        Locked(() => _rows.Buffer(message with { Expires = expires }));

    /// <inheritdoc/>
    public ValueTask DropExpiredAsync(Instant now, CancellationToken cancel = default) => Locked(() =>
    {
        _rows.DropExpired(now);
        foreach (var (id, _) in _messageIds.Where(entry => entry.Value <= now).ToArray())
        {
            _messageIds.Remove(id);
        }
    });

    /// <inheritdoc/>
    public ValueTask<long> GreatestKeyAsync(CancellationToken cancel = default) => Locked(() => _greatestKey);

    private void RemoveSent(long messageKey)
    {
        _rows.Outbox.Remove(messageKey);
        _deliveries.RemoveWhere(delivery => delivery.Message == messageKey);
    }

    private IReadOnlyList<T> Read<T>(Func<MemoryRows, IEnumerable<T>> select)
    {
        lock (_gate)
        {
            return [.. select(_rows)];
        }
    }

    private ValueTask<T> Locked<T>(Func<T> action)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(action());
        }
    }

    private ValueTask Locked(Action action)
    {
        lock (_gate)
        {
            action();
            return ValueTask.CompletedTask;
        }
    }

    private bool IsIn(JobScope scope, long instanceKey) => _rows.Instances[instanceKey].Partition is { } partition
        ? scope.Partitions.Contains(partition)
        : _histories[instanceKey][0].By is { } by ? by == scope.StartedBy : scope.Unowned;
}
