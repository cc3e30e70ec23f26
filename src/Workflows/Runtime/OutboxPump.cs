using Microsoft.Extensions.Logging;
using NodaTime;

namespace Peninsula.Workflows.Runtime;

/// <summary>Delivers what instances sent: each sender's entries in their order, senders side by side.</summary>
internal sealed class OutboxPump(IWorkflowStore store, MessageRouter router, IClock clock, EngineOptions options, ILogger log)
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
            return entry.Unreadable is { } why ? await PutAsideAsync(entry, $"Its row cannot be read: {why}", cancel) : await router.DeliverAsync(entry, cancel);
        }
        catch (CorruptInstanceException error)
        {
            return await PutAsideAsync(entry, error.Message, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It stays in the outbox and is tried at every pump: a message is never given up in silence.
            log.LogError(error, "{What} {Message} could not be delivered", entry.IsSignal ? "Signal" : "Message", entry.MessageKey);
            return false;
        }
    }

    // The incident has the message's own key: however often it is tried again, there is one.
    private async Task<bool> PutAsideAsync(OutboxEntry entry, string why, CancellationToken cancel)
    {
        log.LogError("Message {Message} of instance {Instance} is put aside: {Reason}", entry.MessageKey, entry.FromInstance, why);
        EngineTelemetry.PutAside("Message");
        await store.PutAsideAsync(
            new RowAside(RowKind.Message, entry.MessageKey, entry.FromInstance, ""),
            new RowIncident(entry.MessageKey, "Message", $"The message \"{entry.Name}\" could not be delivered: {why}", clock.GetCurrentInstant()),
            cancel);
        return true;
    }
}
