using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>Puts buffered messages back into the outbox when somebody begins to wait for them.</summary>
/// <remarks>
/// Not in the transaction that opens the subscription: that is one case's, and the message is another's. A host that dies
/// between the two leaves a message lying; the look over all of them, at the start and every minute, finds it.
/// </remarks>
internal sealed class BufferedMessages(IWorkflowStore store)
{
    private static readonly Duration BetweenLooksOverAll = Duration.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<AwaitedMessage> _awaited = [];
    private Instant _nextLookOverAll = Instant.MinValue;

    public void OnCommitted(Commit commit)
    {
        foreach (var opened in commit.Events.OfType<SubscriptionOpened>().Where(subscription => subscription.Kind == SubscriptionKind.Message))
        {
            lock (_gate)
            {
                _awaited.Add(new AwaitedMessage(opened.Name, opened.CorrelationKey));
            }
        }
    }

    public async Task UnbufferAsync(Instant now, CancellationToken cancel)
    {
        AwaitedMessage[]? fresh;
        lock (_gate)
        {
            fresh = now >= _nextLookOverAll || now + BetweenLooksOverAll < _nextLookOverAll ? null : [.. _awaited];
            _awaited.Clear();
            _nextLookOverAll = fresh is null ? now + BetweenLooksOverAll : _nextLookOverAll;
        }

        if (fresh is not { Length: 0 })
        {
            await store.UnbufferAsync(fresh, cancel);
        }
    }
}
