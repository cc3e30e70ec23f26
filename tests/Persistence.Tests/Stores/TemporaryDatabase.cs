using Peninsula.Persistence.Setup;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>A database of its own for one test, removed at the end.</summary>
public abstract class TemporaryDatabase : IDisposable
{
    private PeninsulaDatabase? _open;

    public abstract string ConnectionString { get; }

    public PeninsulaDatabase Open => _open ??= PeninsulaDatabase.Open(ConnectionString, TestDomain.Instance);

    public PeninsulaDbContext Context() => new PeninsulaContexts(ConnectionString).CreateDbContext();

    /// <summary>Closes and opens the database, as a restart does.</summary>
    public void Restart()
    {
        _open?.Dispose();
        _open = null;
    }

    /// <summary>What somebody does to the database behind the program's back.</summary>
    public abstract void Tamper(string sql);

    /// <summary>Keeps every write waiting until the result is disposed.</summary>
    public abstract IDisposable HoldWrites();

    /// <summary>Removes what refuses to change history.</summary>
    public abstract void UnguardHistory();

    /// <summary>Removes what refuses to change the audit of reads.</summary>
    public abstract void UnguardReads();

    public void Dispose()
    {
        _open?.Dispose();
        Remove();
        GC.SuppressFinalize(this);
    }

    protected abstract void Remove();
}
