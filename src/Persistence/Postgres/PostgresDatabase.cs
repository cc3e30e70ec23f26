using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Postgres;

/// <summary>A database of PostgreSQL. Every command is a transaction of its own, many of them under way at a time: the server itself lets those that are ready together share a wait for the disk.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    private readonly NpgsqlDataSource _source;
    private readonly ParameterTypes _types;
    private readonly DomainStatements _domain;
    private readonly WriteGate _gate;
    private readonly HostLease _lease;
    private readonly ChangeChannel _channel;
    private long _committed;

    public PostgresDatabase(string connectionString, DomainStatements domain, int queueLimit, ILogger log)
    {
        _domain = domain;
        var settings = PostgresConnection.Settings(connectionString);
        _source = NpgsqlDataSource.Create(settings);
        _types = new ParameterTypes(_source);

        // Readers find a connection too, however many write.
        _gate = new WriteGate(Math.Max(1, settings.MaxPoolSize * 3 / 4), queueLimit);
        _lease = new HostLease(_source, log);
        _channel = new ChangeChannel(settings.ConnectionString, log);
    }

    public event Action<StoreChanges>? ChangedElsewhere
    {
        add => _channel.Heard += value;
        remove => _channel.Heard -= value;
    }

    public int? Host => _lease.Number;

    public (long Groups, long Writes) Committed => (Volatile.Read(ref _committed), Volatile.Read(ref _committed));

    public async ValueTask<T> ReadAsync<T>(Func<ISession, ValueTask<T>> ask, CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel);
            return await ask(new PostgresSession(connection, _types));
        }
        catch (Exception error) when (PostgresConnection.IsUnavailable(error))
        {
            throw PostgresConnection.Unavailable(error);
        }
    }

    public async Task<T> WriteAsync<T>(Func<ISession, ValueTask<T>> action)
    {
        using var place = await _gate.EnterAsync() ?? throw new BusyException();
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var result = await action(new PostgresSession(connection, _types));
            await transaction.CommitAsync();
            Interlocked.Increment(ref _committed);
            return result;
        }
        catch (Exception error) when (PostgresConnection.IsUnavailable(error))
        {
            throw PostgresConnection.Unavailable(error);
        }
    }

    public void Announce(StoreChanges changes) => _channel.Tell(changes);

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit)
    {
        using var place = await _gate.EnterAsync();
        if (place is null)
        {
            StoreTelemetry.TurnedAway();
            return CommitOutcome.Busy;
        }

        var began = Stopwatch.GetTimestamp();
        var statements = new PostgresCommit(commit, _domain);
        NpgsqlBatch? batch = null;
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var sent = batch = new NpgsqlBatch(connection);
            foreach (var (sql, values) in statements.Statements)
            {
                var described = await _types.OfAsync(sql);
                var statement = new NpgsqlBatchCommand(described.Text);
                described.Bind(statement.Parameters, values);
                batch.BatchCommands.Add(statement);
            }

            // One message to the server, which takes it as one transaction.
            await batch.ExecuteNonQueryAsync();
            StoreTelemetry.Committed(1, began);
            Interlocked.Increment(ref _committed);
            _channel.Tell(CommitChanges.Of(commit));
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
        _channel.Dispose();
        _lease.Dispose();
        _gate.Dispose();
        _source.Dispose();
    }

    private static CommitOutcome? Refused(PostgresException error, PostgresCommit statements, NpgsqlBatch? batch) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.DivisionByZero
            when batch is not null && error.BatchCommand is NpgsqlBatchCommand failed => statements.Refusal(batch.BatchCommands.IndexOf(failed)),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => CommitOutcome.Conflict,
        _ => null,
    };
}
