using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>That a message with an id was published: another with the same is refused until then.</summary>
public sealed class MessageIdRecord
{
    /// <summary>The message's name.</summary>
    public required string Name { get; init; }

    /// <summary>What identifies the receiver; empty for nothing.</summary>
    public required string CorrelationKey { get; init; }

    /// <summary>The publisher's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>Until when the id is used.</summary>
    public Instant Expires { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MessageIdRecord>
    {
        public void Configure(EntityTypeBuilder<MessageIdRecord> builder)
        {
            builder.ToTable("message_ids");
            builder.HasKey(row => new { row.Name, row.CorrelationKey, row.Id });
            builder.HasIndex(row => row.Expires);
        }
    }
}
