using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence;

/// <summary>An id that a client gave to something that it sent, and what it was answered.</summary>
public sealed class UsedIdRecord
{
    /// <summary>What the id is unique in, such as a client and an operation.</summary>
    public required string Scope { get; init; }

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>Until when it is remembered.</summary>
    public Instant Expires { get; init; }

    /// <summary>What was sent, as a hash; null where only the id counts.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What was answered, or null while nothing was.</summary>
    public string? Answer { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UsedIdRecord>
    {
        public void Configure(EntityTypeBuilder<UsedIdRecord> builder)
        {
            builder.ToTable("used_ids");
            builder.HasKey(row => new { row.Scope, row.Id });
            builder.HasIndex(row => row.Expires);
        }
    }
}
