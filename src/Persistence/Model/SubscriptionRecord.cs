using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Model;

/// <summary>An open subscription, of an instance or of a start event.</summary>
public sealed class SubscriptionRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The instance, or 0 when it belongs to a start event.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The definition that it starts, or 0.</summary>
    public long DefinitionKey { get; init; }

    /// <summary>The event's element id.</summary>
    public required string ElementId { get; init; }

    /// <summary>What it waits for.</summary>
    public SubscriptionKind Kind { get; init; }

    /// <summary>The message's or signal's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value a message must carry, or null for any.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Whether it can be triggered again.</summary>
    public bool StaysOpen { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SubscriptionRecord>
    {
        public void Configure(EntityTypeBuilder<SubscriptionRecord> builder)
        {
            builder.ToTable("subscriptions");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.Kind, row.Name, row.CorrelationKey });
            builder.HasIndex(row => row.DefinitionKey).HasFilter("definition_key <> 0");
        }
    }
}
