using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>Messages and signals on their way.</summary>
public sealed partial class WorkflowStore
{
    // Until then a host that was thought dead, and is not, may still hold an entry that others have delivered.
    private static readonly Duration DeliveriesAreKept = Duration.FromDays(1);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default) => TakeAsync(
        "outbox",
        "NOT buffered",
        [],
        "key",
        "key, from_instance, is_signal, name, correlation_key, variables, at, expires, sender",
        ReadEntry,
        entry => (entry.MessageKey, 0),
        most,
        cancel);

    /// <inheritdoc/>
    public async ValueTask<bool> IsDeliveredAsync(long messageKey, CancellationToken cancel = default) =>
        await NumberAsync("SELECT 1 FROM deliveries WHERE message_key = ?1 LIMIT 1", [messageKey], cancel) is not null;

    /// <inheritdoc/>
    public async ValueTask SentAsync(long messageKey, CancellationToken cancel = default) =>
        await _database.WriteAsync(session => session.RunAsync("DELETE FROM outbox WHERE key = ?1", messageKey));

    /// <inheritdoc/>
    public async ValueTask BufferAsync(OutboxEntry message, Instant expires, CancellationToken cancel = default) => await _database.WriteAsync(async session =>
    {
        await PutAsync(session, message with { Expires = expires }, buffered: true);
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask<bool> UnbufferAsync(IReadOnlyCollection<AwaitedMessage>? awaited, CancellationToken cancel = default)
    {
        // Nearly always nothing is buffered, and then nothing is written.
        if (await NumberAsync("SELECT 1 FROM outbox WHERE buffered LIMIT 1", [], cancel) is null)
        {
            return false;
        }

        if (awaited is null)
        {
            return await _database.WriteAsync(session => session.RunAsync(
                """
                UPDATE outbox SET buffered = FALSE, taken_by = NULL WHERE buffered AND EXISTS (
                    SELECT 1 FROM subscriptions AS wait WHERE wait.kind = ?1 AND wait.name = outbox.name AND (wait.correlation_key IS NULL OR wait.correlation_key = outbox.correlation_key))
                """,
                (int)SubscriptionKind.Message)) > 0;
        }

        return await _database.WriteAsync(async session =>
        {
            var shown = 0;
            foreach (var message in awaited)
            {
                shown += await session.RunAsync(SharedStatements.Unbuffer, message.Name, message.CorrelationKey);
            }

            return shown > 0;
        });
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PublishAsync(OutboxEntry message, string messageId, Instant until, Instant now, CancellationToken cancel = default) => await _database.WriteAsync(async session =>
    {
        var fresh = await session.RunAsync(
            """
            INSERT INTO message_ids (name, correlation_key, id, expires) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (name, correlation_key, id) DO UPDATE SET expires = excluded.expires WHERE message_ids.expires <= ?5
            """,
            message.Name, message.CorrelationKey ?? "", messageId, until.ToUnixTimeTicks(), now.ToUnixTimeTicks()) > 0;
        if (fresh)
        {
            await PutAsync(session, message, buffered: false);
        }

        return fresh;
    });

    /// <inheritdoc/>
    public async ValueTask DropExpiredAsync(Instant now, CancellationToken cancel = default)
    {
        var ticks = now.ToUnixTimeTicks();
        var old = (now - DeliveriesAreKept).ToUnixTimeTicks();
        if (await NumberAsync("SELECT 1 FROM outbox WHERE buffered AND expires <= ?1 LIMIT 1", [ticks], cancel) is not null)
        {
            await _database.WriteAsync(session => session.RunAsync("DELETE FROM outbox WHERE buffered AND expires <= ?1", ticks));
        }

        if (await NumberAsync("SELECT 1 FROM message_ids WHERE expires <= ?1 LIMIT 1", [ticks], cancel) is not null)
        {
            await _database.WriteAsync(session => session.RunAsync("DELETE FROM message_ids WHERE expires <= ?1", ticks));
        }

        const string Old = "at < ?1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.key = deliveries.message_key)";
        if (await NumberAsync($"SELECT 1 FROM deliveries WHERE {Old} LIMIT 1", [old], cancel) is not null)
        {
            await _database.WriteAsync(session => session.RunAsync($"DELETE FROM deliveries WHERE {Old}", old));
        }
    }

    private static ValueTask PutAsync(ISession session, OutboxEntry message, bool buffered)
    {
        var statements = new Statements();
        SharedStatements.Put(statements, message, buffered);
        return statements.RunAsync(session);
    }
}
