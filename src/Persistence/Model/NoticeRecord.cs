using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>A notice in somebody's inbox.</summary>
public sealed class NoticeRecord
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Identifies the notice: one with the same is not put in again.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>A person's id, or a <c>team:</c> or <c>role:</c> reference.</summary>
    public required string Recipient { get; init; }

    /// <summary>What it is about, such as <c>escalation</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it says, or null when its kind says it.</summary>
    public string? Text { get; init; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The instance, or null.</summary>
    public long? InstanceKey { get; init; }

    /// <summary>The task, or null.</summary>
    public long? TaskKey { get; init; }

    /// <summary>Whether its reader may see no more than counts and ages.</summary>
    public bool Anonymised { get; init; }

    /// <summary>When it was put in.</summary>
    public Instant At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoticeRecord>
    {
        public void Configure(EntityTypeBuilder<NoticeRecord> builder)
        {
            builder.ToTable("notices");
            builder.HasKey(row => row.Id);
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.HasIndex(row => row.IdempotencyKey).IsUnique();
            builder.HasIndex(row => new { row.Recipient, row.At });
        }
    }
}
