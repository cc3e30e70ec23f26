namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>An event (BPMN 2.0.2 clause 10.5).</summary>
public abstract class EventNode : FlowNode
{
    /// <summary>What the event catches or throws; empty for a none event, several for a multiple event.</summary>
    public IReadOnlyList<EventDefinition> Definitions { get; internal set; } = [];

    /// <summary>Whether all definitions must occur (parallel multiple) instead of any.</summary>
    public bool ParallelMultiple { get; internal set; }

    /// <summary>The definition of a simple event; null for none and multiple events.</summary>
    public EventDefinition? Definition => Definitions.Count == 1 ? Definitions[0] : null;
}

/// <summary>A start event of a process, a sub-process or an event sub-process.</summary>
public sealed class StartEvent : EventNode
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.StartEvent;

    /// <summary>In an event sub-process: whether the enclosing scope is interrupted.</summary>
    public bool IsInterrupting { get; init; } = true;

    /// <summary>The form that people fill in to start a process here, or null.</summary>
    public string? FormId { get; init; }
}

/// <summary>An intermediate event that waits.</summary>
public sealed class IntermediateCatchEvent : EventNode
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.IntermediateCatchEvent;
}

/// <summary>An intermediate event that throws, or a none event that passes on.</summary>
public sealed class IntermediateThrowEvent : EventNode
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.IntermediateThrowEvent;

    /// <summary>For a message: the job that sends it, or null.</summary>
    public JobDefinition? Job { get; init; }
}

/// <summary>An end event.</summary>
public sealed class EndEvent : EventNode
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.EndEvent;

    /// <summary>For a message: the job that sends it, or null.</summary>
    public JobDefinition? Job { get; init; }
}

/// <summary>An event attached to an activity.</summary>
public sealed class BoundaryEvent : EventNode
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.BoundaryEvent;

    /// <summary>The activity it is attached to.</summary>
    public Activity AttachedTo { get; internal set; } = null!;

    /// <summary>Whether the activity ends when the event occurs.</summary>
    public bool CancelActivity { get; init; } = true;
}

/// <summary>What an event catches or throws (clause 10.5.5).</summary>
public abstract record EventDefinition;

/// <summary>A message.</summary>
public sealed record MessageEventDefinition(Message Message) : EventDefinition;

/// <summary>A timer: exactly one of the three.</summary>
public sealed record TimerEventDefinition(Expression? Date, Expression? Duration, Expression? Cycle) : EventDefinition;

/// <summary>An error; a null code catches every error.</summary>
public sealed record ErrorEventDefinition(Expression? Code) : EventDefinition;

/// <summary>An escalation; a null code catches every escalation.</summary>
public sealed record EscalationEventDefinition(Expression? Code) : EventDefinition;

/// <summary>Cancels the enclosing transaction, or catches that on its boundary.</summary>
public sealed record CancelEventDefinition : EventDefinition;

/// <summary>Compensation; a null activity means all completed activities of the scope.</summary>
public sealed record CompensationEventDefinition(string? ActivityRef, bool WaitForCompletion) : EventDefinition;

/// <summary>A condition over the variables.</summary>
/// <param name="Condition">What must hold.</param>
/// <param name="Filter">Which changes it is asked at; null: at every change, and it occurs again only after it ceased to hold.</param>
public sealed record ConditionalEventDefinition(Expression Condition, ConditionFilter? Filter = null) : EventDefinition;

/// <summary>The changes at which a condition is asked. With a filter the event occurs at each of them at which it holds.</summary>
/// <param name="VariableNames">The variables; empty: all.</param>
/// <param name="OnCreate">Whether a variable that was not there counts.</param>
/// <param name="OnUpdate">Whether a variable that was there counts.</param>
public sealed record ConditionFilter(IReadOnlySet<string> VariableNames, bool OnCreate, bool OnUpdate);

/// <summary>A link: a jump inside one container.</summary>
public sealed record LinkEventDefinition(string Name) : EventDefinition;

/// <summary>A signal.</summary>
public sealed record SignalEventDefinition(Signal Signal) : EventDefinition;

/// <summary>Ends the enclosing scope at once.</summary>
public sealed record TerminateEventDefinition : EventDefinition;

/// <summary>A message of the file.</summary>
/// <param name="Id">The element's id.</param>
/// <param name="Name">The name by which it is correlated; may be FEEL.</param>
/// <param name="CorrelationKey">What identifies the receiver, or null: the oldest waiting receiver of that name.</param>
public sealed record Message(string Id, Expression Name, Expression? CorrelationKey);

/// <summary>A signal of the file.</summary>
public sealed record Signal(string Id, Expression Name);
