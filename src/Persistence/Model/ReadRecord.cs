using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>What became of an attempt to read something.</summary>
public enum ReadOutcome
{
    /// <summary>They were shown it.</summary>
    Shown,

    /// <summary>The access policy refused it.</summary>
    Refused,
}

/// <summary>That somebody read something, or was refused it: every read of a case is audited like a write. Never changed and never removed.</summary>
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

    /// <summary>Whether they were shown it.</summary>
    public ReadOutcome Outcome { get; init; }

    /// <summary>The chain in which it stands.</summary>
    public long Chain { get; init; }

    /// <summary>Its place in the chain, from 1.</summary>
    public long Number { get; init; }

    /// <summary>The hash over it and the entry before.</summary>
    public required byte[] Hash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReadRecord>
    {
        public void Configure(EntityTypeBuilder<ReadRecord> builder)
        {
            builder.ToTable("reads_audit");
            builder.HasKey(row => row.Id);
            builder.Property(row => row.Id).ValueGeneratedNever();
            builder.HasIndex(row => new { row.BusinessKey, row.At });
            builder.HasIndex(row => new { row.Person, row.At });
            builder.HasIndex(row => new { row.Chain, row.Number }).IsUnique();
        }
    }
}
