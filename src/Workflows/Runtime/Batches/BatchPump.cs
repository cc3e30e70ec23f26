using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Workflows.Runtime.Batches;

/// <summary>Works through batches, a slice of each in turn: few at a time, so that people's commands and timers are not kept waiting.</summary>
internal sealed class BatchPump(IWorkflowStore store, CommandDispatcher dispatcher, IClock clock, EngineOptions options, ILogger log)
{
    /// <summary>Deals with one slice of every running batch; gives the number of instances dealt with and batches ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var moved = 0;
        foreach (var batch in await store.RunningBatchesAsync(cancel))
        {
            moved += await RunAsync(batch, cancel);
        }

        return moved;
    }

    private async Task<int> RunAsync(BatchRow batch, CancellationToken cancel)
    {
        var items = await store.BatchItemsAsync(batch.BatchKey, BatchItemState.Pending, 0, options.BatchSlice, cancel);
        if (items.Count == 0)
        {
            return await store.SetBatchStatusAsync(batch.BatchKey, BatchStatus.Running, BatchStatus.Completed, clock.GetCurrentInstant(), cancel) ? 1 : 0;
        }

        var operation = OperationCodec.Read(batch.Operation) with { By = batch.By };
        var moved = 0;
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = options.BatchParallelism, CancellationToken = cancel }, async (item, token) =>
        {
            if (await DealWithAsync(item, operation, token))
            {
                Interlocked.Increment(ref moved);
            }
        });
        return moved;
    }

    private async Task<bool> DealWithAsync(BatchItem item, Command operation, CancellationToken cancel)
    {
        try
        {
            var result = await dispatcher.ExecuteAsync(item.InstanceKey, operation, null, cancel, item.BatchKey);
            switch (result.Refusal)
            {
                case null when result.Events.Count > 0:
                    return true;
                case null:
                    await NoteAsync(item, BatchItemState.Done, null, cancel);
                    return true;
                case Refusal.Busy:
                    return false;
                default:
                    // A delivery that another host made in the meantime is noted already, and this note finds it so.
                    await NoteAsync(item, BatchItemState.Failed, result.Message, cancel);
                    return true;
            }
        }
        catch (CorruptInstanceException error)
        {
            await NoteAsync(item, BatchItemState.Failed, error.Message, cancel);
            return true;
        }
        catch (StoreException error)
        {
            log.LogWarning(error, "Instance {Instance} of batch {Batch} waits: the store did not answer", item.InstanceKey, item.BatchKey);
            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Instance {Instance} of batch {Batch} failed", item.InstanceKey, item.BatchKey);
            await NoteAsync(item, BatchItemState.Failed, error.Message, cancel);
            return true;
        }
    }

    private ValueTask<bool> NoteAsync(BatchItem item, BatchItemState state, string? message, CancellationToken cancel) =>
        store.RecordAsync(item with { State = state, Message = message, At = clock.GetCurrentInstant() }, cancel);
}
