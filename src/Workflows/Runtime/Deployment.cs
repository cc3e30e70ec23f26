using NodaTime;

namespace Peninsula.Workflows.Runtime;

/// <summary>A file that was deployed, with what was made of it.</summary>
/// <param name="Key">Its key: the definition key for a process. A file with several processes has one entry each.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The process's, decision file's or form's id.</param>
/// <param name="Version">1, 2, 3 ... of that id.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Content">The file, as it was deployed.</param>
/// <param name="At">When.</param>
/// <param name="Owner">Whose it is: whoever deployed the id first from outside; null for what the host itself looks after.</param>
public sealed record DeployedResource(long Key, ResourceKind Kind, string Id, int Version, string Name, ReadOnlyMemory<byte> Content, Instant At, string? Owner = null);

/// <summary>What a deployed file is.</summary>
public enum ResourceKind
{
    /// <summary>A process of a BPMN file.</summary>
    Process,
    /// <summary>A DMN file.</summary>
    Decision,
    /// <summary>A form.</summary>
    Form,
}

/// <summary>Files deployed together.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Resources">The new resources.</param>
/// <param name="StartSubscriptions">What the start events of the new versions wait for.</param>
/// <param name="StartTimers">Timers of start events.</param>
public sealed record Deployment(long Key, IReadOnlyList<DeployedResource> Resources, IReadOnlyList<OpenSubscription> StartSubscriptions, IReadOnlyList<PendingTimer> StartTimers);
