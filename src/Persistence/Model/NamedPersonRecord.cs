using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>That a person is named for a restricted case: it is open to nobody else.</summary>
public sealed class NamedPersonRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The case.</summary>
    public long InstanceKey { get; init; }

    /// <summary>Who is named.</summary>
    public required string Person { get; init; }

    /// <summary>What they are named for.</summary>
    public required string Reason { get; init; }

    /// <summary>Who named them.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>When they were taken off again, or null.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Who took them off, or null.</summary>
    public string? EndedBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NamedPersonRecord>
    {
        public void Configure(EntityTypeBuilder<NamedPersonRecord> builder)
        {
            builder.ToTable("named_people");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.InstanceKey, row.Person });
        }
    }
}
