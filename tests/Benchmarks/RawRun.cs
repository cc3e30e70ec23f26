using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Peninsula.Benchmarks;

/// <summary>What the disk and SQLite allow: one prepared ADO.NET statement that inserts as many rows of as many bytes, in transactions as large, into a table without an index.</summary>
internal static class RawRun
{
    public static double CommandsPerSecond(string folder, EngineRun engine)
    {
        using var file = new BenchmarkFile(folder);
        using var connection = file.Open();
        Do(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE raw (id INTEGER PRIMARY KEY, value BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw (value) VALUES ($value)";
        var value = insert.Parameters.Add("$value", SqliteType.Blob);
        value.Value = new byte[(int)Math.Round(engine.BytesPerCommand / engine.RowsPerCommand)];
        insert.Prepare();

        var watch = Stopwatch.StartNew();
        double rowsDue = 0, commandsDue = 0;
        long rows = 0, commands = 0;
        while (commands < engine.Commands)
        {
            // Fractions of rows and commands add up from group to group, so that the totals are those of the engine.
            commandsDue += engine.CommandsPerGroup;
            var group = Math.Max(1, Math.Min((long)commandsDue - commands, engine.Commands - commands));
            commands += group;
            rowsDue = commands * engine.RowsPerCommand;
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (; rows < (long)rowsDue; rows++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return commands / watch.Elapsed.TotalSeconds;
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
