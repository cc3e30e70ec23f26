using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Peninsula.Persistence;

/// <summary>One open database file: the engine's store and what else is kept beside it, behind one writer.</summary>
public sealed class PeninsulaDatabase : IDisposable
{
    private readonly SqliteDatabase database;
    private readonly SqliteWriter writer;

    internal PeninsulaDatabase(string connectionString, int queueLimit, ILogger log)
    {
        database = new SqliteDatabase(connectionString);
        writer = new SqliteWriter(database, queueLimit, log);
        Store = new SqliteWorkflowStore(database, writer);
        Inbox = new NotificationInbox(writer);
        Drafts = new DraftStore(database, writer);
        Reads = new ReadsAudit(writer);
        References = new CaseReferences(writer);
        History = new HistoryVerifier(database, Store);
    }

    /// <summary>The engine's store.</summary>
    public SqliteWorkflowStore Store { get; }

    /// <summary>People's inboxes.</summary>
    public NotificationInbox Inbox { get; }

    /// <summary>What people have typed and not sent.</summary>
    public DraftStore Drafts { get; }

    /// <summary>Who read what.</summary>
    public ReadsAudit Reads { get; }

    /// <summary>Case references.</summary>
    public CaseReferences References { get; }

    /// <summary>Checks the history.</summary>
    public HistoryVerifier History { get; }

    /// <summary>Transactions committed since it was opened, and the writes that shared them.</summary>
    public (long Groups, long Writes) Committed => writer.Committed;

    /// <summary>Rows inserted, updated or deleted since it was opened; for measurements.</summary>
    public async Task<long> RowsChangedAsync() => await writer.WriteAsync(session => session.Number("SELECT total_changes()")) ?? 0;

    /// <summary>Opens a database file, creating or migrating it first.</summary>
    /// <exception cref="NewerDatabaseException">A newer version of this software has written it.</exception>
    /// <exception cref="Workflows.Runtime.StoreException">It cannot be opened, or is no database.</exception>
    public static PeninsulaDatabase Open(string connectionString, int queueLimit = 4096, ILogger? log = null)
    {
        using (var context = new PeninsulaDbContext(new DbContextOptionsBuilder<PeninsulaDbContext>().UseSqlite(connectionString).Options))
        {
            DatabaseSetup.Migrate(context);
        }

        return new PeninsulaDatabase(connectionString, queueLimit, log ?? NullLogger.Instance);
    }

    /// <summary>Writes what waits, and closes the file.</summary>
    public void Dispose()
    {
        writer.Dispose();
        database.Dispose();
    }
}
