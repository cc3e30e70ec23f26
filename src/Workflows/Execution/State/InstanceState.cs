using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution.State;

/// <summary>All that is known of one process instance, the processes that it calls included. Immutable for everybody but the engine.</summary>
public sealed class InstanceState
{
    // Ordered by key: the order of creation, but for hosts whose clocks differ by a little.
    private readonly List<ElementInstance> _elements;

    internal InstanceState(InstanceStarted started)
        : this(new ElementInstance(started.InstanceKey, started.ProcessId, null), started.DefinitionKey, started.BusinessKey, started.StartElementId)
    {
    }

    internal InstanceState(ElementInstance root, long definitionKey, string? businessKey, string? startElementId)
    {
        Root = root;
        DefinitionKey = definitionKey;
        BusinessKey = businessKey;
        StartElementId = startElementId;
        LastKey = root.Key;
        _elements = [root];
    }

    private InstanceState(InstanceState other)
    {
        DefinitionKey = other.DefinitionKey;
        BusinessKey = other.BusinessKey;
        StartElementId = other.StartElementId;
        Status = other.Status;
        Reason = other.Reason;
        LastKey = other.LastKey;
        Ordinal = other.Ordinal;
        OpenConditions = other.OpenConditions;
        WaitingTokenCount = other.WaitingTokenCount;
        _elements = new List<ElementInstance>(other._elements.Count + 4);
        Root = other.Root.CloneInto(null);
        CloneTree(other.Root, Root);
        if (_elements.Count > 1)
        {
            _elements.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        }
    }

    /// <summary>The instance's key, which is also that of its root scope.</summary>
    public long Key => Root.Key;

    /// <summary>The deployed version that it runs.</summary>
    public long DefinitionKey { get; internal set; }

    /// <summary>The id of the process at the root.</summary>
    public string ProcessId => Root.ElementId;

    /// <summary>What people know it by, or null.</summary>
    public string? BusinessKey { get; }

    /// <summary>Whether it runs.</summary>
    public InstanceStatus Status { get; internal set; }

    /// <summary>Why it was suspended or cancelled, or null.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Whether it has come to its end, by itself or not.</summary>
    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Cancelled;

    /// <summary>The variables of the root scope.</summary>
    public FeelContext Variables => Root.Variables;

    /// <summary>Everything alive, the root first; by key.</summary>
    public IReadOnlyList<ElementInstance> Elements => _elements;

    /// <summary>The open user tasks, oldest first.</summary>
    public IReadOnlyList<UserTaskState> Tasks => [.. _elements.Where(e => e.Task is not null).Select(e => e.Task!)];

    /// <summary>The jobs that wait, oldest first.</summary>
    public IReadOnlyList<JobState> Jobs => [.. _elements.Where(e => e.Job is not null).Select(e => e.Job!).OrderBy(job => job.Key)];

    /// <summary>The pending timers, oldest first.</summary>
    public IReadOnlyList<TimerState> Timers => [.. _elements.SelectMany(e => e.Timers ?? []).OrderBy(timer => timer.Key)];

    /// <summary>The open subscriptions, oldest first.</summary>
    public IReadOnlyList<SubscriptionState> Subscriptions => [.. _elements.SelectMany(e => e.Subscriptions ?? []).OrderBy(subscription => subscription.Key)];

    /// <summary>What has to be mended, oldest first.</summary>
    public IReadOnlyList<IncidentState> Incidents => [.. _elements.SelectMany(e => e.Incidents ?? []).OrderBy(incident => incident.Key)];

    /// <summary>The levels of ladders reached by tasks that are still open, oldest first.</summary>
    public IReadOnlyList<EscalationState> Escalations => [.. _elements.SelectMany(e => e.Escalations ?? []).OrderBy(escalation => escalation.Key)];

    /// <summary>The tokens that wait at joins.</summary>
    public IReadOnlyList<WaitingToken> WaitingTokens =>
        [.. _elements.SelectMany(e => (e.WaitingFlows ?? []).Select(flow => new WaitingToken(e.Key, flow)))];

    internal ElementInstance Root { get; }

    internal string? StartElementId { get; set; }

    internal long LastKey { get; set; }

    /// <summary>Counts activations and completions, so that compensation knows what came after what.</summary>
    internal int Ordinal { get; set; }

    internal int OpenConditions { get; set; }

    /// <summary>Tokens at joins, and complex gateways that wait to start again: zero means that no join needs a look.</summary>
    internal int WaitingTokenCount { get; set; }

    /// <summary>The state that a history leads to.</summary>
    /// <exception cref="InvalidOperationException">The history does not begin with <see cref="InstanceStarted"/>, or contradicts itself.</exception>
    public static InstanceState Replay(IEnumerable<WorkflowEvent> history)
    {
        InstanceState? state = null;
        foreach (var happened in history)
        {
            state = EventApplier.Apply(state, happened);
        }

        return state ?? throw new InvalidOperationException("A history begins with InstanceStarted; this one is empty.");
    }

    /// <summary>The element instance with that key, or null.</summary>
    public ElementInstance? Element(long key)
    {
        var position = Position(key);
        return position >= 0 ? _elements[position] : null;
    }

    /// <summary>The value of a variable as seen from an element instance outwards; null where no scope has it.</summary>
    public FeelValue Variable(string name, long? elementKey = null) =>
        (elementKey is { } key ? Element(key) : Root) is { } element && new VariableScope(element).TryGet(name, out var value) ? value : FeelValue.Null;

    internal InstanceState Clone() => new(this);

    /// <summary>After reading: the counts that follow from the rest.</summary>
    internal void Recount()
    {
        OpenConditions = _elements.Sum(e => e.Subscriptions?.Count(subscription => subscription.Kind == SubscriptionKind.Condition) ?? 0);
        WaitingTokenCount = _elements.Sum(e => (e.WaitingFlows?.Count ?? 0) + (e.StartedGateways?.Count ?? 0));
    }

    internal void Add(ElementInstance element)
    {
        element.Scope!.Children.Add(element);
        LastKey = Math.Max(LastKey, element.Key);
        if (_elements[^1].Key < element.Key)
        {
            _elements.Add(element);
        }
        else
        {
            _elements.Insert(~Position(element.Key), element);
        }
    }

    internal void Remove(ElementInstance element)
    {
        element.IsAlive = false;
        _elements.RemoveAt(Position(element.Key));
        element.Scope!.Children.Remove(element);
    }

    private int Position(long key)
    {
        int low = 0, high = _elements.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _elements[middle].Key;
            if (found == key)
            {
                return middle;
            }

            if (found < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    private void CloneTree(ElementInstance from, ElementInstance to)
    {
        _elements.Add(to);
        if (from.Children.Count == 0)
        {
            return;
        }

        // Not recursive: a process that calls itself can nest thousands of scopes.
        var pending = new Stack<(ElementInstance From, ElementInstance To)>();
        pending.Push((from, to));
        while (pending.TryPop(out var pair))
        {
            foreach (var child in pair.From.Children)
            {
                var clone = child.CloneInto(pair.To);
                _elements.Add(clone);
                if (child.Children.Count > 0)
                {
                    pending.Push((child, clone));
                }
            }
        }
    }
}
