using Microsoft.EntityFrameworkCore;
using Peninsula.Persistence.Postgres;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Setup;

/// <summary>Makes contexts for the database that a connection string names.</summary>
public sealed class PeninsulaContexts : IDbContextFactory<PeninsulaDbContext>
{
    private readonly Func<PeninsulaDbContext> _create;

    /// <summary>Contexts for one database.</summary>
    /// <exception cref="Workflows.Runtime.StoreException">The connection string names neither a SQLite file nor a PostgreSQL server.</exception>
    public PeninsulaContexts(string connectionString)
    {
        if (DatabaseKinds.Of(connectionString) == DatabaseKind.Postgres)
        {
            var postgres = new DbContextOptionsBuilder<PostgresDbContext>()
                // Connections that the pool holds are dead after the server was restarted: a page is asked for again, not refused.
                .UseNpgsql(PostgresConnection.Settings(connectionString).ConnectionString, npgsql => npgsql.EnableRetryOnFailure(3, TimeSpan.FromSeconds(1), null))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
            _create = () => new PostgresDbContext(postgres);
            return;
        }

        var sqlite = new DbContextOptionsBuilder<PeninsulaDbContext>()
            .UseSqlite(connectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
        _create = () => new PeninsulaDbContext(sqlite);
    }

    /// <inheritdoc/>
    public PeninsulaDbContext CreateDbContext() => _create();
}
