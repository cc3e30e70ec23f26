using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>Statements and row readers that several classes use.</summary>
internal static class SharedStatements
{
    public static void Put(IStatements statements, OutboxEntry entry, bool buffered) => statements.Run(
        """
        INSERT INTO outbox (key, from_instance, is_signal, name, correlation_key, variables, at, expires, buffered, sender) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (key) DO UPDATE SET expires = excluded.expires, buffered = excluded.buffered, taken_by = NULL
        """,
        entry.MessageKey, entry.FromInstance, entry.IsSignal ? 1 : 0, entry.Name, entry.CorrelationKey, FeelJson.ToUtf8(entry.Variables),
        entry.At.ToUnixTimeTicks(), entry.Expires?.ToUnixTimeTicks(), buffered ? 1 : 0, entry.Sender);

    public static string Unbuffer { get; } =
        "UPDATE outbox SET buffered = FALSE, taken_by = NULL WHERE buffered AND name = ?1 AND (CAST(?2 AS TEXT) IS NULL OR correlation_key = CAST(?2 AS TEXT))";

    public static string InsertDelivery { get; } = "INSERT INTO deliveries (message_key, receiver, instance_key, at) VALUES (?1, ?2, ?3, ?4)";

    public static string InsertNotice { get; } =
        """
        INSERT INTO notices (idempotency_key, recipient, kind, text, business_key, instance_key, task_key, anonymised, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """;

    public static object?[] Values(Notice notice) =>
        [notice.IdempotencyKey, notice.Recipient, notice.Kind, notice.Text, notice.BusinessKey, notice.InstanceKey, notice.TaskKey, notice.Anonymised ? 1 : 0, notice.At.ToUnixTimeTicks()];

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static Instant Time(this DbDataReader reader, int column) => Instant.FromUnixTimeTicks(reader.GetInt64(column));

    public static byte[] Bytes(this DbDataReader reader, int column) => (byte[])reader.GetValue(column);

    public static bool IsDamage(Exception error) => error is JsonException or FormatException or InvalidCastException or InvalidOperationException or ArgumentException;

    public static FeelContext Context(this DbDataReader reader, int column) =>
        FeelJson.Parse(reader.Bytes(column)).TryGetContext(out var context) ? context : FeelContext.Empty;
}
