using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>Somebody's sign-in on one browser.</summary>
public sealed class SessionRecord
{
    /// <summary>SHA-256 of the id in the browser's cookie, hexadecimal: whoever reads the database can be nobody.</summary>
    public required string IdHash { get; init; }

    /// <summary>Who signed in.</summary>
    public required string Person { get; init; }

    /// <summary>When they signed in.</summary>
    public Instant Began { get; init; }

    /// <summary>When they last asked for something, to the minute.</summary>
    public Instant Seen { get; init; }

    /// <summary>When it was ended by somebody; null when nobody has. One that is idle or old for too long is over without it.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Who ended it: the person, or an administrator.</summary>
    public string? EndedBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SessionRecord>
    {
        public void Configure(EntityTypeBuilder<SessionRecord> builder)
        {
            builder.ToTable("sessions");
            builder.HasKey(row => row.IdHash);
            builder.HasIndex(row => row.Person);
            builder.HasIndex(row => row.Began);
        }
    }
}
