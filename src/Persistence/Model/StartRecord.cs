using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Peninsula.Persistence.Model;

/// <summary>That a one-time id has started an instance, so that it starts no other.</summary>
/// <remarks>A table of its own: a unique index on the instances would tie together rows that may one day lie on several servers.</remarks>
public sealed class StartRecord
{
    /// <summary>The one-time id.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StartRecord>
    {
        public void Configure(EntityTypeBuilder<StartRecord> builder)
        {
            builder.ToTable("starts");
            builder.HasKey(row => row.Id);
            builder.HasIndex(row => row.InstanceKey);
        }
    }
}
