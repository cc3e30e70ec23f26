using NodaTime;

namespace Peninsula.Persistence;

/// <summary>A notice for somebody's inbox.</summary>
/// <param name="IdempotencyKey">Identifies it: one with the same is not put in again.</param>
/// <param name="Recipient">A person's id, or a <c>team:</c> or <c>role:</c> reference.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="At">When.</param>
public sealed record Notice(string IdempotencyKey, string Recipient, string Kind, Instant At)
{
    /// <summary>What it says, or null when its kind says it.</summary>
    public string? Text { get; init; }

    /// <summary>The case reference, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The instance, or null.</summary>
    public long? InstanceKey { get; init; }

    /// <summary>The task, or null.</summary>
    public long? TaskKey { get; init; }

    /// <summary>Whether its reader may see no more than counts and ages.</summary>
    public bool Anonymised { get; init; }
}
