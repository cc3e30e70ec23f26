using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>A message or signal to be delivered, or a message kept for a later receiver.</summary>
public sealed class OutboxRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The sender, or 0.</summary>
    public long FromInstance { get; init; }

    /// <summary>Whether it is a signal.</summary>
    public bool IsSignal { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What identifies the receiver, or null.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>What goes with it, JSON.</summary>
    public required byte[] Variables { get; init; }

    /// <summary>When it was sent.</summary>
    public Instant At { get; init; }

    /// <summary>Until when it is kept, or null.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Whether it is kept until somebody waits for it.</summary>
    public bool Buffered { get; init; }

    /// <summary>Whose rights bound whom it reaches, or null.</summary>
    public string? Sender { get; init; }

    /// <summary>The number of the host that is about to deliver it, or null.</summary>
    public int? TakenBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxRecord>
    {
        public void Configure(EntityTypeBuilder<OutboxRecord> builder)
        {
            builder.ToTable("outbox");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.Name).HasFilter("buffered");
            builder.HasIndex(row => row.Key).HasFilter("NOT buffered");
        }
    }
}
