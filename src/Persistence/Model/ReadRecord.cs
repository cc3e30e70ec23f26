using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence;

/// <summary>That somebody read something: every read of a case is audited like a write.</summary>
public sealed class ReadRecord
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>Who.</summary>
    public required string Person { get; init; }

    /// <summary>What was read, such as <c>case</c> or <c>task:KEY</c>.</summary>
    public required string What { get; init; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Why, where a reason is asked for.</summary>
    public string? Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReadRecord>
    {
        public void Configure(EntityTypeBuilder<ReadRecord> builder)
        {
            builder.ToTable("reads_audit");
            builder.HasKey(row => row.Id);
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.HasIndex(row => new { row.BusinessKey, row.At });
            builder.HasIndex(row => new { row.Person, row.At });
        }
    }
}
