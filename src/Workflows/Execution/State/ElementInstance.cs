using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Execution.State;

/// <summary>One run of an element: a token at a node, or a scope that holds others.</summary>
/// <remarks>Read-only outside the engine. What waits for something (task, job, timers ...) hangs on the element that waits.</remarks>
public sealed class ElementInstance
{
    internal ElementInstance(long key, string elementId, ElementInstance? scope)
    {
        Key = key;
        ElementId = elementId;
        Scope = scope;
    }

    /// <summary>Its key; for a user task also the task's.</summary>
    public long Key { get; }

    /// <summary>The element's id; the process's for the root of the instance or of a called process.</summary>
    public string ElementId { get; internal set; }

    /// <summary>The element instance around it; 0 for the root.</summary>
    public long ScopeKey => Scope?.Key ?? 0;

    /// <summary>1-based number in a multi-instance or loop body; 0 otherwise.</summary>
    public int LoopCounter { get; internal init; }

    /// <summary>Whether this is the body that holds the instances of a multi-instance or loop activity.</summary>
    public bool IsLoopBody { get; internal init; }

    /// <summary>For a called process's root scope: the version that it runs.</summary>
    public long? CalledDefinitionKey { get; internal set; }

    /// <summary>The variables of this scope alone.</summary>
    public FeelContext Variables { get; internal set; } = FeelContext.Empty;

    /// <summary>For a called process's root scope: the variables that were set since its caller gave it some; null where that is not known.</summary>
    internal SortedSet<string>? Written { get; set; }

    /// <summary>Whether this is the root of the instance or of a called process.</summary>
    public bool IsProcess => Scope is null || CalledDefinitionKey is not null;

    /// <summary>What kind of element it is an instance of; bound, as <see cref="Node"/> is.</summary>
    internal ElementKind Kind => IsProcess ? ElementKind.Process : IsLoopBody ? ElementKind.MultiInstanceBody : Node!.Kind;

    internal ElementInstance? Scope { get; set; }

    internal List<ElementInstance> Children { get; private set; } = [];

    internal int StartedAt { get; init; }

    internal long? CompensationHost { get; init; }

    internal UserTaskState? Task { get; set; }

    internal JobState? Job { get; set; }

    internal List<TimerState>? Timers { get; set; }

    internal List<SubscriptionState>? Subscriptions { get; set; }

    internal List<IncidentState>? Incidents { get; set; }

    internal List<EscalationState>? Escalations { get; set; }

    /// <summary>Ids of the flows at whose ends tokens of this scope wait; one entry a token.</summary>
    internal List<string>? WaitingFlows { get; set; }

    /// <summary>Complex gateways of this scope that have started, with the flows that started them.</summary>
    internal Dictionary<string, string[]>? StartedGateways { get; set; }

    internal List<CompletedActivity>? Completed { get; set; }

    internal CompensationRun? Compensation { get; set; }

    internal LoopProgress? Loop { get; set; }

    // Not part of the state: bound from the definition when a command begins.
    internal FlowNode? Node { get; set; }

    internal ProcessDefinition? Process { get; set; }

    /// <summary>What this element contains as a scope; null for one that contains nothing, and for a loop body.</summary>
    internal IFlowContainer? Container => IsProcess ? Process : IsLoopBody ? null : Node as IFlowContainer;

    internal bool IsAlive { get; set; } = true;

    /// <summary>Whether nothing goes on inside any more: no token, and nothing still to be undone.</summary>
    internal bool IsDrained => Children.Count == 0 && WaitingFlows is null or { Count: 0 } && Compensation is null or { IsDone: true };

    /// <summary>Whether this is one of the instances in a loop body.</summary>
    internal bool IsLoopInstance => LoopCounter > 0 && Scope is { IsLoopBody: true };

    internal ElementInstance CloneInto(ElementInstance? scope)
    {
        var clone = (ElementInstance)MemberwiseClone();
        clone.Scope = scope;
        clone.Children = [];
        clone.Timers = Copy(Timers);
        clone.Subscriptions = Copy(Subscriptions);
        clone.Incidents = Copy(Incidents);
        clone.Escalations = Copy(Escalations);
        clone.WaitingFlows = Copy(WaitingFlows);
        clone.Completed = Copy(Completed);
        clone.StartedGateways = StartedGateways is null ? null : new(StartedGateways);
        clone.Loop = Loop?.Clone();
        clone.Written = Written is null ? null : new(Written, StringComparer.Ordinal);
        scope?.Children.Add(clone);
        return clone;
    }

    private static List<T>? Copy<T>(List<T>? list) => list is null or { Count: 0 } ? null : [.. list];

    /// <inheritdoc/>
    public override string ToString() => $"{Node?.ToString() ?? ElementId} #{Key}";
}
