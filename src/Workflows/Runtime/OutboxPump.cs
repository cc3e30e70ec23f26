using Microsoft.Extensions.Logging;

namespace Peninsula.Workflows.Runtime;

/// <summary>Delivers what instances sent: each sender's entries in their order, senders side by side.</summary>
internal sealed class OutboxPump(IWorkflowStore store, MessageRouter router, EngineOptions options, ILogger log)
{
    private const int Batch = 256;

    /// <summary>Delivers one batch; gives how many entries it got out of the way.</summary>
    /// <param name="waiting">Entries that could not be delivered now and are to be tried at the next pump; added to.</param>
    /// <param name="cancel">Ends between entries.</param>
    public async Task<int> DeliverAsync(HashSet<long> waiting, CancellationToken cancel)
    {
        var entries = await store.OutboxAsync(Batch + waiting.Count, cancel);
        var senders = entries.Where(entry => !waiting.Contains(entry.MessageKey)).GroupBy(entry => entry.FromInstance);
        var moved = 0;
        await Parallel.ForEachAsync(senders, new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancel }, async (entriesOfOne, token) =>
        {
            foreach (var entry in entriesOfOne)
            {
                if (await TryDeliverAsync(entry, token))
                {
                    Interlocked.Increment(ref moved);
                }
                else
                {
                    lock (waiting)
                    {
                        waiting.Add(entry.MessageKey);
                    }
                }
            }
        });
        return moved;
    }

    private async Task<bool> TryDeliverAsync(OutboxEntry entry, CancellationToken cancel)
    {
        try
        {
            return await router.DeliverAsync(entry, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It stays in the outbox and is tried at every pump: a message is never given up in silence.
            log.LogError(error, "{What} {Message} could not be delivered", entry.IsSignal ? "Signal" : "Message", entry.MessageKey);
            return false;
        }
    }
}
