using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Peninsula.Persistence.Postgres;

namespace Peninsula.Persistence;

/// <summary>Lets the EF Core tool make migrations for SQLite without a host. See <c>add-migration</c>.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<PeninsulaDbContext>
{
    public PeninsulaDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PeninsulaDbContext>().UseSqlite("Data Source=design-time.db").Options);
}

/// <summary>Lets the EF Core tool make migrations for PostgreSQL without a host or a server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=localhost;Database=design-time").Options);
}
