using NodaTime;

namespace Peninsula.Workflows.Runtime.Batches;

/// <summary>Where batches are kept, so that they go on after a restart.</summary>
public interface IBatchStore
{
    /// <summary>Keys of instances that match the selection, apart from its element; those that have ended only with <paramref name="ended"/>; by key, after <paramref name="after"/>, at most <paramref name="most"/>.</summary>
    ValueTask<IReadOnlyList<long>> SelectInstancesAsync(InstanceSelection selection, bool ended, long after, int most, CancellationToken cancel = default);

    /// <summary>Writes a new batch with its instances, whole or not at all.</summary>
    ValueTask CreateBatchAsync(BatchRow batch, IReadOnlyCollection<long> instanceKeys, CancellationToken cancel = default);

    /// <summary>Batches, newest first, before <paramref name="before"/>.</summary>
    ValueTask<IReadOnlyList<BatchProgress>> BatchesAsync(long before, int most, CancellationToken cancel = default);

    /// <summary>A batch, or null when there is none.</summary>
    ValueTask<BatchProgress?> BatchAsync(long batchKey, CancellationToken cancel = default);

    /// <summary>Batches that are to be worked on, oldest first.</summary>
    ValueTask<IReadOnlyList<BatchRow>> RunningBatchesAsync(CancellationToken cancel = default);

    /// <summary>Instances of a batch by key, after <paramref name="after"/>; in one state, or in any with null.</summary>
    ValueTask<IReadOnlyList<BatchItem>> BatchItemsAsync(long batchKey, BatchItemState? state, long after, int most, CancellationToken cancel = default);

    /// <summary>Notes how an instance fared without a commit of its own; false when it was dealt with before.</summary>
    ValueTask<bool> RecordAsync(BatchItem item, CancellationToken cancel = default);

    /// <summary>Changes where a batch stands, if it stands at <paramref name="from"/>; false when it does not.</summary>
    ValueTask<bool> SetBatchStatusAsync(long batchKey, BatchStatus from, BatchStatus to, Instant at, CancellationToken cancel = default);
}
