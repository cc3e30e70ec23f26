using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>What somebody has typed and not yet sent.</summary>
public sealed class DraftRecord
{
    /// <summary>What it is a draft of: <c>task:KEY</c>, or the id of a concern that is being raised.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Person { get; init; }

    /// <summary>What was typed.</summary>
    public required string Json { get; init; }

    /// <summary>When it was saved.</summary>
    public Instant SavedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DraftRecord>
    {
        public void Configure(EntityTypeBuilder<DraftRecord> builder)
        {
            builder.ToTable("drafts");
            builder.HasKey(row => new { row.Id, row.Person });
            builder.HasIndex(row => row.Person);
        }
    }
}
