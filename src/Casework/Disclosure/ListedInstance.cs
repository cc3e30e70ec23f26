using NodaTime;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Casework.Disclosure;

/// <summary>An instance as lists need it.</summary>
public sealed class ListedInstance
{
    public long Key { get; init; }

    public long DefinitionKey { get; init; }

    public required string ProcessId { get; init; }

    public InstanceStatus Status { get; init; }

    public Instant Started { get; init; }

    public Instant? Ended { get; init; }

    public bool HasIncident { get; init; }

    public string? BusinessKey { get; init; }
}
