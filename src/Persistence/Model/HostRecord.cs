using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>A host that shares the database, or did. What it has taken counts while it is seen; who is not seen for a while is dead.</summary>
public sealed class HostRecord
{
    /// <summary>Its number, 0 to 1023: part of every key that it makes.</summary>
    public int Number { get; init; }

    /// <summary>The machine's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Tells this run of it from every other.</summary>
    public required string Run { get; init; }

    /// <summary>When it was last seen, by the database's clock.</summary>
    public Instant Seen { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<HostRecord>
    {
        public void Configure(EntityTypeBuilder<HostRecord> builder)
        {
            builder.ToTable("hosts");
            builder.HasKey(row => row.Number);
            builder.Property(row => row.Number).ValueGeneratedNever();
        }
    }
}
