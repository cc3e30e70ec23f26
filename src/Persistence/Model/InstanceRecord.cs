using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Persistence.Model;

/// <summary>A process instance: its state as it was last committed, and what lists of instances need.</summary>
public sealed class InstanceRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The version that it runs: the key of a <see cref="ResourceRecord"/>.</summary>
    public long DefinitionKey { get; init; }

    /// <summary>The process at the root.</summary>
    public required string ProcessId { get; init; }

    /// <summary>What people know it by, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The partition that the domain put it into, or null: workers may be confined to some.</summary>
    public string? Partition { get; init; }

    /// <summary>Whether it runs.</summary>
    public InstanceStatus Status { get; init; }

    /// <summary>When it started.</summary>
    public Instant Started { get; init; }

    /// <summary>When it ended, or null.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Number of commits so far; optimistic concurrency compares it.</summary>
    public long Version { get; init; }

    /// <summary>The state, as the engine encodes it.</summary>
    public required byte[] State { get; init; }

    /// <summary>CRC-32C of the state, so that a damaged row is named instead of run.</summary>
    public long StateCheck { get; init; }

    /// <summary>Hash of the last history entry.</summary>
    public required byte[] HistoryHash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<InstanceRecord>
    {
        public void Configure(EntityTypeBuilder<InstanceRecord> builder)
        {
            builder.ToTable("instances");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.ProcessId, row.Status });
        }
    }
}
