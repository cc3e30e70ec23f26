using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Registers;

/// <summary>An entry of a register.</summary>
public sealed record RegisterEntry
{
    /// <summary>The task that wrote it first: its key in every list.</summary>
    public required long Key { get; init; }

    /// <summary>The register.</summary>
    public required string Register { get; init; }

    /// <summary>The case's instance.</summary>
    public required long InstanceKey { get; init; }

    /// <summary>What people know the case by, or null.</summary>
    public string? CaseReference { get; init; }

    /// <summary>The area of the task that wrote it, or null.</summary>
    public string? Area { get; init; }

    /// <summary>The agency that wrote it last, or null.</summary>
    public string? Agency { get; init; }

    /// <summary>What sort of entry it is: a tool's id, person or place ... or null.</summary>
    public string? Kind { get; init; }

    /// <summary>Whom or what it is about, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>Where it stands, in the pathway's word; <c>open</c> where it says none.</summary>
    public required string Status { get; init; }

    /// <summary>When what it records began.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>When it ends, or null.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>When it was last written.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>The task that wrote it last: writing the same again changes nothing.</summary>
    public required long ChangedBy { get; init; }

    /// <summary>Its fields by name.</summary>
    public required FeelContext Details { get; init; }

    /// <summary>Whether it ends within its register's time of warning.</summary>
    /// <param name="register">Its register.</param>
    /// <param name="now">The moment of asking.</param>
    public bool IsEndingSoon(Register register, Instant now) =>
        EndsAt is { } end && end >= now && end <= now + Duration.FromDays(register.WarnDays) && Status != Ended;

    /// <summary>The status of an entry that holds no more.</summary>
    public const string Ended = "ended";
}

/// <summary>A task that was done and that names a register.</summary>
/// <param name="TaskKey">Its key.</param>
/// <param name="InstanceKey">The instance.</param>
/// <param name="CaseReference">The case, or null.</param>
/// <param name="Tags">What it is filed under, the <c>register</c> attributes among them.</param>
/// <param name="Answers">What its form said.</param>
/// <param name="At">When it was done.</param>
public sealed record RegisterWriting(
    long TaskKey, long InstanceKey, string? CaseReference, IReadOnlyDictionary<string, string> Tags, FeelContext Answers, Instant At)
{
    /// <summary>The register that it names, or null.</summary>
    public string? Register => Tags.GetValueOrDefault("register");
}
