using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>Something that a person has to mend.</summary>
public sealed class IncidentRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The instance; 0 for a definition's timer.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>What went wrong.</summary>
    public required string Kind { get; init; }

    /// <summary>In plain words.</summary>
    public required string Message { get; init; }

    /// <summary>The job that failed, or null.</summary>
    public long? JobKey { get; init; }

    /// <summary>When.</summary>
    public Instant Raised { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IncidentRecord>
    {
        public void Configure(EntityTypeBuilder<IncidentRecord> builder)
        {
            builder.ToTable("incidents");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.InstanceKey);
        }
    }
}
