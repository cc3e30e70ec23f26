using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Persistence.Model;

/// <summary>An operation on many instances.</summary>
public sealed class BatchRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The operation's name.</summary>
    public required string Kind { get; init; }

    /// <summary>The operation, as the engine encodes it.</summary>
    public required byte[] Operation { get; init; }

    /// <summary>Who asked, or null.</summary>
    public string? By { get; init; }

    /// <summary>When it was created.</summary>
    public Instant Created { get; init; }

    /// <summary>Where it stands.</summary>
    public BatchStatus Status { get; init; }

    /// <summary>When it was completed or cancelled, or null.</summary>
    public Instant? Ended { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<BatchRecord>
    {
        public void Configure(EntityTypeBuilder<BatchRecord> builder)
        {
            builder.ToTable("batches");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.Status);
        }
    }
}

/// <summary>One instance of a batch. How far the batch is, is counted here: a counter in the batch's row would be everybody's bottleneck.</summary>
public sealed class BatchItemRecord
{
    /// <summary>The batch.</summary>
    public long BatchKey { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>How it fared.</summary>
    public BatchItemState State { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Message { get; init; }

    /// <summary>When it was dealt with, or null.</summary>
    public Instant? At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<BatchItemRecord>
    {
        public void Configure(EntityTypeBuilder<BatchItemRecord> builder)
        {
            builder.ToTable("batch_items");
            builder.HasKey(row => new { row.BatchKey, row.InstanceKey });
            builder.HasIndex(row => new { row.BatchKey, row.State, row.InstanceKey });
        }
    }
}
