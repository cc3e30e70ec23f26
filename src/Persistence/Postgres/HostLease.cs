using Microsoft.Extensions.Logging;
using Npgsql;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Postgres;

/// <summary>
/// This host's number among those that share the database. It is kept by being seen every few seconds; whoever is not seen
/// for a while is dead, and what it had taken is free. Times are the database's own, so that no host's clock matters.
/// </summary>
internal sealed class HostLease : IDisposable
{
    // A number is given again long after its host was last seen: one that only slept must not find its keys made by another.
    private const long NumberRestsFor = 86_400 * Leases.SecondTicks;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Task _beating;
    private volatile int _number;

    public HostLease(NpgsqlDataSource source, ILogger log)
    {
        _source = source;
        _log = log;
        _number = Take();
        _beating = Task.Run(BeatAsync);
    }

    public int Number => _number;

    public void Dispose()
    {
        _stop.Cancel();
        _beating.Wait();
        _stop.Dispose();
        try
        {
            // What it had taken is free at once.
            Do($"UPDATE hosts SET seen = 0 WHERE number = {_number} AND run = '{_run}'");
        }
        catch (Exception error) when (PostgresConnection.IsUnavailable(error))
        {
            _log.LogWarning(error, "Host {Number} could not sign off; its work is free in a few seconds", _number);
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    if (Do($"UPDATE hosts SET seen = {Leases.Now} WHERE number = {_number} AND run = '{_run}'") == 0)
                    {
                        _number = Take();
                        _log.LogWarning("This host was held for dead; its number is {Number} now", _number);
                    }

                    ReleaseJobsOfTheDead();
                }
                catch (Exception error) when (PostgresConnection.IsUnavailable(error) || error is StoreException)
                {
                    _log.LogWarning("The database did not take note that host {Number} lives: {Reason}", _number, error.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The way it ends.
        }
    }

    // A job's lease is long. Whoever ran it within a host that is dead has no use for the rest of it.
    private void ReleaseJobsOfTheDead() => Do(
        $"""
        WITH dead AS (UPDATE hosts SET run = '' WHERE seen < {Leases.Now} - {Leases.DeadAfter} AND run <> '' RETURNING number)
        UPDATE jobs SET available_at = 0, worker = NULL FROM dead WHERE jobs.worker = 'host ' || dead.number
        """);

    private int Take()
    {
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        Do(connection, "SELECT pg_advisory_xact_lock(hashtext('peninsula:hosts'))");
        using var choose = new NpgsqlCommand(
            $"""
            SELECT coalesce(
                (SELECT number FROM hosts WHERE seen < {Leases.Now} - {NumberRestsFor} ORDER BY seen LIMIT 1),
                (SELECT coalesce(max(number) + 1, 0) FROM hosts HAVING coalesce(max(number) + 1, 0) < {KeyGenerator.MaxHosts}),
                (SELECT number FROM hosts WHERE seen < {Leases.Now} - {Leases.DeadAfter} ORDER BY seen LIMIT 1))
            """,
            connection);
        var taken = choose.ExecuteScalar() as int? ?? throw new StoreException($"{KeyGenerator.MaxHosts} hosts share this database already.");
        Do(connection, $"UPDATE timers SET taken_by = NULL WHERE taken_by = {taken}");
        Do(connection, $"UPDATE outbox SET taken_by = NULL WHERE taken_by = {taken}");
        using var write = new NpgsqlCommand(
            $"INSERT INTO hosts (number, name, run, seen) VALUES ($1, $2, $3, {Leases.Now}) ON CONFLICT (number) DO UPDATE SET name = excluded.name, run = excluded.run, seen = excluded.seen", connection)
        {
            Parameters = { new() { Value = taken }, new() { Value = Environment.MachineName }, new() { Value = _run } },
        };
        write.ExecuteNonQuery();
        transaction.Commit();
        return taken;
    }

    private int Do(string sql)
    {
        using var connection = _source.OpenConnection();
        return Do(connection, sql);
    }

    private static int Do(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    }
}
