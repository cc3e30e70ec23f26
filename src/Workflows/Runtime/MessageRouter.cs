using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>Brings messages and signals to those who wait for them, each once.</summary>
internal sealed class MessageRouter(IWorkflowStore store, CommandDispatcher dispatcher, IKeySource keys, IClock clock, IMessagePolicy policy, EngineOptions options)
{
    // Receivers can vanish between the question and the command; whoever comes after them is asked again.
    private const int Rounds = 3;

    /// <summary>Delivers a message from outside: to those who wait, else to start events, else it is kept if it may be.</summary>
    public async Task<PublishResult> PublishAsync(MessageRequest message, CancellationToken cancel)
    {
        if (message.MessageId is { } id)
        {
            return await PublishOnceAsync(message, id, cancel);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var receivers = await MessageReceiversAsync(message.Name, message.CorrelationKey, message.Sender, cancel);
            if (receivers.Count == 0)
            {
                break;
            }

            var results = new List<CommandResult>();
            foreach (var receiver in receivers)
            {
                results.Add(await ReachAsync(receiver, message, null, null, cancel));
            }

            if (!results.TrueForAll(IsGone))
            {
                return new PublishResult(results, null);
            }
        }

        return message.TimeToLive is { } time && time > Duration.Zero
            ? await BufferAsync(message, time, cancel)
            : new PublishResult([], null);
    }

    /// <summary>Delivers a signal from outside to everybody who waits for it, start events included.</summary>
    public async Task<PublishResult> BroadcastAsync(MessageRequest signal, CancellationToken cancel)
    {
        var results = new List<CommandResult>();
        foreach (var receiver in await ReachableAsync(await store.SubscriptionsAsync(SubscriptionKind.Signal, signal.Name, null, cancel), signal.Sender, cancel))
        {
            results.Add(await ReachAsync(receiver, signal, null, null, cancel));
        }

        return new PublishResult(results, null);
    }

    /// <summary>Delivers an outbox entry. False when somebody cannot take it now: it stays.</summary>
    public async Task<bool> DeliverAsync(OutboxEntry entry, CancellationToken cancel) =>
        (await DeliverAsync(entry, new MessageRequest(entry.Name, entry.CorrelationKey, entry.Variables) { By = entry.Sender, Sender = entry.Sender }, cancel)).IsDone;

    private async Task<(bool IsDone, List<CommandResult> Results)> DeliverAsync(OutboxEntry entry, MessageRequest message, CancellationToken cancel)
    {
        for (var round = 0; round < Rounds; round++)
        {
            // The sender's own instance heard its signal when it was sent.
            var receivers = entry.IsSignal
                ? [.. (await store.SubscriptionsAsync(SubscriptionKind.Signal, entry.Name, null, cancel)).Where(subscription => subscription.InstanceKey == 0 || subscription.InstanceKey != entry.FromInstance)]
                : await MessageReceiversAsync(entry.Name, entry.CorrelationKey, entry.Sender, cancel);
            if (receivers.Count == 0)
            {
                break;
            }

            var results = new List<CommandResult>();
            CorruptInstanceException? corrupt = null;
            foreach (var subscription in receivers)
            {
                var receiverKey = entry.IsSignal || subscription.InstanceKey == 0 ? subscription.SubscriptionKey : subscription.InstanceKey;
                try
                {
                    results.Add(await ReachAsync(subscription, message, new Delivery(entry.MessageKey, receiverKey), entry, cancel));
                }
                catch (CorruptInstanceException error)
                {
                    // The others get it all the same.
                    corrupt = error;
                }
            }

            if (corrupt is not null)
            {
                throw corrupt;
            }

            if (results.Exists(IsDeferred))
            {
                return (false, results);
            }

            if (entry.IsSignal || !results.TrueForAll(IsGone))
            {
                // A transaction of its own: the entry is its sender's. Until it is gone the deliveries tell whom it has reached.
                await store.SentAsync(entry.MessageKey, cancel);
                return (true, results);
            }
        }

        return (await KeepAsync(entry, cancel), []);
    }

    private static bool IsDeferred(CommandResult result) => result.Refusal is Refusal.WrongState or Refusal.Busy;

    private static bool IsGone(CommandResult result) => result.Refusal is Refusal.NotFound;

    private async Task<bool> KeepAsync(OutboxEntry entry, CancellationToken cancel)
    {
        var expires = entry.Expires ?? entry.At + options.SentMessageTimeToLive;
        if (entry.IsSignal || expires <= clock.GetCurrentInstant() || await store.IsDeliveredAsync(entry.MessageKey, cancel))
        {
            await store.SentAsync(entry.MessageKey, cancel);
            return true;
        }

        await store.BufferAsync(entry, expires, cancel);

        // A receiver that began to wait just before the message was put away has not seen it.
        return (await MessageReceiversAsync(entry.Name, entry.CorrelationKey, entry.Sender, cancel)).Count == 0
            || await DeliverAsync(entry with { Expires = expires }, cancel);
    }

    // The id and the message are written together first: whoever is told that the id is used can rely on the message.
    private async Task<PublishResult> PublishOnceAsync(MessageRequest message, string id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var entry = new OutboxEntry(keys.Next(), 0, false, message.Name, message.CorrelationKey, message.Variables, now, now + (message.TimeToLive ?? Duration.Zero)) { Sender = message.Sender };
        if (!await store.PublishAsync(entry, id, now + Duration.Max(message.TimeToLive ?? Duration.Zero, options.SentMessageTimeToLive), now, cancel))
        {
            return new PublishResult([CommandResult.Refused(Refusal.AlreadyDone, $"A message \"{message.Name}\" with the id \"{id}\" has been published already.")], null);
        }

        var (_, results) = await DeliverAsync(entry, message, cancel);
        return new PublishResult(results, results.Count == 0 && entry.Expires > now ? entry.MessageKey : null);
    }

    private async Task<PublishResult> BufferAsync(MessageRequest message, Duration time, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var entry = new OutboxEntry(keys.Next(), 0, false, message.Name, message.CorrelationKey, message.Variables, now, now + time) { Sender = message.Sender };
        await store.BufferAsync(entry, now + time, cancel);
        if ((await MessageReceiversAsync(entry.Name, entry.CorrelationKey, entry.Sender, cancel)).Count > 0)
        {
            await DeliverAsync(entry, cancel);
        }

        return new PublishResult([], entry.MessageKey);
    }

    /// <summary>
    /// With a key: one subscription of every instance that waits for just that key. Otherwise the oldest instance that
    /// asks for no key. Otherwise every start event of that name.
    /// </summary>
    private async Task<IReadOnlyList<OpenSubscription>> MessageReceiversAsync(string name, string? correlationKey, string? sender, CancellationToken cancel)
    {
        var open = await ReachableAsync(await store.SubscriptionsAsync(SubscriptionKind.Message, name, correlationKey, cancel), sender, cancel);
        var waiting = open.Where(subscription => subscription.InstanceKey != 0).ToArray();
        if (waiting.Where(subscription => subscription.CorrelationKey is not null).DistinctBy(subscription => subscription.InstanceKey).ToArray() is { Length: > 0 } meant)
        {
            return meant;
        }

        return waiting.Length > 0 ? waiting[..1] : [.. open.Where(subscription => subscription.InstanceKey == 0)];
    }

    private async Task<IReadOnlyList<OpenSubscription>> ReachableAsync(IReadOnlyList<OpenSubscription> open, string? sender, CancellationToken cancel)
    {
        if (sender is null)
        {
            return open;
        }

        var reachable = new List<OpenSubscription>();
        foreach (var receiver in open)
        {
            if (await policy.MayReachAsync(sender, receiver, cancel))
            {
                reachable.Add(receiver);
            }
        }

        return reachable;
    }

    private async Task<CommandResult> ReachAsync(OpenSubscription receiver, MessageRequest message, Delivery? delivery, OutboxEntry? entry, CancellationToken cancel)
    {
        var result = receiver.InstanceKey != 0
            ? await dispatcher.ExecuteAsync(receiver.InstanceKey, new Trigger(receiver.SubscriptionKey, message.Variables, entry?.MessageKey.ToString(System.Globalization.CultureInfo.InvariantCulture)) { By = message.By }, delivery, cancel)
            : await dispatcher.StartAsync(new StartInstance(receiver.DefinitionKey, message.BusinessKey ?? message.CorrelationKey, message.Variables, receiver.ElementId) { By = message.By }, null, delivery, cancel);
        return result;
    }
}
