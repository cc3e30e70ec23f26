using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>One command in an instance's history. The database refuses to change or remove it.</summary>
public sealed class HistoryRecord
{
    /// <summary>Its place among all entries of the store.</summary>
    public long Sequence { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The version that the command made; 1 for the first.</summary>
    public long Version { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    /// <summary>Who, or null for the engine.</summary>
    public string? By { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>The events, as the engine encodes them.</summary>
    public required byte[] Events { get; init; }

    /// <summary>SHA-256 over the entry and the hash of the entry before.</summary>
    public required byte[] Hash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<HistoryRecord>
    {
        public void Configure(EntityTypeBuilder<HistoryRecord> builder)
        {
            builder.ToTable("history");
            builder.HasKey(row => row.Sequence);

            // Nothing is ever removed, so the next free number is the next in order; AUTOINCREMENT would cost a page more per commit.
            builder.Property(row => row.Sequence).ValueGeneratedNever();
            builder.HasIndex(row => new { row.InstanceKey, row.Version }).IsUnique();
        }
    }
}
