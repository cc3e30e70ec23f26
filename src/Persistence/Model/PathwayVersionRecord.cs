using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>Where a version of a pathway stands between a manager's first change and the cases that run by it.</summary>
public enum PathwayVersionState
{
    /// <summary>Being drawn.</summary>
    Draft,

    /// <summary>Waits for a second manager.</summary>
    InReview,

    /// <summary>Agreed, and waits for the day from which it holds.</summary>
    Approved,

    /// <summary>Deployed: new cases run by it until a newer version is.</summary>
    Published,

    /// <summary>Given up.</summary>
    Discarded,
}

/// <summary>A version of a pathway that managers draw, review and publish.</summary>
public sealed class PathwayVersionRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The process that it is a version of.</summary>
    public required string ProcessId { get; set; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>Where it stands.</summary>
    public PathwayVersionState State { get; set; }

    /// <summary>The BPMN file.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Counts the saves: who saves must name the one that they saw, or somebody else's work would be overwritten.</summary>
    public int Revision { get; set; }

    /// <summary>The deployed definition that it was made from; null for a pathway that is new.</summary>
    public long? BasedOn { get; set; }

    /// <summary>Who began it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was begun.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>Who saved it last.</summary>
    public required string ChangedBy { get; set; }

    /// <summary>When it was saved last.</summary>
    public Instant ChangedAt { get; set; }

    /// <summary>Why it is to be published; null before it is sent for review.</summary>
    public string? Reason { get; set; }

    /// <summary>From when it is to hold; null for at once.</summary>
    public Instant? EffectiveFrom { get; set; }

    /// <summary>Who sent it for review.</summary>
    public string? SubmittedBy { get; set; }

    /// <summary>Who agreed to it, or sent it back.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When that was.</summary>
    public Instant? DecidedAt { get; set; }

    /// <summary>What they said.</summary>
    public string? Decision { get; set; }

    /// <summary>The definition that was deployed from it.</summary>
    public long? DefinitionKey { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PathwayVersionRecord>
    {
        public void Configure(EntityTypeBuilder<PathwayVersionRecord> builder)
        {
            builder.ToTable("pathway_versions");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.State).HasConversion<int>();
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => new { row.ProcessId, row.State });
            builder.HasIndex(row => row.DefinitionKey);
        }
    }
}
