using Microsoft.Data.Sqlite;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Services;

/// <summary>Tells a database that is away, full or locked from a fault of the program.</summary>
public static class StoreFaults
{
    // Of SQLite's result codes those that say that the file cannot be used now: https://sqlite.org/rescode.html.
    private static readonly HashSet<int> Away = [SQLitePCL.raw.SQLITE_BUSY, SQLitePCL.raw.SQLITE_LOCKED, SQLitePCL.raw.SQLITE_READONLY, SQLitePCL.raw.SQLITE_IOERR, SQLitePCL.raw.SQLITE_FULL, SQLitePCL.raw.SQLITE_CANTOPEN];

    /// <summary>Whether it failed because the database cannot be used now: trying again later may help.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        StoreException => true,
        SqliteException sqlite => Away.Contains(sqlite.SqliteErrorCode),
        Npgsql.PostgresException postgres => postgres.IsTransient,
        Npgsql.NpgsqlException => true,
        _ => error.InnerException is { } inner && IsUnavailable(inner),
    };
}
