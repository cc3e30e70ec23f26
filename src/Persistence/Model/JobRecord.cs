using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>A job that waits for a worker, or for its incident.</summary>
public sealed class JobRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The job's type.</summary>
    public required string Type { get; init; }

    /// <summary>Tries left.</summary>
    public int Retries { get; init; }

    /// <summary>Fixed names and values, JSON; null for none.</summary>
    public string? Headers { get; init; }

    /// <summary>What the worker may see, JSON.</summary>
    public required byte[] Variables { get; init; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The process at the root.</summary>
    public required string ProcessId { get; init; }

    /// <summary>When it may be taken.</summary>
    public Instant AvailableAt { get; init; }

    /// <summary>How often it has failed.</summary>
    public int Failures { get; init; }

    /// <summary>Who took it last, or null.</summary>
    public string? Worker { get; init; }

    /// <summary>Whether it waits for something other than its time.</summary>
    public Hold Held { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobRecord>
    {
        public void Configure(EntityTypeBuilder<JobRecord> builder)
        {
            builder.ToTable("jobs");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.Type, row.AvailableAt }).HasFilter("held = 0 AND retries > 0");
            builder.HasIndex(row => row.InstanceKey);
        }
    }
}
