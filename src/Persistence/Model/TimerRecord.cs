using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Model;

/// <summary>A pending timer.</summary>
public sealed class TimerRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The instance, or 0 when it belongs to a definition.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The definition that it starts, or 0.</summary>
    public long DefinitionKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>When it fires.</summary>
    public Instant Due { get; init; }

    /// <summary>What it does.</summary>
    public TimerKind Kind { get; init; }

    /// <summary>Times that it fires again; -1 for ever.</summary>
    public int RepetitionsLeft { get; init; }

    /// <summary>ISO 8601 text of the cycle's interval, or null.</summary>
    public string? Interval { get; init; }

    /// <summary>Whether it waits for something other than its time.</summary>
    public Hold Held { get; init; }

    /// <summary>The incident of a timer that was put aside, or null.</summary>
    public long? IncidentKey { get; init; }

    /// <summary>The number of the host that is about to fire it, or null.</summary>
    public int? TakenBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TimerRecord>
    {
        public void Configure(EntityTypeBuilder<TimerRecord> builder)
        {
            builder.ToTable("timers");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.Due, row.Key }).HasFilter("held = 0");
            builder.HasIndex(row => row.InstanceKey);
            builder.HasIndex(row => row.IncidentKey).HasFilter("incident_key IS NOT NULL");
            builder.HasIndex(row => row.DefinitionKey).HasFilter("definition_key <> 0");
        }
    }
}
