using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Sqlite;

/// <summary>Opens connections to one database file the one way that is safe: WAL, every commit on the disk before it is acknowledged.</summary>
internal sealed class SqliteDatabase : IDatabase
{
    private readonly SqliteWriter _writer;
    private readonly string _connectionString;
    private readonly DomainStatements _domain;
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    public SqliteDatabase(string connectionString, DomainStatements domain, int queueLimit, ILogger log)
    {
        _domain = domain;
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = false, DefaultTimeout = 10 };
        if (builder.DataSource.Length == 0 || builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException("The connection string must name a database file, such as \"Data Source=peninsula.db\".", nameof(connectionString));
        }

        _connectionString = builder.ToString();
        _writer = new SqliteWriter(this, queueLimit, log);
    }

    // One file, one host.
    public event Action<StoreChanges>? ChangedElsewhere
    {
        add { }
        remove { }
    }

    public int? Host => null;

    public (long Groups, long Writes) Committed => _writer.Committed;

    /// <summary>A new connection.</summary>
    /// <exception cref="StoreException">The file cannot be opened.</exception>
    public SqliteSession Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            // A checkpoint is one more wait for the disk: 32 MB of log make them rare, and are read back in well under a second.
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8000;";
            pragmas.ExecuteNonQuery();
            return new SqliteSession(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Unavailable(error);
        }
    }

    // On a connection that nobody else uses meanwhile. Nothing waits in here: a SQLite session answers at once.
    public async ValueTask<T> ReadAsync<T>(Func<ISession, ValueTask<T>> ask, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (!_idle.TryTake(out var session))
        {
            session = Open();
        }

        try
        {
            var answer = await ask(session);
            _idle.Add(session);
            return answer;
        }
        catch (SqliteException error)
        {
            session.Dispose();
            throw Unavailable(error);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public Task<T> WriteAsync<T>(Func<ISession, ValueTask<T>> action) =>
        _writer.TryWrite(session => Completed(action(session)), out var done) ? done : Task.FromException<T>(new BusyException());

    public void Announce(StoreChanges changes)
    {
        // Nobody else is there.
    }

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit) =>
        _writer.TryWrite(session => SqliteCommit.Apply(session, _domain, commit), out var done) ? await done : CommitOutcome.Busy;

    public static StoreException Unavailable(SqliteException error) =>
        new($"The database did not do what was asked: {error.Message}", error);

    public void Dispose()
    {
        _writer.Dispose();
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    // The writer's thread may not be left in the middle of its transaction.
    private static T Completed<T>(ValueTask<T> done) =>
        done.IsCompleted ? done.GetAwaiter().GetResult() : throw new InvalidOperationException("A write waited for something other than its session.");
}
