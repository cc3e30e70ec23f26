using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution;

/// <summary>Something that happened to an instance. State is nothing but its events applied in order.</summary>
/// <remarks>
/// Events carry whatever was evaluated (assignment, due dates, mapped inputs), so that replaying them needs no clock,
/// no expression and no directory. Keys are unique across hosts and ordered by creation.
/// </remarks>
public abstract record WorkflowEvent;

/// <summary>The instance exists.</summary>
/// <param name="InstanceKey">Key of the instance, and of its root scope.</param>
/// <param name="DefinitionKey">The deployed version that it runs.</param>
/// <param name="ProcessId">The process's id.</param>
/// <param name="BusinessKey">What people know it by, or null.</param>
/// <param name="StartElementId">The start event, event or receive task that it starts at; null: the none start event.</param>
public sealed record InstanceStarted(long InstanceKey, long DefinitionKey, string ProcessId, string? BusinessKey, string? StartElementId = null) : WorkflowEvent;

/// <summary>Every token is gone; the instance has ended by itself.</summary>
public sealed record InstanceCompleted(long InstanceKey) : WorkflowEvent;

/// <summary>Somebody ended the instance.</summary>
public sealed record InstanceCancelled(long InstanceKey, string? Reason) : WorkflowEvent;

/// <summary>The instance takes no commands until it is resumed.</summary>
public sealed record InstanceSuspended(long InstanceKey, string Reason) : WorkflowEvent;

/// <summary>The instance takes commands again.</summary>
public sealed record InstanceResumed(long InstanceKey) : WorkflowEvent;

/// <summary>An element instance came to life in a scope.</summary>
/// <param name="Key">Key of the element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ScopeKey">The element instance around it.</param>
/// <param name="LoopCounter">1-based number in a multi-instance or loop body; 0 otherwise.</param>
/// <param name="IsLoopBody">Whether this is the body that holds the instances of a multi-instance or loop activity.</param>
/// <param name="CalledDefinitionKey">For a called process's root scope: the version that it runs.</param>
/// <param name="CompensationHost">For what undoes a completed activity: the element instance that waits for it.</param>
/// <param name="Compensates">For what undoes a completed activity: the key that the activity had.</param>
public sealed record ElementActivated(
    long Key,
    string ElementId,
    long ScopeKey,
    int LoopCounter = 0,
    bool IsLoopBody = false,
    long? CalledDefinitionKey = null,
    long? CompensationHost = null,
    long? Compensates = null) : WorkflowEvent;

/// <summary>An element instance did its work.</summary>
public sealed record ElementCompleted(long Key, string ElementId) : WorkflowEvent;

/// <summary>An element instance was ended from outside.</summary>
public sealed record ElementTerminated(long Key, string ElementId) : WorkflowEvent;

/// <summary>A token went along a sequence flow.</summary>
/// <param name="ScopeKey">The scope in which it goes.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Waits">Whether it waits at the flow's end, because that is a join.</param>
public sealed record FlowTaken(long ScopeKey, string FlowId, bool Waits = false) : WorkflowEvent;

/// <summary>Waiting tokens went into a join, which lets one token on.</summary>
/// <param name="ScopeKey">The scope.</param>
/// <param name="ElementId">The join.</param>
/// <param name="FlowIds">The flows at whose ends the tokens waited; one token of each, a flow may be there twice.</param>
public sealed record FlowsJoined(long ScopeKey, string ElementId, IReadOnlyList<string> FlowIds) : WorkflowEvent;

/// <summary>All tokens that waited at joins of a scope are gone, because the scope was interrupted or ended.</summary>
public sealed record FlowsDropped(long ScopeKey) : WorkflowEvent;

/// <summary>A complex gateway's condition held: it now waits for the tokens that still come before it can start again.</summary>
/// <param name="ScopeKey">The scope.</param>
/// <param name="ElementId">The gateway.</param>
/// <param name="FlowIds">The flows whose tokens started it.</param>
public sealed record ComplexGatewayStarted(long ScopeKey, string ElementId, IReadOnlyList<string> FlowIds) : WorkflowEvent;

/// <summary>No further token comes to a complex gateway that has started: it can start again.</summary>
public sealed record ComplexGatewayReset(long ScopeKey, string ElementId) : WorkflowEvent;

/// <summary>A multi-instance or loop body knows what it goes through.</summary>
/// <param name="Key">The body.</param>
/// <param name="Total">Number of instances; -1 for a standard loop, which does not know.</param>
/// <param name="Items">The items, or null when a number says how many.</param>
public sealed record LoopStarted(long Key, int Total, FeelValue Items) : WorkflowEvent;

/// <summary>An instance of a multi-instance activity gave its item of the output collection.</summary>
/// <param name="Key">The body.</param>
/// <param name="LoopCounter">The instance's number, from 1.</param>
/// <param name="Value">The item.</param>
public sealed record LoopOutput(long Key, int LoopCounter, FeelValue Value) : WorkflowEvent;

/// <summary>A completing activity is kept, with its local variables, so that it can be compensated.</summary>
/// <param name="Key">The element instance, still there.</param>
/// <param name="Keeps">Whether the activity itself is kept; false for a loop body, whose instances are kept already and move outwards.</param>
public sealed record CompensationKept(long Key, bool Keeps = true) : WorkflowEvent;

/// <summary>Compensation of completed activities was asked for.</summary>
/// <param name="HostKey">The element instance that waits for it.</param>
/// <param name="ScopeKey">The scope in which the activities completed.</param>
/// <param name="ElementKeys">The keys that they had.</param>
public sealed record CompensationTriggered(long HostKey, long ScopeKey, IReadOnlyList<long> ElementKeys) : WorkflowEvent;

/// <summary>Variables of one scope took these values. Values are JSON kinds.</summary>
public record VariablesSet(long ScopeKey, FeelContext Variables) : WorkflowEvent;

/// <summary>A called process got these variables from its caller. What it leaves as it is does not go back.</summary>
public sealed record VariablesGiven(long ScopeKey, FeelContext Variables) : VariablesSet(ScopeKey, Variables);

/// <summary>One level of a task's ladder, as it was fixed when the task was created.</summary>
/// <param name="Level">The level's name, such as <c>warning</c>.</param>
/// <param name="At">When it is reached unless the task is done before.</param>
/// <param name="Recipients">Who is told: person ids, or <c>team:</c> and <c>role:</c> references.</param>
/// <param name="Anonymised">Whether those told may see no more than counts and ages.</param>
public sealed record LadderLevel(string Level, Instant At, IReadOnlyList<string> Recipients, bool Anonymised = false);

/// <summary>Whose a user task is, by when, and who hears of it when it is late: fixed once, when the task is created.</summary>
public sealed record TaskTerms
{
    /// <summary>The person whose it is, or null while nobody took it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Groups of which any member may take it.</summary>
    public IReadOnlyList<string> CandidateGroups { get; init; } = [];

    /// <summary>People of whom any may take it.</summary>
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    /// <summary>When it is due, or null.</summary>
    public Instant? Due { get; init; }

    /// <summary>When somebody should have looked again, or null.</summary>
    public Instant? FollowUp { get; init; }

    /// <summary>0 to 100.</summary>
    public int Priority { get; init; } = 50;

    /// <summary>What it climbs when it is late, earliest first.</summary>
    public IReadOnlyList<LadderLevel> Ladder { get; init; } = [];

    /// <summary>What the store files the task under: <c>area</c>, <c>agency</c>, <c>team</c>, <c>timescale</c> ...</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();
}

/// <summary>A user task is open. Its key is that of its element instance.</summary>
public sealed record TaskCreated(long TaskKey, string ElementId, string Name, string ProcessId, string? FormId, TaskTerms Terms) : WorkflowEvent;

/// <summary>A user task has another assignee, or none.</summary>
public sealed record TaskAssigned(long TaskKey, string? Assignee) : WorkflowEvent;

/// <summary>A user task is done.</summary>
public sealed record TaskCompleted(long TaskKey, FeelContext Variables) : WorkflowEvent;

/// <summary>A user task is no longer asked for.</summary>
public sealed record TaskCancelled(long TaskKey) : WorkflowEvent;

/// <summary>What a timer does when it falls due.</summary>
public enum TimerKind
{
    /// <summary>Triggers the event of the element that waits.</summary>
    Event,
    /// <summary>Reaches a step of a task's ladder.</summary>
    Ladder,
    /// <summary>Starts an instance: the timer belongs to a definition, not to an instance.</summary>
    Start,
}

/// <summary>A timer is pending.</summary>
/// <param name="TimerKey">Its key.</param>
/// <param name="ElementKey">The element instance that it belongs to: the one that waits, or that has the boundary or the event sub-process.</param>
/// <param name="ElementId">The event's element id; for a ladder the task's.</param>
/// <param name="Due">When it fires.</param>
/// <param name="Kind">What it does.</param>
/// <param name="RepetitionsLeft">Times that it fires again after this one; -1 for ever.</param>
/// <param name="Interval">ISO 8601 text of the cycle's interval, or null.</param>
/// <param name="LevelIndex">The level of the ladder, for <see cref="TimerKind.Ladder"/>.</param>
public sealed record TimerScheduled(long TimerKey, long ElementKey, string ElementId, Instant Due, TimerKind Kind, int RepetitionsLeft = 0, string? Interval = null, int LevelIndex = 0) : WorkflowEvent;

/// <summary>A timer fired, and is gone.</summary>
public sealed record TimerFired(long TimerKey) : WorkflowEvent;

/// <summary>A timer is no longer wanted.</summary>
public sealed record TimerCancelled(long TimerKey) : WorkflowEvent;

/// <summary>A timer's due time was moved.</summary>
public sealed record TimerChanged(long TimerKey, Instant Due, string Reason) : WorkflowEvent;

/// <summary>What a subscription waits for.</summary>
public enum SubscriptionKind
{
    /// <summary>A message by name and correlation key.</summary>
    Message,
    /// <summary>A signal by name.</summary>
    Signal,
    /// <summary>A condition; triggered by the instance itself when its variables change.</summary>
    Condition,
}

/// <summary>A subscription is open.</summary>
/// <param name="SubscriptionKey">Its key.</param>
/// <param name="ElementKey">The element instance that it belongs to.</param>
/// <param name="ElementId">The event's element id.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Name">The message's or signal's name; empty for a condition.</param>
/// <param name="CorrelationKey">The value a message must carry, or null for any.</param>
/// <param name="StaysOpen">Whether it can be triggered again (non-interrupting).</param>
/// <param name="DefinitionIndex">Which of a multiple event's definitions waits, from 0.</param>
public sealed record SubscriptionOpened(long SubscriptionKey, long ElementKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey, bool StaysOpen, int DefinitionIndex = 0) : WorkflowEvent;

/// <summary>A condition that had triggered no longer holds, so that it can trigger again.</summary>
public sealed record ConditionReset(long SubscriptionKey) : WorkflowEvent;

/// <summary>A subscription was triggered; it stays if it can be triggered again.</summary>
public sealed record SubscriptionTriggered(long SubscriptionKey, string? MessageId) : WorkflowEvent;

/// <summary>A subscription is gone.</summary>
public sealed record SubscriptionClosed(long SubscriptionKey) : WorkflowEvent;

/// <summary>A job waits for a worker.</summary>
/// <param name="JobKey">Its key: also the idempotency key of its effect.</param>
/// <param name="ElementKey">The element instance that waits.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Type">The job's type.</param>
/// <param name="Retries">Tries left.</param>
/// <param name="Headers">Fixed names and values from the definition.</param>
/// <param name="Variables">What the worker may see: the variables of its scopes, the innermost winning.</param>
public sealed record JobCreated(long JobKey, long ElementKey, string ElementId, string Type, int Retries, IReadOnlyDictionary<string, string> Headers, FeelContext Variables) : WorkflowEvent;

/// <summary>A job is done.</summary>
public sealed record JobCompleted(long JobKey) : WorkflowEvent;

/// <summary>A job failed; it is tried again at <paramref name="RetryAt"/> while retries are left.</summary>
public sealed record JobFailed(long JobKey, int RetriesLeft, string Reason, Instant RetryAt) : WorkflowEvent;

/// <summary>A job has so many retries: somebody said so, or its incident was resolved.</summary>
public sealed record JobRetriesSet(long JobKey, int RetriesLeft) : WorkflowEvent;

/// <summary>A job ended in a BPMN error.</summary>
public sealed record JobErrorThrown(long JobKey, string Code, string? Message) : WorkflowEvent;

/// <summary>A job is no longer wanted.</summary>
public sealed record JobCancelled(long JobKey) : WorkflowEvent;

/// <summary>What kind of thing went wrong.</summary>
public enum IncidentKind
{
    /// <summary>An expression gave no usable value.</summary>
    Expression,
    /// <summary>No flow's condition held and there is no default.</summary>
    NoFlow,
    /// <summary>A job has no retries left.</summary>
    Job,
    /// <summary>Nobody catches an error.</summary>
    UnhandledError,
    /// <summary>A called process or decision does not exist.</summary>
    NotFound,
    /// <summary>A task has nobody who may do it, or no due date where one is demanded.</summary>
    TaskTerms,
    /// <summary>A decision could not be made.</summary>
    Decision,
    /// <summary>The instance did not come to rest within the step limit.</summary>
    StepLimit,
}

/// <summary>Something went wrong that a person has to mend; the element instance stands still until then.</summary>
/// <param name="IncidentKey">Its key.</param>
/// <param name="ElementKey">The element instance that stands still.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">In plain words, with the expression where there is one.</param>
/// <param name="JobKey">The job, where one failed.</param>
/// <param name="Step">The step that is tried again when the incident is resolved.</param>
public sealed record IncidentRaised(long IncidentKey, long ElementKey, string ElementId, IncidentKind Kind, string Message, long? JobKey = null, ElementStep Step = ElementStep.Start) : WorkflowEvent;

/// <summary>An incident is mended, or its element is gone.</summary>
public sealed record IncidentResolved(long IncidentKey) : WorkflowEvent;

/// <summary>The instance sends a message; the runtime delivers it after the commit, once.</summary>
/// <param name="MessageKey">Its key: delivery is idempotent by it.</param>
/// <param name="Name">The message's name.</param>
/// <param name="CorrelationKey">What identifies the receiver, or null.</param>
/// <param name="Variables">What goes with it.</param>
public sealed record MessageSent(long MessageKey, string Name, string? CorrelationKey, FeelContext Variables) : WorkflowEvent;

/// <summary>The instance broadcasts a signal; the runtime delivers it after the commit.</summary>
public sealed record SignalBroadcast(long MessageKey, string Name, FeelContext Variables) : WorkflowEvent;

/// <summary>A BPMN escalation was thrown and went to this catcher, or to nobody.</summary>
public sealed record EscalationThrown(long ElementKey, string Code, string? CaughtBy) : WorkflowEvent;

/// <summary>A BPMN error was thrown and went to this catcher.</summary>
public sealed record ErrorThrown(long ElementKey, string? Code, string? CaughtBy) : WorkflowEvent;

/// <summary>A decision was made; which rules matched, and with what result.</summary>
public sealed record DecisionEvaluated(long ElementKey, string DecisionId, FeelValue Result, IReadOnlyList<string> MatchedRules) : WorkflowEvent
{
    /// <summary>How it was made, with the version that made it; null in histories that did not keep it.</summary>
    public DecisionTrace? Trace { get; init; }
}

/// <summary>A late task reached a level of its ladder.</summary>
/// <param name="EscalationKey">Key of the escalation that it raises.</param>
/// <param name="TaskKey">The task.</param>
/// <param name="ElementId">The task's element.</param>
/// <param name="Level">The level's name.</param>
/// <param name="Recipients">Who is told.</param>
/// <param name="Anonymised">Whether those told may see no more than counts and ages.</param>
public sealed record EscalationRaised(long EscalationKey, long TaskKey, string ElementId, string Level, IReadOnlyList<string> Recipients, bool Anonymised) : WorkflowEvent;

/// <summary>Its addressee has seen an escalation, and said what is to be done.</summary>
public sealed record EscalationAcknowledged(long EscalationKey, string Direction) : WorkflowEvent;

/// <summary>Whoever owes the task has answered.</summary>
public sealed record EscalationAnswered(long EscalationKey, string Answer) : WorkflowEvent;

/// <summary>The escalation's task is done or gone.</summary>
public sealed record EscalationClosed(long EscalationKey) : WorkflowEvent;

/// <summary>Somebody remarked something.</summary>
public sealed record Remarked(string Kind, string Text, long? TaskKey) : WorkflowEvent;
