using Microsoft.EntityFrameworkCore;
using Peninsula.Persistence.Model;

namespace Peninsula.Persistence.Postgres;

/// <summary>The same schema on PostgreSQL, with migrations of its own.</summary>
internal sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : PeninsulaDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // SQLite numbers such rows by itself.
        modelBuilder.Entity<HistoryRecord>().Property(row => row.Sequence).ValueGeneratedOnAdd().UseIdentityByDefaultColumn();
        modelBuilder.Entity<NoticeRecord>().Property(row => row.Id).ValueGeneratedOnAdd().UseIdentityByDefaultColumn();
        modelBuilder.Entity<ReadRecord>().Property(row => row.Id).ValueGeneratedOnAdd().UseIdentityByDefaultColumn();
    }
}
