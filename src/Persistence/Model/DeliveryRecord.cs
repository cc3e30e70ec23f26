using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Peninsula.Persistence;

/// <summary>That an outbox entry reached a receiver; it goes with the entry.</summary>
public sealed class DeliveryRecord
{
    /// <summary>The entry.</summary>
    public long MessageKey { get; init; }

    /// <summary>The instance or subscription.</summary>
    public long Receiver { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeliveryRecord>
    {
        public void Configure(EntityTypeBuilder<DeliveryRecord> builder)
        {
            builder.ToTable("deliveries");
            builder.HasKey(row => new { row.MessageKey, row.Receiver });
        }
    }
}
