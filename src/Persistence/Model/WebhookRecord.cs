using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Peninsula.Persistence.Model;

/// <summary>Where a client wants to be told of what happens in its cases.</summary>
public sealed class WebhookRecord
{
    /// <summary>Its key.</summary>
    public long Key { get; init; }

    /// <summary>The client.</summary>
    public required string Client { get; init; }

    /// <summary>Where to.</summary>
    public required string Url { get; init; }

    /// <summary>With what the calls are signed.</summary>
    public required string Secret { get; init; }

    /// <summary>The kinds of event wanted, JSON list; null for all.</summary>
    public string? Events { get; init; }

    /// <summary>When it was made.</summary>
    public Instant Created { get; init; }

    /// <summary>The last entry of the history from which calls were made.</summary>
    public long Position { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WebhookRecord>
    {
        public void Configure(EntityTypeBuilder<WebhookRecord> builder)
        {
            builder.ToTable("webhooks");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.Client);
        }
    }
}

/// <summary>How a call to a webhook stands.</summary>
public enum WebhookCallState
{
    /// <summary>It is to be made, or made again.</summary>
    Waiting,
    /// <summary>The receiver took it.</summary>
    Taken,
    /// <summary>It was tried as often as calls are tried; somebody may send it again.</summary>
    Dead,
}

/// <summary>One event to tell one webhook of.</summary>
public sealed class WebhookCallRecord
{
    /// <summary>Its key; calls are made in its order, case by case.</summary>
    public long Key { get; init; }

    /// <summary>The webhook.</summary>
    public long WebhookKey { get; init; }

    /// <summary>The instance: calls of one instance are made one after another.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The event's id, the same however often it is sent.</summary>
    public required string EventId { get; init; }

    /// <summary>What is sent, JSON.</summary>
    public required string Body { get; init; }

    /// <summary>How it stands.</summary>
    public WebhookCallState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next.</summary>
    public Instant NextAttempt { get; init; }

    /// <summary>Why it failed last, or null.</summary>
    public string? Error { get; init; }

    /// <summary>When the receiver took it, or null.</summary>
    public Instant? TakenAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WebhookCallRecord>
    {
        public void Configure(EntityTypeBuilder<WebhookCallRecord> builder)
        {
            builder.ToTable("webhook_calls");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.WebhookKey, row.EventId }).IsUnique();
            builder.HasIndex(row => new { row.State, row.NextAttempt });
            builder.HasIndex(row => new { row.WebhookKey, row.InstanceKey, row.Key });
        }
    }
}
