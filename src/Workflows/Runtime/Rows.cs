using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>An instance's row.</summary>
/// <param name="InstanceKey">Its key.</param>
/// <param name="DefinitionKey">The version that it runs.</param>
/// <param name="ProcessId">The process at the root.</param>
/// <param name="BusinessKey">What people know it by, or null.</param>
/// <param name="Status">Whether it runs.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended, or null.</param>
public sealed record InstanceRow(long InstanceKey, long DefinitionKey, string ProcessId, string? BusinessKey, InstanceStatus Status, Instant Started, Instant? Ended = null)
{
    /// <summary>The partition that the domain put it into, or null: see <see cref="IDomainProjection"/>.</summary>
    public string? Partition { get; init; }
}

/// <summary>Where a user task stands.</summary>
public enum TaskState
{
    /// <summary>To be done.</summary>
    Open,
    /// <summary>Done.</summary>
    Completed,
    /// <summary>No longer asked for.</summary>
    Cancelled,
}

/// <summary>A user task's row. It stays when the task has ended.</summary>
/// <param name="TaskKey">Its key.</param>
/// <param name="InstanceKey">The instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ProcessId">The process that asks for it: a called one, where it stands in one.</param>
/// <param name="FormId">Its form, or null.</param>
/// <param name="BusinessKey">The instance's business key, or null.</param>
/// <param name="Terms">Whose it is and by when; the assignee is the present one.</param>
/// <param name="Created">When it was created.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Ended">When it was completed or cancelled, or null.</param>
/// <param name="EndedBy">Who completed it, or null.</param>
public sealed record TaskRow(long TaskKey, long InstanceKey, string ElementId, string Name, string ProcessId, string? FormId, string? BusinessKey, TaskTerms Terms, Instant Created, TaskState State = TaskState.Open, Instant? Ended = null, string? EndedBy = null);

/// <summary>An open incident's row.</summary>
/// <param name="IncidentKey">Its key.</param>
/// <param name="InstanceKey">The instance; 0 for a definition's timer.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Kind">What went wrong: a name of <see cref="IncidentKind"/>, or of the runtime's own.</param>
/// <param name="Message">In plain words.</param>
/// <param name="JobKey">The job that failed, or null.</param>
/// <param name="Raised">When.</param>
public sealed record IncidentRow(long IncidentKey, long InstanceKey, string ElementId, string Kind, string Message, long? JobKey, Instant Raised);

/// <summary>An escalation's row. It stays when the escalation is closed.</summary>
/// <param name="EscalationKey">Its key.</param>
/// <param name="InstanceKey">The instance.</param>
/// <param name="TaskKey">The late task.</param>
/// <param name="ElementId">The task's element.</param>
/// <param name="BusinessKey">The instance's business key, or null.</param>
/// <param name="Level">The ladder step.</param>
/// <param name="Recipients">Who was told.</param>
/// <param name="Anonymised">Whether those told may see no more than counts and ages.</param>
/// <param name="Raised">When it was raised.</param>
public sealed record EscalationRow(long EscalationKey, long InstanceKey, long TaskKey, string ElementId, string? BusinessKey, string Level, IReadOnlyList<string> Recipients, bool Anonymised, Instant Raised)
{
    /// <summary>When its addressee acknowledged it, by whom, and what was directed.</summary>
    public EscalationNote? Acknowledged { get; init; }

    /// <summary>When it was answered, by whom, and how.</summary>
    public EscalationNote? Answered { get; init; }

    /// <summary>When its task was done or gone.</summary>
    public Instant? Closed { get; init; }
}

/// <summary>What somebody wrote on an escalation.</summary>
public sealed record EscalationNote(Instant At, string? By, string Text);

/// <summary>A waiting job's row.</summary>
/// <param name="JobKey">Its key.</param>
/// <param name="InstanceKey">The instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Type">The job's type.</param>
/// <param name="Retries">Tries left; with none it waits for its incident.</param>
/// <param name="Headers">Fixed names and values from the definition.</param>
/// <param name="Variables">What the worker may see.</param>
/// <param name="BusinessKey">The instance's business key, or null.</param>
/// <param name="ProcessId">The process at the root.</param>
/// <param name="AvailableAt">When it may be taken.</param>
/// <param name="Failures">How often it has failed.</param>
public sealed record JobRow(long JobKey, long InstanceKey, string ElementId, string Type, int Retries, IReadOnlyDictionary<string, string> Headers, FeelContext Variables, string? BusinessKey, string ProcessId, Instant AvailableAt, int Failures = 0);
