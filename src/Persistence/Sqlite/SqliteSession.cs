using System.Data.Common;
using Microsoft.Data.Sqlite;
using Peninsula.Persistence.Store;
using SQLitePCL;

namespace Peninsula.Persistence.Sqlite;

/// <summary>A connection with the statements that were prepared on it. Used by one thread at a time.</summary>
/// <remarks>
/// Writes bind and step SQLite's own statements: ADO.NET's command looks every parameter up by name and makes a reader for
/// every row written, which took longer than the writing (see tests/Benchmarks). Questions go through ADO.NET.
/// </remarks>
internal sealed class SqliteSession(SqliteConnection connection) : ISession, IStatements, IDisposable
{
    private readonly Dictionary<string, sqlite3_stmt> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _questions = new(StringComparer.Ordinal);
    private readonly sqlite3 _handle = connection.Handle!;

    /// <summary>Runs a statement; its parameters are <c>?1</c>, <c>?2</c> ..., which SQLite numbers as they say. Gives the number of rows changed.</summary>
    /// <exception cref="SqliteException">The database refused it.</exception>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Statement(sql);
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(statement, i + 1, values[i]));
        }

        int result;
        do
        {
            result = raw.sqlite3_step(statement);
        }
        while (result == raw.SQLITE_ROW);

        // Resetting tells the statement's error again; the step has told it.
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return raw.sqlite3_changes(_handle);
    }

    /// <summary>Asks for rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Question(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Asks for one value; null when there is no row or it has none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Question(sql, values).ExecuteScalar() is long number ? number : null;

    Dialect ISession.Dialect => Dialect.Sqlite;

    void IStatements.Run(string sql, params ReadOnlySpan<object?> values) => Run(sql, values);

    ValueTask<int> ISession.RunAsync(string sql, params ReadOnlySpan<object?> values) => ValueTask.FromResult(Run(sql, values));

    ValueTask<List<T>> ISession.QueryAsync<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values) => ValueTask.FromResult(Query(sql, read, values));

    ValueTask<long?> ISession.NumberAsync(string sql, params ReadOnlySpan<object?> values) => ValueTask.FromResult(Number(sql, values));

    public void Dispose()
    {
        foreach (var statement in _writes.Values)
        {
            statement.Dispose();
        }

        foreach (var command in _questions.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private static int Bind(sqlite3_stmt statement, int position, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, position),
        long number => raw.sqlite3_bind_int64(statement, position, number),
        int number => raw.sqlite3_bind_int64(statement, position, number),
        string text => raw.sqlite3_bind_text(statement, position, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be written.", nameof(value)),
    };

    private sqlite3_stmt Statement(string sql)
    {
        if (!_writes.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_handle, sql, out statement));
            _writes.Add(sql, statement);
        }

        return statement;
    }

    private SqliteCommand Question(string sql, ReadOnlySpan<object?> values)
    {
        if (!_questions.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "?" + i });
            }

            _questions.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _handle);
        }
    }
}
