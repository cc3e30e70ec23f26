using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>One database, SQLite or PostgreSQL, as the store and the small services use it.</summary>
internal interface IDatabase : IDisposable
{
    /// <summary>Raised when another host has changed something, and when that may have been missed.</summary>
    event Action<StoreChanges>? ChangedElsewhere;

    /// <summary>Number of this host among those that share the database; null where none can.</summary>
    int? Host { get; }

    /// <summary>Transactions committed since it was opened, and the writes that shared them.</summary>
    (long Groups, long Writes) Committed { get; }

    /// <summary>Asks something. Readers wait for nobody.</summary>
    /// <exception cref="StoreException">The database did not answer.</exception>
    ValueTask<T> ReadAsync<T>(Func<ISession, ValueTask<T>> ask, CancellationToken cancel = default);

    /// <summary>Does <paramref name="action"/> in a transaction, off the command path; completes when it is durable. On SQLite the action awaits nothing but its session.</summary>
    /// <exception cref="StoreException">Too much waits to be written, or the database cannot be written.</exception>
    Task<T> WriteAsync<T>(Func<ISession, ValueTask<T>> action);

    /// <summary>Tells other hosts of a change that is durable, a moment later and without waiting. Commits tell by themselves.</summary>
    void Announce(StoreChanges changes);

    /// <summary>Writes one command's outcome in a transaction; completes when it is durable.</summary>
    /// <exception cref="StoreException">The database cannot be written.</exception>
    ValueTask<CommitOutcome> CommitAsync(Commit commit);
}
