using Microsoft.Data.Sqlite;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Operations;

/// <summary>Backs a SQLite file up with <c>VACUUM INTO</c>: one read transaction, so the writer goes on, and the copy has no free pages.</summary>
/// <remarks>SQLite's page-by-page backup would begin anew whenever another process writes, and under load never end.</remarks>
internal static class SqliteBackup
{
    public static BackupReport Write(string connectionString, string part, CancellationToken cancel)
    {
        var source = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 0 };
        if (!File.Exists(source.DataSource))
        {
            throw new StoreException($"There is no database {source.DataSource}.");
        }

        try
        {
            using (var connection = Open(source))
            using (cancel.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle!)))
            {
                using var command = connection.CreateCommand();
                command.CommandText = "VACUUM INTO $part";
                command.Parameters.AddWithValue("$part", part);
                command.ExecuteNonQuery();
            }

            // SQLite leaves a copy to the system's cache, where a power cut would take it.
            using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            Check(part);
            return new BackupReport(part, new FileInfo(part).Length, "every page, index and reference of the copy");
        }
        catch (SqliteException error)
        {
            cancel.ThrowIfCancellationRequested();
            throw new StoreException($"The database {source.DataSource} could not be backed up: {error.Message}", error);
        }
    }

    private static void Check(string part)
    {
        using var copy = Open(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false, Mode = SqliteOpenMode.ReadOnly });
        var problems = Ask(copy, "PRAGMA integrity_check(10)").Where(answer => answer != "ok")
            .Concat(Ask(copy, "SELECT 'table ' || \"table\" || ' has a row without its parent' FROM pragma_foreign_key_check() LIMIT 10"))
            .ToList();
        if (problems.Count > 0)
        {
            throw new StoreException($"The copy is damaged, and so probably is the database: {string.Join("; ", problems)}");
        }
    }

    private static List<string> Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var answers = new List<string>();
        while (reader.Read())
        {
            answers.Add(reader.GetString(0));
        }

        return answers;
    }

    private static SqliteConnection Open(SqliteConnectionStringBuilder settings)
    {
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
