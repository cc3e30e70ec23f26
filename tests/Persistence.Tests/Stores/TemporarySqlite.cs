using Microsoft.Data.Sqlite;

namespace Peninsula.Persistence.Tests.Stores;

public sealed class TemporarySqlite(string? parent = null) : TemporaryDatabase
{
    private readonly DirectoryInfo _folder = parent is null ? Directory.CreateTempSubdirectory("peninsula-") : Directory.CreateDirectory(Path.Combine(parent, "database"));

    public string File => Path.Combine(_folder.FullName, "test.db");

    public override string ConnectionString => $"Data Source={File}";

    public override void Tamper(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override IDisposable HoldWrites()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    public override void UnguardHistory() => Tamper("DROP TRIGGER history_is_never_changed; DROP TRIGGER history_is_never_removed");

    public override void UnguardReads() => Tamper("DROP TRIGGER reads_are_never_changed; DROP TRIGGER reads_are_never_removed");

    protected override void Remove()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
