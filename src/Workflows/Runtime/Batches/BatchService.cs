using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Workflows.Runtime.Batches;

/// <summary>What people do with batches. The engine works through them by itself.</summary>
public sealed class BatchService
{
    private const int Page = 500;

    private readonly IWorkflowStore _store;
    private readonly IKeySource _keys;
    private readonly IClock _clock;
    private readonly InstanceScan _scan;

    internal BatchService(IWorkflowStore store, IKeySource keys, IClock clock, InstanceScan scan) =>
        (_store, _keys, _clock, _scan) = (store, keys, clock, scan);

    /// <summary>Raised when there is a batch to work on.</summary>
    internal event Action? Changed;

    /// <summary>Settles which instances are meant, and creates the batch. Its key comes back when it is durable.</summary>
    /// <exception cref="ArgumentException">The operation is none for batches.</exception>
    public async Task<BatchProgress> CreateAsync(BatchRequest request, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var operation = OperationCodec.Write(request.Operation);
        var instances = await SelectAsync(request.Instances, cancel);
        var batch = new BatchRow(_keys.Next(), request.Operation.GetType().Name, operation, request.By, _clock.GetCurrentInstant());
        await _store.CreateBatchAsync(batch, instances, cancel);
        Changed?.Invoke();
        return new BatchProgress(batch, instances.Count, 0, 0);
    }

    /// <summary>The instances that a selection means now, by key.</summary>
    public async Task<IReadOnlyList<long>> SelectAsync(InstanceSelection selection, CancellationToken cancel = default)
    {
        var selected = new List<long>();
        await foreach (var (key, _) in _scan.RunAsync(selection, withState: false, ended: false, cancel))
        {
            selected.Add(key);
        }

        return selected;
    }

    /// <summary>How far a batch is; null when there is none.</summary>
    public ValueTask<BatchProgress?> FindAsync(long batchKey, CancellationToken cancel = default) => _store.BatchAsync(batchKey, cancel);

    /// <summary>Batches, newest first.</summary>
    public ValueTask<IReadOnlyList<BatchProgress>> ListAsync(long before = long.MaxValue, int most = Page, CancellationToken cancel = default) =>
        _store.BatchesAsync(before, most, cancel);

    /// <summary>How the instances of a batch fared, by key.</summary>
    public ValueTask<IReadOnlyList<BatchItem>> ItemsAsync(long batchKey, BatchItemState? state = null, long after = 0, int most = Page, CancellationToken cancel = default) =>
        _store.BatchItemsAsync(batchKey, state, after, most, cancel);

    /// <summary>Stops a running batch for now; false when it does not run.</summary>
    public ValueTask<bool> SuspendAsync(long batchKey, CancellationToken cancel = default) =>
        _store.SetBatchStatusAsync(batchKey, BatchStatus.Running, BatchStatus.Suspended, _clock.GetCurrentInstant(), cancel);

    /// <summary>Goes on with a suspended batch; false when it is not suspended.</summary>
    public async ValueTask<bool> ResumeAsync(long batchKey, CancellationToken cancel = default)
    {
        var resumed = await _store.SetBatchStatusAsync(batchKey, BatchStatus.Suspended, BatchStatus.Running, _clock.GetCurrentInstant(), cancel);
        Changed?.Invoke();
        return resumed;
    }

    /// <summary>Ends a batch that runs or is suspended; instances that it has not come to stay as they are. False when it has ended.</summary>
    public async ValueTask<bool> CancelAsync(long batchKey, CancellationToken cancel = default)
    {
        var now = _clock.GetCurrentInstant();
        return await _store.SetBatchStatusAsync(batchKey, BatchStatus.Running, BatchStatus.Cancelled, now, cancel)
            || await _store.SetBatchStatusAsync(batchKey, BatchStatus.Suspended, BatchStatus.Cancelled, now, cancel);
    }
}
