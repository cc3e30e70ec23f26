using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>That somebody who is not on a case opened it with a reason (break-glass), and until when they may look at it.</summary>
public sealed class CaseOpeningRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The case.</summary>
    public long InstanceKey { get; init; }

    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Who.</summary>
    public required string Person { get; init; }

    /// <summary>Why, in their words.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>Until when it is open to them.</summary>
    public Instant Until { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseOpeningRecord>
    {
        public void Configure(EntityTypeBuilder<CaseOpeningRecord> builder)
        {
            builder.ToTable("case_openings");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.InstanceKey, row.Until });
        }
    }
}
