using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution;

/// <summary>Something asked of one process instance. Commands for one instance are taken one at a time.</summary>
public abstract record Command
{
    /// <summary>Who asks: a person's id, a client's id, or null for the engine itself (timers, messages, jobs).</summary>
    public string? By { get; init; }
}

/// <summary>Starts the instance. Only ever the first command of an instance.</summary>
/// <param name="DefinitionKey">Key of the deployed version to run.</param>
/// <param name="BusinessKey">What people know the case by, or null.</param>
/// <param name="Variables">The variables to start with.</param>
/// <param name="StartElementId">The start event to start at; null: the none start event.</param>
public sealed record StartInstance(long DefinitionKey, string? BusinessKey, FeelContext Variables, string? StartElementId = null) : Command;

/// <summary>Completes a user task.</summary>
public sealed record CompleteTask(long TaskKey, FeelContext Variables) : Command;

/// <summary>Gives a user task to a person, or to nobody with null. With <paramref name="OnlyIfUnassigned"/> it is a claim: refused while somebody else holds it.</summary>
public sealed record AssignTask(long TaskKey, string? Assignee, bool OnlyIfUnassigned = false) : Command;

/// <summary>Escalates from a user task: a BPMN escalation with this code is thrown from it.</summary>
public sealed record EscalateFromTask(long TaskKey, string Code, FeelContext Variables) : Command;

/// <summary>Completes a job.</summary>
public sealed record CompleteJob(long JobKey, FeelContext Variables) : Command;

/// <summary>A job failed. With no retries left it becomes an incident.</summary>
/// <param name="JobKey">The job.</param>
/// <param name="RetriesLeft">Tries that remain; null: one less than before.</param>
/// <param name="Reason">What went wrong, in words.</param>
/// <param name="RetryAfter">How long to wait before the next try; null: the engine's back-off.</param>
public sealed record FailJob(long JobKey, int? RetriesLeft, string Reason, Duration? RetryAfter = null) : Command;

/// <summary>Gives a job so many tries. One that waits for its incident gets them when that is resolved.</summary>
public sealed record SetJobRetries(long JobKey, int Retries) : Command;

/// <summary>A job ended in a BPMN error that the process may catch.</summary>
public sealed record ThrowJobError(long JobKey, string Code, string? Message, FeelContext Variables) : Command;

/// <summary>A timer fell due.</summary>
public sealed record FireTimer(long TimerKey) : Command;

/// <summary>Moves a timer, with the reason that goes into the history.</summary>
public sealed record ChangeTimer(long TimerKey, Instant Due, string Reason) : Command;

/// <summary>A message, signal or condition reached one of the instance's subscriptions.</summary>
/// <param name="SubscriptionKey">The subscription.</param>
/// <param name="Variables">What came with it.</param>
/// <param name="MessageId">The sender's id of the message, for the history.</param>
public sealed record Trigger(long SubscriptionKey, FeelContext Variables, string? MessageId = null) : Command;

/// <summary>Continues a receive task that names no message.</summary>
public sealed record ContinueReceive(long ElementKey, FeelContext Variables) : Command;

/// <summary>Sets variables in the scope, or in the instance when the scope is null. A name set already further out is set there, unless <paramref name="Local"/>.</summary>
public sealed record SetVariables(long? ScopeKey, FeelContext Variables, bool Local = false) : Command;

/// <summary>Starts activities inside an ad-hoc sub-process.</summary>
public sealed record ActivateAdHoc(long ElementKey, IReadOnlyList<string> ElementIds, FeelContext Variables) : Command;

/// <summary>Completes an ad-hoc sub-process.</summary>
public sealed record CompleteAdHoc(long ElementKey) : Command;

/// <summary>Ends the instance; nothing of it goes on.</summary>
public sealed record CancelInstance(string? Reason = null) : Command;

/// <summary>Nothing but resume and cancel is taken until the instance is resumed; what falls due meanwhile waits.</summary>
public sealed record SuspendInstance(string Reason) : Command;

/// <summary>Takes a suspended instance on.</summary>
/// <param name="Reason">Why; it goes into the history as a remark.</param>
public sealed record ResumeInstance(string? Reason = null) : Command;

/// <summary>Sets the variables, then tries again what raised the incident.</summary>
/// <param name="IncidentKey">The incident.</param>
/// <param name="Variables">What is mended.</param>
/// <param name="Reason">Why; it goes into the history as a remark.</param>
public sealed record ResolveIncident(long IncidentKey, FeelContext Variables, string? Reason = null) : Command;

/// <summary>Tries again whatever raised the instance's incidents.</summary>
/// <param name="Reason">Why; it goes into the history as a remark.</param>
public sealed record ResolveIncidents(string? Reason = null) : Command;

/// <summary>The addressee of a level of a ladder says what is to be done.</summary>
/// <param name="EscalationKey">The step reached.</param>
/// <param name="Direction">What is to be done; may be empty for "seen".</param>
public sealed record AcknowledgeEscalation(long EscalationKey, string Direction) : Command;

/// <summary>Whoever owes the task answers what was directed.</summary>
public sealed record AnswerEscalation(long EscalationKey, string Answer) : Command;

/// <summary>Adds a remark to the instance's history; changes nothing else.</summary>
/// <param name="Kind">The kind of remark, such as <c>comment</c>.</param>
/// <param name="Text">What is remarked.</param>
/// <param name="TaskKey">The task remarked on, or null.</param>
public sealed record Remark(string Kind, string Text, long? TaskKey = null) : Command;
