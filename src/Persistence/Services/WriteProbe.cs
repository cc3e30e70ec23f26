using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Services;

/// <summary>Whether the database takes a write: one that answers questions may be full all the same.</summary>
public sealed class WriteProbe
{
    private readonly IDatabase _database;

    internal WriteProbe(IDatabase database) => _database = database;

    /// <summary>Writes what is there already, and waits until it is on the disk.</summary>
    /// <exception cref="Workflows.Runtime.StoreException">The database cannot be written.</exception>
    public Task WriteAsync() => _database.WriteAsync(session => session.RunAsync("UPDATE purpose SET since = since WHERE id = 1"));
}
