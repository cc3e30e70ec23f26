using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>What the runtime asks of the rows.</summary>
public sealed partial class WorkflowStore
{
    private const int LastCommands = 1_000;

    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PendingTimer>> DueTimersAsync(Instant now, int most, CancellationToken cancel = default) => TakeAsync(
        "timers",
        "held = 0 AND due <= ?2",
        [now.ToUnixTimeTicks()],
        "due, key",
        "key, instance_key, definition_key, element_id, due, kind, repetitions_left, interval",
        reader => new PendingTimer(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.Time(4), (TimerKind)reader.GetInt32(5), reader.GetInt32(6), reader.Text(7)),
        timer => (timer.Due.ToUnixTimeTicks(), timer.TimerKey),
        most,
        cancel);

    /// <inheritdoc/>
    public ValueTask<Instant?> NextTimerAsync(CancellationToken cancel = default) =>
        FirstAsync("SELECT due FROM timers WHERE held = 0 ORDER BY due LIMIT 1", [], cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenSubscription>> SubscriptionsAsync(SubscriptionKind kind, string name, string? correlationKey, CancellationToken cancel = default) => RowsAsync(
        """
        SELECT key, instance_key, definition_key, element_id, kind, name, correlation_key FROM subscriptions
        WHERE kind = ?1 AND name = ?2 AND (correlation_key IS NULL OR correlation_key = ?3) ORDER BY key
        """,
        reader => new OpenSubscription(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), (SubscriptionKind)reader.GetInt32(4), reader.GetString(5), reader.Text(6)),
        [(int)kind, name, correlationKey],
        cancel);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingJob>> TakeJobsAsync(IReadOnlyCollection<string> types, string worker, Instant now, Duration lease, int most, JobScope? scope = null, CancellationToken cancel = default)
    {
        // An empty look costs no transaction: pollers would otherwise keep the disk busy all night.
        if (await NextJobAsync(types, cancel) is not { } next || next > now)
        {
            return [];
        }

        object?[] values = [JsonSerializer.Serialize(types), now.ToUnixTimeTicks(), (now + lease).ToUnixTimeTicks(), worker, most];
        if (scope is not null)
        {
            values = [.. values, scope.StartedBy, JsonSerializer.Serialize(scope.Partitions), scope.Unowned ? 1 : 0];
        }

        var taken = await _database.WriteAsync(session => session.QueryAsync(
            $"""
            WITH free AS MATERIALIZED (
                SELECT key FROM jobs WHERE held = 0 AND retries > 0 AND {session.Dialect.InTexts("type", "?1")} AND available_at <= ?2 {(scope is null ? "" : InScope(session))} ORDER BY available_at, key LIMIT ?5 {session.Dialect.SkipLocked})
            UPDATE jobs SET available_at = ?3, worker = ?4 WHERE key IN (SELECT key FROM free)
            RETURNING key, instance_key, element_id, type, retries, headers, variables, business_key, process_id, failures
            """,
            ReadJob,
            values));
        taken.Sort((job, other) => job.JobKey.CompareTo(other.JobKey));
        return taken;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ExtendJobAsync(long jobKey, Instant until, CancellationToken cancel = default) => await _database.WriteAsync(session =>
        session.RunAsync("UPDATE jobs SET available_at = ?2 WHERE key = ?1 AND worker IS NOT NULL", jobKey, until.ToUnixTimeTicks())) > 0;

    /// <inheritdoc/>
    public async ValueTask<Instant?> NextJobAsync(IReadOnlyCollection<string> types, CancellationToken cancel = default)
    {
        var list = JsonSerializer.Serialize(types);
        var next = await _database.ReadAsync(
            session => session.NumberAsync($"SELECT min(available_at) FROM jobs WHERE held = 0 AND retries > 0 AND {session.Dialect.InTexts("type", "?1")}", list),
            cancel);
        return next is { } ticks ? Instant.FromUnixTimeTicks(ticks) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<long> GreatestKeyAsync(CancellationToken cancel = default)
    {
        string[] keyed = ["instances", "user_tasks", "timers", "jobs", "subscriptions", "escalations", "incidents", "outbox", "resources", "batches"];
        var greatest = string.Join(" UNION ALL ", keyed.Select(table => $"SELECT max(key) AS key FROM {table}"));
        var key = await NumberAsync($"SELECT max(key) FROM ({greatest}) AS greatest", [], cancel) ?? 0;

        // Elements have keys too, and no rows, and fired timers have none any more. The time of the last command is past those
        // before, unless the clock was set back since: then only what the last commands wrote knows the keys that they made.
        var at = await NumberAsync("SELECT at FROM history ORDER BY sequence DESC LIMIT 1", [], cancel);
        var last = await _database.ReadAsync(
            session => session.QueryAsync($"SELECT events FROM history ORDER BY sequence DESC LIMIT {LastCommands}", reader => GreatestKey(reader.Bytes(0))), cancel);
        return Math.Max(last.Append(key).Max(), at is { } ticks ? KeyGenerator.Floor(Instant.FromUnixTimeTicks(ticks)) : 0);
    }

    private static long GreatestKey(byte[] events)
    {
        try
        {
            return EventKeys.Greatest(EventCodec.Read(events));
        }
        catch (InvalidDataException)
        {
            // Whoever verifies the history says so; keys must be made all the same.
            return 0;
        }
    }

    private static string InScope(ISession session) =>
        $"""
        AND EXISTS (SELECT 1 FROM instances WHERE instances.key = jobs.instance_key AND CASE WHEN instances.partition IS NOT NULL
            THEN {session.Dialect.InTexts("instances.partition", "?7")}
            ELSE EXISTS (SELECT 1 FROM history WHERE history.instance_key = jobs.instance_key AND history.version = 1 AND (by = ?6 OR (?8 = 1 AND by IS NULL))) END)
        """;

    // One row that somebody damaged must not hide the others.
    private static WaitingJob ReadJob(DbDataReader reader)
    {
        var job = new WaitingJob(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), NoHeaders, FeelContext.Empty, reader.Text(7), reader.GetString(8))
        {
            Failures = reader.GetInt32(9),
        };
        try
        {
            return job with
            {
                Headers = reader.Text(5) is { } headers ? JsonSerializer.Deserialize<Dictionary<string, string>>(headers)! : NoHeaders,
                Variables = reader.Context(6),
            };
        }
        catch (Exception error) when (SharedStatements.IsDamage(error))
        {
            return job with { Unreadable = error.Message };
        }
    }

    private static OutboxEntry ReadEntry(DbDataReader reader)
    {
        var entry = new OutboxEntry(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetString(3), reader.Text(4), FeelContext.Empty, reader.Time(6), reader.IsDBNull(7) ? null : reader.Time(7))
        {
            Sender = reader.Text(8),
        };
        try
        {
            return entry with { Variables = reader.Context(5) };
        }
        catch (Exception error) when (SharedStatements.IsDamage(error))
        {
            return entry with { Unreadable = error.Message };
        }
    }

    private async ValueTask<IReadOnlyList<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> read, object?[] values, CancellationToken cancel) =>
        await _database.ReadAsync(session => session.QueryAsync(sql, read, values), cancel);

    private async ValueTask<Instant?> FirstAsync(string sql, object?[] values, CancellationToken cancel) =>
        await NumberAsync(sql, values, cancel) is { } ticks ? Instant.FromUnixTimeTicks(ticks) : null;

    // Rows are only read where nobody else could take them too. The condition's own parameters are ?2 and on.
    private async ValueTask<IReadOnlyList<T>> TakeAsync<T>(
        string table, string condition, object?[] values, string order, string columns, Func<DbDataReader, T> read, Func<T, (long, long)> place, int most, CancellationToken cancel)
    {
        if (_database.Host is not { } host)
        {
            return await RowsAsync($"SELECT {columns} FROM {table} WHERE {condition} ORDER BY {order} LIMIT ?1", read, [most, .. values], cancel);
        }

        // An empty look costs no transaction.
        var me = $"?{values.Length + 2}";
        var free = $"SELECT key FROM {table} WHERE {condition} AND {Leases.IsFree(me)} ORDER BY {order} LIMIT ?1";
        if (await NumberAsync(free, [1L, .. values, host], cancel) is null)
        {
            return [];
        }

        object?[] all = [(long)most, .. values, host];
        var taken = await _database.WriteAsync(session => session.QueryAsync(
            $"WITH free AS MATERIALIZED ({free} {session.Dialect.SkipLocked}) UPDATE {table} SET taken_by = {me} WHERE key IN (SELECT key FROM free) RETURNING {columns}",
            read,
            all));
        return [.. taken.OrderBy(place)];
    }
}
