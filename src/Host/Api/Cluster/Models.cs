using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Cluster;

/// <summary>A form; its schema as JSON in a string.</summary>
internal sealed record FormResult(string TenantId, string FormId, string Schema, int Version, Key FormKey);

internal sealed record ProcessDefinitionResult
{
    public string? Name { get; init; }

    public string? ResourceName { get; init; }

    public int Version { get; init; }

    public string? VersionTag { get; init; }

    public required string ProcessDefinitionId { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key ProcessDefinitionKey { get; init; }

    public bool HasStartForm { get; init; }

    public string State => "ACTIVE";
}

internal sealed record ProcessInstanceResult
{
    public required string ProcessDefinitionId { get; init; }

    public required string ProcessDefinitionName { get; init; }

    public int ProcessDefinitionVersion { get; init; }

    public string? ProcessDefinitionVersionTag { get; init; }

    public Instant StartDate { get; init; }

    public Instant? EndDate { get; init; }

    public required string State { get; init; }

    public bool HasIncident { get; init; }

    public Key? ParentProcessInstanceKey => null;

    public Key? ParentElementInstanceKey => null;

    public IReadOnlyList<string> Tags => [];

    /// <summary>The case reference, where people know the instance by one.</summary>
    public string? BusinessId { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public Key ProcessDefinitionKey { get; init; }
}

internal sealed record ElementInstanceResult
{
    public required string ProcessDefinitionId { get; init; }

    public Instant StartDate { get; init; }

    public Instant? EndDate { get; init; }

    public required string ElementId { get; init; }

    public required string ElementName { get; init; }

    public required string Type { get; init; }

    public required string State { get; init; }

    public bool HasIncident { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key ElementInstanceKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public Key ProcessDefinitionKey { get; init; }

    public Key? IncidentKey { get; init; }

    /// <summary>What it stands in; searched by and not shown.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long ScopeKey { get; init; }
}

internal sealed record VariableResult
{
    public required string Name { get; init; }

    /// <summary>The value as JSON; shortened in lists, unless asked otherwise.</summary>
    public required string Value { get; init; }

    public bool? IsTruncated { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key VariableKey { get; init; }

    public Key ScopeKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;
}

internal sealed record IncidentResult
{
    public required string ProcessDefinitionId { get; init; }

    public required string ErrorType { get; init; }

    public required string ErrorMessage { get; init; }

    public required string ElementId { get; init; }

    public Instant CreationTime { get; init; }

    public required string State { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key IncidentKey { get; init; }

    public Key ProcessDefinitionKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public Key? ElementInstanceKey { get; init; }

    public Key? JobKey { get; init; }
}

internal sealed record JobResult
{
    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }

    public Instant? Deadline { get; init; }

    public required string ElementId { get; init; }

    public Key ElementInstanceKey { get; init; }

    public Instant? EndTime { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public bool HasFailedWithRetriesLeft { get; init; }

    public bool? IsDenied => null;

    public string? DeniedReason => null;

    public Instant? CreationTime { get; init; }

    public Instant? LastUpdateTime { get; init; }

    public Key JobKey { get; init; }

    public string Kind => "BPMN_ELEMENT";

    public string ListenerEventType => "UNSPECIFIED";

    public required string ProcessDefinitionId { get; init; }

    public Key ProcessDefinitionKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public int Retries { get; init; }

    public required string State { get; init; }

    public string TenantId => Definitions.Tenant;

    public required string Type { get; init; }

    public required string Worker { get; init; }
}

internal sealed record ActivatedJob
{
    public required string Type { get; init; }

    public required string ProcessDefinitionId { get; init; }

    public int ProcessDefinitionVersion { get; init; }

    public required string ElementId { get; init; }

    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }

    public required string Worker { get; init; }

    public int Retries { get; init; }

    /// <summary>Until when the worker has it, in milliseconds since 1970.</summary>
    public long Deadline { get; init; }

    public required FeelContext Variables { get; init; }

    public string TenantId => Definitions.Tenant;

    public Key JobKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public Key ProcessDefinitionKey { get; init; }

    public Key ElementInstanceKey { get; init; }

    public string Kind => "BPMN_ELEMENT";

    public string ListenerEventType => "UNSPECIFIED";

    public object? UserTask => null;

    public IReadOnlyList<string> Tags => [];
}

internal sealed record UserTaskResult
{
    public required string Name { get; init; }

    public required string State { get; init; }

    public string? Assignee { get; init; }

    public required string ElementId { get; init; }

    public IReadOnlyList<string> CandidateGroups { get; init; } = [];

    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    public required string ProcessDefinitionId { get; init; }

    public Instant CreationDate { get; init; }

    public Instant? CompletionDate { get; init; }

    public Instant? FollowUpDate { get; init; }

    public Instant? DueDate { get; init; }

    public string TenantId => Definitions.Tenant;

    public int ProcessDefinitionVersion { get; init; }

    public IReadOnlyDictionary<string, string> CustomHeaders { get; init; } = new Dictionary<string, string>();

    public int Priority { get; init; }

    public Key UserTaskKey { get; init; }

    public Key ElementInstanceKey { get; init; }

    public string? ProcessName { get; init; }

    public Key ProcessDefinitionKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    /// <summary>The root of the tree: called processes are scopes of their caller, so every instance is its own.</summary>
    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public Key? FormKey { get; init; }

    public string? ExternalFormReference => null;

    public IReadOnlyList<string> Tags => [];
}
