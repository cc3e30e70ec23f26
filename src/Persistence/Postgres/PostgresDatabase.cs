using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Postgres;

/// <summary>A database of PostgreSQL. Every command is a transaction of its own, many of them under way at a time: the server itself lets those that are ready together share a wait for the disk.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    private readonly NpgsqlDataSource source;
    private readonly ParameterTypes types;
    private readonly DomainStatements domain;
    private readonly WriteGate gate;
    private readonly HostLease lease;
    private readonly ChangeChannel channel;
    private long committed;

    public PostgresDatabase(string connectionString, DomainStatements domain, int queueLimit, ILogger log)
    {
        this.domain = domain;
        var settings = PostgresConnection.Settings(connectionString);
        source = NpgsqlDataSource.Create(settings);
        types = new ParameterTypes(source);

        // Readers find a connection too, however many write.
        gate = new WriteGate(Math.Max(1, settings.MaxPoolSize * 3 / 4), queueLimit);
        lease = new HostLease(source, log);
        channel = new ChangeChannel(settings.ConnectionString, log);
    }

    public event Action<StoreChanges>? ChangedElsewhere
    {
        add => channel.Heard += value;
        remove => channel.Heard -= value;
    }

    public int? Host => lease.Number;

    public (long Groups, long Writes) Committed => (Volatile.Read(ref committed), Volatile.Read(ref committed));

    public async ValueTask<T> ReadAsync<T>(Func<ISession, ValueTask<T>> ask, CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            return await ask(new PostgresSession(connection, types));
        }
        catch (Exception error) when (PostgresConnection.IsUnavailable(error))
        {
            throw PostgresConnection.Unavailable(error);
        }
    }

    public async Task<T> WriteAsync<T>(Func<ISession, ValueTask<T>> action)
    {
        using var place = await gate.EnterAsync() ?? throw new BusyException();
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var result = await action(new PostgresSession(connection, types));
            await transaction.CommitAsync();
            Interlocked.Increment(ref committed);
            return result;
        }
        catch (Exception error) when (PostgresConnection.IsUnavailable(error))
        {
            throw PostgresConnection.Unavailable(error);
        }
    }

    public void Announce(StoreChanges changes) => channel.Tell(changes);

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit)
    {
        using var place = await gate.EnterAsync();
        if (place is null)
        {
            StoreTelemetry.TurnedAway();
            return CommitOutcome.Busy;
        }

        var began = Stopwatch.GetTimestamp();
        var statements = new PostgresCommit(commit, domain);
        NpgsqlBatch? batch = null;
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var sent = batch = new NpgsqlBatch(connection);
            foreach (var (sql, values) in statements.Statements)
            {
                var described = await types.OfAsync(sql);
                var statement = new NpgsqlBatchCommand(described.Text);
                described.Bind(statement.Parameters, values);
                batch.BatchCommands.Add(statement);
            }

            // One message to the server, which takes it as one transaction.
            await batch.ExecuteNonQueryAsync();
            StoreTelemetry.Committed(1, began);
            Interlocked.Increment(ref committed);
            channel.Tell(CommitChanges.Of(commit));
            return CommitOutcome.Committed;
        }
        catch (PostgresException error) when (Refused(error, statements, batch) is { } outcome)
        {
            return outcome;
        }
        catch (Exception error) when (PostgresConnection.IsUnavailable(error))
        {
            throw PostgresConnection.Unavailable(error);
        }
    }

    public void Dispose()
    {
        channel.Dispose();
        lease.Dispose();
        gate.Dispose();
        source.Dispose();
    }

    private static CommitOutcome? Refused(PostgresException error, PostgresCommit statements, NpgsqlBatch? batch) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.DivisionByZero
            when batch is not null && error.BatchCommand is NpgsqlBatchCommand failed => statements.Refusal(batch.BatchCommands.IndexOf(failed)),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => CommitOutcome.Conflict,
        _ => null,
    };
}
