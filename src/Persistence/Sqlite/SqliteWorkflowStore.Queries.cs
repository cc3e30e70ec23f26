using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>What the runtime asks of the rows.</summary>
public sealed partial class SqliteWorkflowStore
{
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default) => Rows(
        "SELECT key, instance_key, definition_key, element_id, due, kind, repetitions_left, interval FROM timers WHERE held = 0 AND due <= ?1 ORDER BY due, key LIMIT ?2",
        reader => new PendingTimer(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.Time(4), (TimerKind)reader.GetInt32(5), reader.GetInt32(6), reader.Text(7)),
        now.ToUnixTimeTicks(),
        most);

    /// <inheritdoc/>
    public ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default) =>
        First("SELECT due FROM timers WHERE held = 0 ORDER BY due LIMIT 1");

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default) => Rows(
        """
        SELECT key, instance_key, definition_key, element_id, kind, name, correlation_key FROM subscriptions
        WHERE kind = ?1 AND name = ?2 AND (correlation_key IS NULL OR correlation_key = ?3) ORDER BY key
        """,
        reader => new OpenSubscription(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), (SubscriptionKind)reader.GetInt32(4), reader.GetString(5), reader.Text(6)),
        (int)kind,
        name,
        correlationKey);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, CancellationToken cancel = default)
    {
        // An empty look costs no transaction: pollers would otherwise keep the disk busy all night.
        if (await NextJobAsync(types, cancel) is not { } next || next > now)
        {
            return [];
        }

        var taken = await writer.WriteAsync(session => session.Query(
            """
            UPDATE jobs SET available_at = ?3, worker = ?4 WHERE key IN (
                SELECT key FROM jobs WHERE held = 0 AND retries > 0 AND type IN (SELECT value FROM json_each(?1)) AND available_at <= ?2 ORDER BY available_at, key LIMIT ?5)
            RETURNING key, instance_key, element_id, type, retries, headers, variables, business_key, process_id, failures
            """,
            ReadJob,
            JsonSerializer.Serialize(types),
            now.ToUnixTimeTicks(),
            (now + lease).ToUnixTimeTicks(),
            worker,
            most));
        taken.Sort((one, other) => one.JobKey.CompareTo(other.JobKey));
        return taken;
    }

    /// <inheritdoc/>
    public ValueTask<Instant?> NextJobAsync(IReadOnlyCollection<string> types, CancellationToken cancel = default) =>
        First("SELECT min(available_at) FROM jobs WHERE held = 0 AND retries > 0 AND type IN (SELECT value FROM json_each(?1))", JsonSerializer.Serialize(types));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(int most, CancellationToken cancel = default) => Rows(
        "SELECT key, from_instance, is_signal, name, correlation_key, variables, at, expires FROM outbox WHERE buffered = 0 ORDER BY key LIMIT ?1",
        reader => new OutboxEntry(reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetString(3), reader.Text(4), reader.Context(5), reader.Time(6), reader.IsDBNull(7) ? null : reader.Time(7)),
        most);

    /// <inheritdoc/>
    public ValueTask<long> GreatestKeyAsync(CancellationToken cancel = default)
    {
        var (key, at) = database.Read(session => (
            session.Number(
                """
                SELECT max(coalesce((SELECT max(key) FROM instances), 0), coalesce((SELECT max(key) FROM user_tasks), 0), coalesce((SELECT max(key) FROM timers), 0),
                    coalesce((SELECT max(key) FROM jobs), 0), coalesce((SELECT max(key) FROM subscriptions), 0), coalesce((SELECT max(key) FROM escalations), 0),
                    coalesce((SELECT max(key) FROM incidents), 0), coalesce((SELECT max(key) FROM outbox), 0), coalesce((SELECT max(key) FROM resources), 0))
                """) ?? 0,
            session.Number("SELECT at FROM history ORDER BY sequence DESC LIMIT 1")));

        // Elements have keys too, and no rows: the time of the last command is past those of the commands before.
        return ValueTask.FromResult(at is { } ticks ? Math.Max(key, KeyGenerator.Floor(Instant.FromUnixTimeTicks(ticks))) : key);
    }

    private static WaitingJob ReadJob(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetInt32(4),
        reader.Text(5) is { } headers ? JsonSerializer.Deserialize<Dictionary<string, string>>(headers)! : NoHeaders,
        reader.Context(6),
        reader.Text(7),
        reader.GetString(8)) { Failures = reader.GetInt32(9) };

    private ValueTask<IReadOnlyList<T>> Rows<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values) =>
        ValueTask.FromResult<IReadOnlyList<T>>(database.Read(session => session.Query(sql, read, values)));

    private ValueTask<Instant?> First(string sql, params object?[] values) =>
        ValueTask.FromResult<Instant?>(database.Read(session => session.Number(sql, values)) is { } ticks ? Instant.FromUnixTimeTicks(ticks) : null);
}
