using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>That an outbox entry reached a receiver. It stays for a day after the entry has gone: a host that still holds the entry would deliver it again.</summary>
public sealed class DeliveryRecord
{
    /// <summary>The entry.</summary>
    public long MessageKey { get; init; }

    /// <summary>The instance or subscription.</summary>
    public long Receiver { get; init; }

    /// <summary>The instance that it reached or started, in whose transaction this was written.</summary>
    public long InstanceKey { get; init; }

    /// <summary>When.</summary>
    public Instant At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeliveryRecord>
    {
        public void Configure(EntityTypeBuilder<DeliveryRecord> builder)
        {
            builder.ToTable("deliveries");
            builder.HasKey(row => new { row.MessageKey, row.Receiver });
            builder.HasIndex(row => row.At);
        }
    }
}
