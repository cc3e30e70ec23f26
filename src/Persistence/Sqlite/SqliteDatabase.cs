using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence;

/// <summary>Opens connections to one database file the one way that is safe: WAL, every commit on the disk before it is acknowledged.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly string connectionString;
    private readonly ConcurrentBag<SqliteSession> idle = [];

    public SqliteDatabase(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = false, DefaultTimeout = 10 };
        if (builder.DataSource.Length == 0 || builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException("The connection string must name a database file, such as \"Data Source=peninsula.db\".", nameof(connectionString));
        }

        this.connectionString = builder.ToString();
    }

    /// <summary>A new connection.</summary>
    /// <exception cref="StoreException">The file cannot be opened.</exception>
    public SqliteSession Open()
    {
        var connection = new SqliteConnection(connectionString);
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

    /// <summary>Asks the database something, on a connection that nobody else uses meanwhile.</summary>
    public T Read<T>(Func<SqliteSession, T> ask)
    {
        if (!idle.TryTake(out var session))
        {
            session = Open();
        }

        try
        {
            var answer = ask(session);
            idle.Add(session);
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

    public static StoreException Unavailable(SqliteException error) =>
        new($"The database did not do what was asked: {error.Message}", error);

    public void Dispose()
    {
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
