using NodaTime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Workflows.Runtime;

/// <summary>Batches in memory.</summary>
public sealed partial class InMemoryWorkflowStore
{
    private readonly MemoryBatches _batches = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> SelectInstancesAsync(InstanceSelection selection, bool ended, long after, int most, CancellationToken cancel = default) => Locked<IReadOnlyList<long>>(() =>
    {
        ArgumentNullException.ThrowIfNull(selection);
        var keys = selection.Keys?.ToHashSet();
        var troubled = selection.WithIncident ? _rows.Incidents.Values.Select(incident => incident.InstanceKey).ToHashSet() : null;
        return
        [
            .. _rows.Instances.Values
                .Where(instance => instance.InstanceKey > after
                    && (ended || instance.Ended is null)
                    && keys?.Contains(instance.InstanceKey) != false
                    && troubled?.Contains(instance.InstanceKey) != false
                    && (selection.DefinitionKey is not { } definition || instance.DefinitionKey == definition)
                    && (selection.ProcessId is not { } process || instance.ProcessId == process))
                .Select(instance => instance.InstanceKey)
                .Take(most),
        ];
    });

    /// <inheritdoc/>
    public ValueTask CreateBatchAsync(BatchRow batch, IReadOnlyCollection<long> instanceKeys, CancellationToken cancel = default) => Locked(() =>
    {
        ArgumentNullException.ThrowIfNull(batch);
        _batches.Create(batch, instanceKeys);
        _greatestKey = Math.Max(_greatestKey, batch.BatchKey);
    });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BatchProgress>> BatchesAsync(long before, int most, CancellationToken cancel = default) => Locked(() => _batches.List(before, most));

    /// <inheritdoc/>
    public ValueTask<BatchProgress?> BatchAsync(long batchKey, CancellationToken cancel = default) => Locked(() => _batches.Find(batchKey));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BatchRow>> RunningBatchesAsync(CancellationToken cancel = default) => Locked(_batches.Running);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BatchItem>> BatchItemsAsync(long batchKey, BatchItemState? state, long after, int most, CancellationToken cancel = default) =>
        Locked(() => _batches.Items(batchKey, state, after, most));

    /// <inheritdoc/>
    public ValueTask<bool> RecordAsync(BatchItem item, CancellationToken cancel = default) => Locked(() => _batches.Record(item));

    /// <inheritdoc/>
    public ValueTask<bool> SetBatchStatusAsync(long batchKey, BatchStatus from, BatchStatus to, Instant at, CancellationToken cancel = default) =>
        Locked(() => _batches.SetStatus(batchKey, from, to, at));

    private sealed class MemoryBatches
    {
        private readonly SortedDictionary<long, (BatchRow Row, SortedDictionary<long, BatchItem> Items)> _all = [];

        public void Create(BatchRow batch, IReadOnlyCollection<long> instanceKeys) =>
            _all.Add(batch.BatchKey, (batch, new(instanceKeys.ToDictionary(key => key, key => new BatchItem(batch.BatchKey, key, BatchItemState.Pending)))));

        public BatchProgress? Find(long batchKey) => _all.TryGetValue(batchKey, out var found) ? Progress(found.Row, found.Items) : null;

        public IReadOnlyList<BatchProgress> List(long before, int most) =>
            [.. _all.Values.Reverse().Where(pair => pair.Row.BatchKey < before).Take(most).Select(pair => Progress(pair.Row, pair.Items))];

        public IReadOnlyList<BatchRow> Running() => [.. _all.Values.Select(pair => pair.Row).Where(batch => batch.Status == BatchStatus.Running)];

        public IReadOnlyList<BatchItem> Items(long batchKey, BatchItemState? state, long after, int most) => _all.TryGetValue(batchKey, out var found)
            ? [.. found.Items.Values.Where(item => item.InstanceKey > after && (state is null || item.State == state)).Take(most)]
            : [];

        public bool Record(BatchItem item)
        {
            if (!_all.TryGetValue(item.BatchKey, out var found) || found.Row.Status != BatchStatus.Running
                || !found.Items.TryGetValue(item.InstanceKey, out var before) || before.State != BatchItemState.Pending)
            {
                return false;
            }

            found.Items[item.InstanceKey] = item;
            return true;
        }

        public bool SetStatus(long batchKey, BatchStatus from, BatchStatus to, Instant at)
        {
            if (!_all.TryGetValue(batchKey, out var found) || found.Row.Status != from)
            {
                return false;
            }

            _all[batchKey] = (found.Row with { Status = to, Ended = to is BatchStatus.Completed or BatchStatus.Cancelled ? at : null }, found.Items);
            return true;
        }

        private static BatchProgress Progress(BatchRow row, SortedDictionary<long, BatchItem> items) =>
            new(row, items.Count, items.Values.Count(item => item.State == BatchItemState.Done), items.Values.Count(item => item.State == BatchItemState.Failed));
    }
}
