using Microsoft.Data.Sqlite;
using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>Statements and row readers that several classes use.</summary>
internal static class SqliteStatements
{
    public static int Put(SqliteSession session, OutboxEntry entry, bool buffered) => session.Run(
        """
        INSERT INTO outbox (key, from_instance, is_signal, name, correlation_key, variables, at, expires, buffered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (key) DO UPDATE SET expires = excluded.expires, buffered = excluded.buffered
        """,
        entry.MessageKey, entry.FromInstance, entry.IsSignal ? 1 : 0, entry.Name, entry.CorrelationKey, FeelJson.ToUtf8(entry.Variables),
        entry.At.ToUnixTimeTicks(), entry.Expires?.ToUnixTimeTicks(), buffered ? 1 : 0);

    public static int RemoveSent(SqliteSession session, long messageKey) =>
        session.Run("DELETE FROM deliveries WHERE message_key = ?1", messageKey) + session.Run("DELETE FROM outbox WHERE key = ?1", messageKey);

    public static bool Notify(SqliteSession session, Notice notice) => session.Run(
        """
        INSERT OR IGNORE INTO notifications (idempotency_key, recipient, kind, text, business_key, instance_key, task_key, anonymised, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        notice.IdempotencyKey, notice.Recipient, notice.Kind, notice.Text, notice.BusinessKey, notice.InstanceKey, notice.TaskKey, notice.Anonymised ? 1 : 0, notice.At.ToUnixTimeTicks()) > 0;

    public static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static Instant Time(this SqliteDataReader reader, int column) => Instant.FromUnixTimeTicks(reader.GetInt64(column));

    public static byte[] Bytes(this SqliteDataReader reader, int column) => (byte[])reader.GetValue(column);

    public static FeelContext Context(this SqliteDataReader reader, int column) =>
        FeelJson.Parse(reader.Bytes(column)).TryGetContext(out var context) ? context : FeelContext.Empty;
}
