using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>A step of its ladder that a late task reached.</summary>
public sealed class EscalationRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The late task.</summary>
    public long TaskKey { get; init; }

    /// <summary>The task's element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The ladder step.</summary>
    public required string Level { get; init; }

    /// <summary>The task's area.</summary>
    public string? Area { get; init; }

    /// <summary>The agency that owes the task.</summary>
    public string? Agency { get; init; }

    /// <summary>The team that owes the task.</summary>
    public string? Team { get; init; }

    /// <summary>Who was told, JSON list.</summary>
    public required string Recipients { get; init; }

    /// <summary>Whether those told may see no more than counts and ages.</summary>
    public bool Anonymised { get; init; }

    /// <summary>When it was raised.</summary>
    public Instant Raised { get; init; }

    /// <summary>When its addressee acknowledged it, or null.</summary>
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged it.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>What was directed; empty for "seen".</summary>
    public string? Direction { get; init; }

    /// <summary>When it was answered, or null.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>Who answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What was answered.</summary>
    public string? Answer { get; init; }

    /// <summary>When its task was done or gone, or null.</summary>
    public Instant? ClosedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<EscalationRecord>
    {
        public void Configure(EntityTypeBuilder<EscalationRecord> builder)
        {
            builder.ToTable("escalations");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.TaskKey);
            builder.HasIndex(row => new { row.Area, row.Agency, row.Level }).HasFilter("closed_at IS NULL");
            builder.HasIndex(row => row.BusinessKey).HasFilter("business_key IS NOT NULL");
        }
    }
}
