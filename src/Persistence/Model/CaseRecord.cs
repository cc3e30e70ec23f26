using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Persistence.Model;

/// <summary>A case: an instance with a reference by which people know it.</summary>
public sealed class CaseRecord
{
    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>What people know it by.</summary>
    public required string Reference { get; init; }

    /// <summary>The process at the root.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The area, or null while it is not known.</summary>
    public string? Area { get; init; }

    /// <summary>The risk level, or null while it is not known.</summary>
    public string? RiskLevel { get; init; }

    /// <summary>When it was opened.</summary>
    public Instant Opened { get; init; }

    /// <summary>When it was closed, or null.</summary>
    public Instant? Closed { get; init; }

    /// <summary>Whether it runs.</summary>
    public InstanceStatus Status { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseRecord>
    {
        public void Configure(EntityTypeBuilder<CaseRecord> builder)
        {
            builder.ToTable("cases");
            builder.HasKey(row => row.InstanceKey);
            builder.Property(row => row.InstanceKey).ValueGeneratedNever();
            builder.HasIndex(row => row.Reference);
            builder.HasIndex(row => new { row.Area, row.Status, row.Opened });
        }
    }
}
