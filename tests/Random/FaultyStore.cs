using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Tests.Random;

/// <summary>What can go wrong with a write.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>It is not written, and says so.</summary>
    Fails,
    /// <summary>It is written, and the answer is lost.</summary>
    LosesTheAnswer,
    /// <summary>It comes twice.</summary>
    Repeats,
    /// <summary>Others go on before it is written.</summary>
    DelaysBefore,
    /// <summary>Others go on before it is answered.</summary>
    DelaysAfter,
    /// <summary>It is not written, and says that it is: no store may do that, and the checks must see it.</summary>
    Forgets,
}

/// <summary>A store whose writes go wrong by chance, the same for the same seed.</summary>
internal sealed class FaultyStore(IWorkflowStore inner, System.Random random) : IWorkflowStore
{
    private readonly Dictionary<Fault, int> _counts = [];

    public event Action<StoreChanges>? ChangedElsewhere
    {
        add => inner.ChangedElsewhere += value;
        remove => inner.ChangedElsewhere -= value;
    }

    /// <summary>Of a hundred writes so many go wrong.</summary>
    public int Percent { get; set; }

    /// <summary>Whether some writes are forgotten, which is how the checks are checked.</summary>
    public bool Forgets { get; set; }

    /// <summary>How often what went wrong.</summary>
    public IReadOnlyDictionary<Fault, int> Counts => _counts;

    public int Host => inner.Host;

    public ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancel = default) => WriteAsync(() => inner.CommitAsync(commit, cancel), mayForget: true);

    public ValueTask<bool> DeployAsync(Deployment deployment, CancellationToken cancel = default) => inner.DeployAsync(deployment, cancel);

    public ValueTask PutAsideAsync(RowAside row, RowIncident incident, CancellationToken cancel = default) => WriteAsync(() => inner.PutAsideAsync(row, incident, cancel), mayRepeat: false);

    public ValueTask<bool> TakeBackAsync(long incidentKey, CancellationToken cancel = default) => WriteAsync(() => inner.TakeBackAsync(incidentKey, cancel));

    public ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, JobScope? scope = null, CancellationToken cancel = default) =>
        WriteAsync(() => inner.TakeJobsAsync(types, worker, now, lease, most, scope, cancel), mayRepeat: false);

    public ValueTask<bool> ExtendJobAsync(long jobKey, Instant until, CancellationToken cancel = default) => WriteAsync(() => inner.ExtendJobAsync(jobKey, until, cancel));

    public ValueTask SentAsync(long messageKey, CancellationToken cancel = default) => WriteAsync(() => inner.SentAsync(messageKey, cancel));

    public ValueTask BufferAsync(OutboxEntry message, Instant expires, CancellationToken cancel = default) => WriteAsync(() => inner.BufferAsync(message, expires, cancel), mayRepeat: false);

    public ValueTask<bool> UnbufferAsync(IReadOnlyCollection<AwaitedMessage>? awaited, CancellationToken cancel = default) => WriteAsync(() => inner.UnbufferAsync(awaited, cancel));

    public ValueTask<bool> PublishAsync(OutboxEntry message, string messageId, Instant until, Instant now, CancellationToken cancel = default) => WriteAsync(() => inner.PublishAsync(message, messageId, until, now, cancel));

    public ValueTask DropExpiredAsync(Instant now, CancellationToken cancel = default) => WriteAsync(() => inner.DropExpiredAsync(now, cancel));

    public ValueTask<StoredInstance?> LoadAsync(long instanceKey, CancellationToken cancel = default) => inner.LoadAsync(instanceKey, cancel);

    public ValueTask<long?> InstanceOfAsync(RowKind kind, long key, CancellationToken cancel = default) => inner.InstanceOfAsync(kind, key, cancel);

    public ValueTask<long?> StartedByAsync(string startId, CancellationToken cancel = default) => inner.StartedByAsync(startId, cancel);

    public IAsyncEnumerable<HistoryEntry> HistoryAsync(long instanceKey, CancellationToken cancel = default) => inner.HistoryAsync(instanceKey, cancel);

    public IAsyncEnumerable<DeployedResource> ResourcesAsync(CancellationToken cancel = default) => inner.ResourcesAsync(cancel);

    public ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default) => inner.DueTimersAsync(now, most, cancel);

    public ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default) => inner.NextTimerAsync(cancel);

    public ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default) => inner.SubscriptionsAsync(kind, name, correlationKey, cancel);

    public ValueTask<Instant?> NextJobAsync(IReadOnlyCollection<string> types, CancellationToken cancel = default) => inner.NextJobAsync(types, cancel);

    public ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default) => inner.OutboxAsync(most, cancel);

    public ValueTask<bool> IsDeliveredAsync(long messageKey, CancellationToken cancel = default) => inner.IsDeliveredAsync(messageKey, cancel);

    public ValueTask<long> GreatestKeyAsync(CancellationToken cancel = default) => inner.GreatestKeyAsync(cancel);

    public ValueTask<IReadOnlyList<long>> SelectInstancesAsync(InstanceSelection selection, bool ended, long after, int most, CancellationToken cancel = default) => inner.SelectInstancesAsync(selection, ended, after, most, cancel);

    public ValueTask CreateBatchAsync(BatchRow batch, IReadOnlyCollection<long> instanceKeys, CancellationToken cancel = default) => inner.CreateBatchAsync(batch, instanceKeys, cancel);

    public ValueTask<IReadOnlyList<BatchProgress>> BatchesAsync(long before, int most, CancellationToken cancel = default) => inner.BatchesAsync(before, most, cancel);

    public ValueTask<BatchProgress?> BatchAsync(long batchKey, CancellationToken cancel = default) => inner.BatchAsync(batchKey, cancel);

    public ValueTask<IReadOnlyList<BatchRow>> RunningBatchesAsync(CancellationToken cancel = default) => inner.RunningBatchesAsync(cancel);

    public ValueTask<IReadOnlyList<BatchItem>> BatchItemsAsync(long batchKey, BatchItemState? state, long after, int most, CancellationToken cancel = default) => inner.BatchItemsAsync(batchKey, state, after, most, cancel);

    public ValueTask<bool> RecordAsync(BatchItem item, CancellationToken cancel = default) => inner.RecordAsync(item, cancel);

    public ValueTask<bool> SetBatchStatusAsync(long batchKey, BatchStatus from, BatchStatus to, Instant at, CancellationToken cancel = default) => inner.SetBatchStatusAsync(batchKey, from, to, at, cancel);

    private async ValueTask WriteAsync(Func<ValueTask> write, bool mayRepeat = true) => await WriteAsync(async () =>
    {
        await write();
        return true;
    }, mayRepeat);

    private async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write, bool mayRepeat = true, bool mayForget = false)
    {
        var fault = Forgets && !mayForget ? Fault.None : Next(mayRepeat);
        if (fault == Fault.Fails)
        {
            throw new StoreException("The disk is full.");
        }

        if (fault == Fault.Forgets)
        {
            return default!;
        }

        if (fault == Fault.DelaysBefore)
        {
            await Task.Yield();
        }

        var written = await write();
        switch (fault)
        {
            case Fault.LosesTheAnswer:
                throw new StoreException("The connection was lost before the answer came.");
            case Fault.Repeats:
                await write();
                break;
            case Fault.DelaysAfter:
                await Task.Yield();
                break;
        }

        return written;
    }

    private Fault Next(bool mayRepeat)
    {
        if (random.Next(100) >= Percent)
        {
            return Fault.None;
        }

        var fault = Forgets ? Fault.Forgets : (Fault)random.Next(1, 6);
        fault = fault == Fault.Repeats && !mayRepeat ? Fault.LosesTheAnswer : fault;
        _counts[fault] = _counts.GetValueOrDefault(fault) + 1;
        return fault;
    }
}
