namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>An activity: a task, a sub-process or a call activity (BPMN 2.0.2 clause 10.3).</summary>
public abstract class Activity : FlowNode
{
    /// <summary>Multi-instance or standard loop, or null.</summary>
    public LoopCharacteristics? Loop { get; internal set; }

    /// <summary>Whether the activity only runs as a compensation handler.</summary>
    public bool IsForCompensation { get; internal set; }

    /// <summary>The default sequence flow, or null.</summary>
    public SequenceFlow? Default { get; internal set; }

    /// <summary>Boundary events attached here, in the file's order.</summary>
    public IReadOnlyList<BoundaryEvent> BoundaryEvents { get; internal set; } = [];

    /// <summary>The activity that undoes this one: reached by the association from its compensation boundary event. Null when there is none.</summary>
    public Activity? CompensationHandler { get; internal set; }

    /// <summary>Tokens that must arrive before the activity starts; 1 by default.</summary>
    public int StartQuantity { get; internal set; } = 1;

    /// <summary>Tokens put on each outgoing flow when the activity completes; 1 by default.</summary>
    public int CompletionQuantity { get; internal set; } = 1;
}

/// <summary>A task that nothing special is known of: passes on at once (clause 10.3.3).</summary>
public sealed class UndefinedTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.Task;
}

/// <summary>A manual task: done outside the system; passes on at once.</summary>
public sealed class ManualTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ManualTask;
}

/// <summary>A task for a person.</summary>
public sealed class UserTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.UserTask;

    /// <summary>One person's id, or null.</summary>
    public Expression? Assignee { get; init; }

    /// <summary>Groups of which any member may take the task: a list, or a comma-separated text.</summary>
    public Expression? CandidateGroups { get; init; }

    /// <summary>People of whom any may take the task: a list, or a comma-separated text.</summary>
    public Expression? CandidateUsers { get; init; }

    /// <summary>When the task is due: an ISO 8601 date-time, or null when the <c>deadline</c> extension says it.</summary>
    public Expression? DueDate { get; init; }

    /// <summary>When somebody should have looked again.</summary>
    public Expression? FollowUpDate { get; init; }

    /// <summary>0 to 100; 50 when absent.</summary>
    public Expression? Priority { get; init; }

    /// <summary>The id of the form, or null.</summary>
    public string? FormId { get; init; }
}

/// <summary>What makes a job for a worker: a service, send or business-rule task, or a throwing message event, with a <c>zeebe:taskDefinition</c>.</summary>
/// <param name="Type">The job's type.</param>
/// <param name="Retries">How often the job is tried; 3 when the file does not say.</param>
/// <param name="Headers">Fixed names and values handed to the worker.</param>
public sealed record JobDefinition(Expression Type, Expression? Retries, IReadOnlyDictionary<string, string> Headers);

/// <summary>A service task: a job for a worker. Without a job definition it passes on at once.</summary>
public sealed class ServiceTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ServiceTask;

    /// <summary>The job, or null in a plain BPMN file.</summary>
    public JobDefinition? Job { get; init; }
}

/// <summary>A send task: a job if it has one, otherwise publishes its message.</summary>
public sealed class SendTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.SendTask;

    /// <summary>The job, or null.</summary>
    public JobDefinition? Job { get; init; }

    /// <summary>The message to publish, or null.</summary>
    public Message? Message { get; init; }
}

/// <summary>A receive task: waits for its message; without one, until somebody continues it.</summary>
public sealed class ReceiveTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ReceiveTask;

    /// <summary>The message waited for, or null.</summary>
    public Message? Message { get; init; }

    /// <summary>Whether it starts an instance of its process (clause 13.2).</summary>
    public bool Instantiate { get; init; }
}

/// <summary>A script task: a FEEL expression whose value becomes a variable, or a job.</summary>
public sealed class ScriptTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ScriptTask;

    /// <summary>The script, or null when it is a job or empty.</summary>
    public Expression? Script { get; init; }

    /// <summary>The variable that takes the value; null: a context's entries are merged into the scope.</summary>
    public string? ResultVariable { get; init; }

    /// <summary>The job, or null.</summary>
    public JobDefinition? Job { get; init; }
}

/// <summary>A business-rule task: a DMN decision, or a job.</summary>
public sealed class BusinessRuleTask : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.BusinessRuleTask;

    /// <summary>The decision's id, or null when it is a job.</summary>
    public Expression? DecisionId { get; init; }

    /// <summary>The variable that takes the result.</summary>
    public string? ResultVariable { get; init; }

    /// <summary>The job, or null.</summary>
    public JobDefinition? Job { get; init; }
}

/// <summary>A call activity: another process, as a scope inside the caller's state.</summary>
public sealed class CallActivity : Activity
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.CallActivity;

    /// <summary>The id of the called process.</summary>
    public required Expression ProcessId { get; init; }

    /// <summary>Whether all the caller's variables are copied to the called process, beside the input mappings.</summary>
    public bool PropagateAllParentVariables { get; init; } = true;

    /// <summary>Whether all the called process's variables come back when there are no output mappings.</summary>
    public bool PropagateAllChildVariables { get; init; } = true;
}

/// <summary>An embedded sub-process, or an event sub-process when <see cref="TriggeredByEvent"/>.</summary>
public class SubProcess : Activity, IFlowContainer
{
    /// <inheritdoc/>
    public override ElementKind Kind => TriggeredByEvent ? ElementKind.EventSubProcess : ElementKind.SubProcess;

    /// <summary>Whether it is an event sub-process (clause 10.3.5).</summary>
    public bool TriggeredByEvent { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<FlowNode> Children { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<StartEvent> StartEvents { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<SubProcess> EventSubProcesses { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<DataItem> DataItems { get; internal set; } = [];
}

/// <summary>A transaction: a sub-process that can be cancelled, its completed work then compensated (clauses 10.3.5 and 13.3.4).</summary>
public sealed class Transaction : SubProcess
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.Transaction;
}

/// <summary>An ad-hoc sub-process: its activities are started by people, in any order (clause 10.3.5, 13.3.5).</summary>
public sealed class AdHocSubProcess : SubProcess
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.AdHocSubProcess;

    /// <summary>Whether only one inner activity may run at a time.</summary>
    public bool Sequential { get; init; }

    /// <summary>Checked whenever an inner activity completes; null: completed explicitly, or when nothing is left to do.</summary>
    public Expression? CompletionCondition { get; init; }

    /// <summary>Whether running activities are ended when the condition holds.</summary>
    public bool CancelRemainingInstances { get; init; } = true;

    /// <summary>Ids of activities to start at once (<c>zeebe:adHoc activeElementsCollection</c>), or null.</summary>
    public Expression? ActiveElements { get; init; }
}

/// <summary>How an activity repeats.</summary>
public abstract record LoopCharacteristics;

/// <summary>Standard loop (clause 10.3.9).</summary>
public sealed record StandardLoop(bool TestBefore, Expression? Condition, int? Maximum) : LoopCharacteristics;

/// <summary>The moment at which a multi-instance activity throws its events (clause 10.3.8, <c>behavior</c>).</summary>
public enum MultiInstanceBehavior
{
    /// <summary>No event for any instance; the token leaves when all are done. The default.</summary>
    All,
    /// <summary>One event when the first instance completes.</summary>
    One,
    /// <summary>An event at each completion.</summary>
    None,
    /// <summary>Events by the complex behaviour definitions' conditions.</summary>
    Complex,
}

/// <summary>Multi-instance (clause 10.3.8, 13.3.7): one instance per item of a collection, or a number of them.</summary>
public sealed record MultiInstance(bool Sequential) : LoopCharacteristics
{
    /// <summary>The number of instances, or null when a collection says it.</summary>
    public Expression? Cardinality { get; init; }

    /// <summary>The list to go through, or null.</summary>
    public Expression? InputCollection { get; init; }

    /// <summary>The local variable that holds the item.</summary>
    public string? InputElement { get; init; }

    /// <summary>The variable that collects the outputs, or null.</summary>
    public string? OutputCollection { get; init; }

    /// <summary>What each instance puts into the output collection.</summary>
    public Expression? OutputElement { get; init; }

    /// <summary>Checked at each completion; when true the remaining instances are ended.</summary>
    public Expression? CompletionCondition { get; init; }

    /// <summary>When events are thrown.</summary>
    public MultiInstanceBehavior Behavior { get; init; }

    /// <summary>The event thrown for <see cref="MultiInstanceBehavior.One"/>.</summary>
    public EventDefinition? OneEvent { get; init; }

    /// <summary>The event thrown for <see cref="MultiInstanceBehavior.None"/>.</summary>
    public EventDefinition? NoneEvent { get; init; }

    /// <summary>Conditions and events for <see cref="MultiInstanceBehavior.Complex"/>.</summary>
    public IReadOnlyList<(Expression Condition, EventDefinition Event)> ComplexEvents { get; init; } = [];
}
