using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Peninsula.Persistence;

/// <summary>Lets the EF Core tool make migrations without a host.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PeninsulaDbContext>
{
    public PeninsulaDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PeninsulaDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
