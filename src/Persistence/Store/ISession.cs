using System.Data.Common;

namespace Peninsula.Persistence.Store;

/// <summary>A connection in somebody's hands. One statement text serves both databases: <see cref="Dialect"/> has the few words in which they differ.</summary>
/// <remarks>Parameters are <c>?1</c>, <c>?2</c> ...: long, int, string, byte[] or null. A truth value is 1 or 0.</remarks>
internal interface ISession
{
    /// <summary>The words in which the databases differ.</summary>
    Dialect Dialect { get; }

    /// <summary>Runs a statement; gives the number of rows changed.</summary>
    ValueTask<int> RunAsync(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Asks for rows.</summary>
    ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values);

    /// <summary>Asks for one whole number; null when there is no row or it has none.</summary>
    ValueTask<long?> NumberAsync(string sql, params ReadOnlySpan<object?> values);
}

/// <summary>Takes the statements of a transaction whose row counts nobody asks for: SQLite runs each at once, PostgreSQL all in one round trip.</summary>
internal interface IStatements
{
    /// <summary>Takes a statement. Parameters as in <see cref="ISession"/>.</summary>
    void Run(string sql, params ReadOnlySpan<object?> values);
}

/// <summary>The words in which the databases differ.</summary>
/// <param name="InTexts">Makes the condition that a column's value is in a JSON list of texts.</param>
/// <param name="RowsChanged">Asks for the number of rows changed so far: SQLite by this writer, PostgreSQL by anybody, with a delay.</param>
/// <param name="SkipLocked">What follows a selection of rows to be taken, so that hosts take different ones.</param>
internal sealed record Dialect(Func<string, string, string> InTexts, string SkipLocked, string RowsChanged)
{
    public static Dialect Sqlite { get; } = new((column, list) => $"{column} IN (SELECT value FROM json_each({list}))", "", "SELECT total_changes()");

    public static Dialect Postgres { get; } = new(
        (column, list) => $"{column} = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(CAST({list} AS text) AS jsonb))))",
        "FOR UPDATE SKIP LOCKED",
        "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables");
}
