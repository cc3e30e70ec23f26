using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>That one person has read one notice. A notice to a team stays new to everybody else of it.</summary>
public sealed class NotificationRead
{
    /// <summary>The notice.</summary>
    public long NotificationId { get; init; }

    /// <summary>Who has read it.</summary>
    public required string Person { get; init; }

    /// <summary>When, the first time.</summary>
    public Instant At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NotificationRead>
    {
        public void Configure(EntityTypeBuilder<NotificationRead> builder)
        {
            builder.ToTable("notification_reads");
            builder.HasKey(row => new { row.NotificationId, row.Person });
        }
    }
}
