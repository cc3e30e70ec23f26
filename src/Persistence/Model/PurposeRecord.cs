using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>What a database is for. It is written once, by the first host that opens it, and goes wherever the database goes.</summary>
public enum DatabasePurpose
{
    /// <summary>People's own work: real cases.</summary>
    Work = 0,

    /// <summary>A demonstration: everything in it is fictional, and anybody may be anybody.</summary>
    Demonstration = 1,
}

/// <summary>The one row that says what a database is for.</summary>
public sealed class PurposeRecord
{
    /// <summary>Always 1: there is one row.</summary>
    public int Id { get; init; }

    /// <summary>What it is for.</summary>
    public DatabasePurpose Purpose { get; init; }

    /// <summary>When that was written.</summary>
    public Instant Since { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PurposeRecord>
    {
        public void Configure(EntityTypeBuilder<PurposeRecord> builder)
        {
            builder.ToTable("purpose");
            builder.HasKey(row => row.Id);
            builder.Property(row => row.Id).ValueGeneratedNever();
        }
    }
}
