using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Peninsula.Persistence.Postgres;
using Peninsula.Persistence.Queries;
using Peninsula.Persistence.Services;
using Peninsula.Persistence.Sqlite;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Setup;

/// <summary>One open database, SQLite or PostgreSQL: the engine's store and what else is kept beside it.</summary>
public sealed class PeninsulaDatabase : IDisposable
{
    private readonly IDatabase _database;
    private readonly string _connectionString;

    internal PeninsulaDatabase(string connectionString, IDomainProjection domain, int queueLimit, ILogger log)
    {
        _connectionString = connectionString;
        var statements = new DomainStatements(domain);
        _database = DatabaseKinds.Of(connectionString) == DatabaseKind.Postgres
            ? new PostgresDatabase(connectionString, statements, queueLimit, log)
            : new SqliteDatabase(connectionString, statements, queueLimit, log);
        Store = new WorkflowStore(_database);
        Inbox = new NoticeInbox(_database);
        Drafts = new DraftStore(_database);
        Reads = new ReadsAudit(_database);
        References = new CaseReferences(_database);
        History = new HistoryVerifier(_database, Store, domain);
        Membership = new CaseMembership(_database);
        Worklists = new Worklists(_database);
        LateWork = new LateWork(_database);
        Purpose = new PurposeMark(_database);
        Sessions = new Sessions(_database);
        Probe = new WriteProbe(_database);
    }

    /// <summary>The engine's store.</summary>
    public WorkflowStore Store { get; }

    /// <summary>People's inboxes.</summary>
    public NoticeInbox Inbox { get; }

    /// <summary>What people have typed and not sent.</summary>
    public DraftStore Drafts { get; }

    /// <summary>Who read what.</summary>
    public ReadsAudit Reads { get; }

    /// <summary>Case references.</summary>
    public CaseReferences References { get; }

    /// <summary>Checks the history.</summary>
    public HistoryVerifier History { get; }

    /// <summary>Who may look at a case beside those on it.</summary>
    public CaseMembership Membership { get; }

    /// <summary>People's open tasks, by the page.</summary>
    public Worklists Worklists { get; }

    /// <summary>Counts of late tasks.</summary>
    public LateWork LateWork { get; }

    /// <summary>What the database is for.</summary>
    public PurposeMark Purpose { get; }

    /// <summary>Whether it takes a write.</summary>
    public WriteProbe Probe { get; }

    /// <summary>Who is signed in.</summary>
    public Sessions Sessions { get; }

    /// <summary>Transactions committed since it was opened, and the writes that shared them.</summary>
    public (long Groups, long Writes) Committed => _database.Committed;

    /// <summary>Rows inserted, updated or deleted since it was opened; for measurements. PostgreSQL tells it a second late, and of all hosts.</summary>
    public async Task<long> RowsChangedAsync() => await _database.WriteAsync(session => session.NumberAsync(session.Dialect.RowsChanged)) ?? 0;

    /// <summary>Opens a database, creating or migrating it first.</summary>
    /// <param name="connectionString"><c>Data Source=FILE</c> for SQLite, <c>Host=...;Database=...;Username=...</c> for PostgreSQL.</param>
    /// <param name="domain">What rows are found by beside what the engine knows.</param>
    /// <param name="queueLimit">Writes that may wait before callers hear "busy".</param>
    /// <param name="log">Where it logs.</param>
    /// <exception cref="NewerDatabaseException">A newer version of this software has written it.</exception>
    /// <exception cref="UnreleasedDatabaseException">A version before the first schema that is kept has written it.</exception>
    /// <exception cref="Workflows.Runtime.StoreException">It cannot be opened, or is no database.</exception>
    public static PeninsulaDatabase Open(string connectionString, IDomainProjection domain, int queueLimit = 4096, ILogger? log = null)
    {
        DatabaseSetup.Migrate(connectionString);
        return new PeninsulaDatabase(connectionString, domain, queueLimit, log ?? NullLogger.Instance);
    }

    /// <summary>Opens a database that is there and of this version, for tools beside the hosts. Nothing is created or migrated.</summary>
    /// <param name="connectionString">As for a host.</param>
    /// <param name="domain">As for a host: what it says is what the rows are checked against.</param>
    /// <exception cref="NewerDatabaseException">A newer version of this software has written it.</exception>
    /// <exception cref="UnreleasedDatabaseException">A version before the first schema that is kept has written it.</exception>
    /// <exception cref="Workflows.Runtime.StoreException">There is none, an older version has written it, or it cannot be opened.</exception>
    public static PeninsulaDatabase OpenExisting(string connectionString, IDomainProjection domain)
    {
        DatabaseSetup.RequireCurrent(connectionString);
        return new PeninsulaDatabase(connectionString, domain, 4096, NullLogger.Instance);
    }

    /// <summary>Waits until no other host does what is so named, and keeps them waiting until the result is disposed or this process ends. A SQLite file has no other host.</summary>
    public async Task<IDisposable?> LockAsync(string what) =>
        DatabaseKinds.Of(_connectionString) == DatabaseKind.Postgres ? await Task.Run(() => AdvisoryLock.Take(_connectionString, what)) : null;

    /// <summary>Writes what waits, and closes the database.</summary>
    public void Dispose()
    {
        Reads.Finish();
        _database.Dispose();
    }
}
