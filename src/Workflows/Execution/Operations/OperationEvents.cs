namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Somebody changed by hand where the instance stands; the events that follow say how.</summary>
/// <param name="InstanceKey">The instance.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record InstanceModified(long InstanceKey, string? Reason) : WorkflowEvent;

/// <summary>A scope no longer has these variables.</summary>
public sealed record VariablesRemoved(long ScopeKey, IReadOnlyList<string> Names) : WorkflowEvent;

/// <summary>A multi-instance body goes through one instance more.</summary>
/// <param name="Key">The body.</param>
public sealed record LoopExtended(long Key) : WorkflowEvent;

/// <summary>Tokens that waited at a join are gone, one of each flow named.</summary>
public sealed record TokensRemoved(long ScopeKey, IReadOnlyList<string> FlowIds) : WorkflowEvent;

/// <summary>A process runs another version from here on: its element instances, waiting tokens and completed activities have these ids.</summary>
/// <param name="InstanceKey">The instance.</param>
/// <param name="ScopeKey">The root of the process: the instance's own, or that of a called process.</param>
/// <param name="DefinitionKey">The version that it runs now.</param>
/// <param name="ProcessId">The process's id.</param>
/// <param name="Elements">New element ids by old ones, where they differ.</param>
/// <param name="Flows">New flow ids by old ones, where they differ.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record InstanceMigrated(
    long InstanceKey,
    long ScopeKey,
    long DefinitionKey,
    string ProcessId,
    IReadOnlyDictionary<string, string> Elements,
    IReadOnlyDictionary<string, string> Flows,
    string? Reason) : WorkflowEvent;

/// <summary>What hangs on an element instance and carries its element's id.</summary>
public enum WaitKind
{
    /// <summary>A job.</summary>
    Job,
    /// <summary>A timer.</summary>
    Timer,
    /// <summary>A subscription.</summary>
    Subscription,
    /// <summary>An incident.</summary>
    Incident,
    /// <summary>An escalation.</summary>
    Escalation,
}

/// <summary>What waits belongs to an element of another id, after a migration; all else of it stays.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Its key.</param>
/// <param name="ElementId">The element's id in the version that runs now.</param>
public sealed record WaitMigrated(WaitKind Kind, long Key, string ElementId) : WorkflowEvent;

/// <summary>An open user task is asked for by another version of its process. It is the same task: its key, its drafts and who holds it stay.</summary>
/// <param name="TaskKey">Its key.</param>
/// <param name="ElementId">The element's id in the version that runs now.</param>
/// <param name="Name">What people call it now.</param>
/// <param name="ProcessId">The process that asks for it now.</param>
/// <param name="FormId">Its form now, or null.</param>
/// <param name="Terms">Its terms: those it had, unless they were asked to be settled anew.</param>
public sealed record TaskMigrated(long TaskKey, string ElementId, string Name, string ProcessId, string? FormId, TaskTerms Terms) : WorkflowEvent;
