using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>A database in a folder of its own, removed at the end.</summary>
public sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("peninsula-");
    private PeninsulaDatabase? open;

    public string File => Path.Combine(folder.FullName, "test.db");

    public string ConnectionString => $"Data Source={File}";

    public PeninsulaDatabase Open => open ??= PeninsulaDatabase.Open(ConnectionString);

    public PeninsulaDbContext Context() =>
        new(new DbContextOptionsBuilder<PeninsulaDbContext>().UseSqlite(ConnectionString).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);

    /// <summary>Closes and opens the file, as a restart does.</summary>
    public void Restart()
    {
        open?.Dispose();
        open = null;
    }

    /// <summary>What somebody does to the file behind the program's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        open?.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
