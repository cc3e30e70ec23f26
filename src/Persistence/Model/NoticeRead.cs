using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>That one person has read one notice. A notice to a team stays new to everybody else of it.</summary>
public sealed class NoticeRead
{
    /// <summary>The notice.</summary>
    public long NoticeId { get; init; }

    /// <summary>Who has read it.</summary>
    public required string Person { get; init; }

    /// <summary>When, the first time.</summary>
    public Instant At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoticeRead>
    {
        public void Configure(EntityTypeBuilder<NoticeRead> builder)
        {
            builder.ToTable("notice_reads");
            builder.HasKey(row => new { row.NoticeId, row.Person });
        }
    }
}
