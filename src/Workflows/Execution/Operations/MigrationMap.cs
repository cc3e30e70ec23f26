using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>A mapping of elements that was looked through, and what follows from it for flows and completed activities.</summary>
internal sealed class MigrationMap
{
    private readonly ProcessDefinition _from;
    private readonly ProcessDefinition _to;
    private readonly Dictionary<string, ElementMapping> _mapped = [];
    private readonly Dictionary<string, string> _completed = [];
    private readonly Dictionary<string, string> _flows = [];
    private HashSet<FlowNode>? _targets;

    public MigrationMap(ProcessDefinition from, ProcessDefinition to, IReadOnlyList<ElementMapping> mapping)
    {
        _from = from;
        _to = to;
        foreach (var entry in mapping)
        {
            _mapped.TryAdd(entry.SourceElementId, entry);
        }
    }

    /// <summary>What an element becomes; null when it is not mapped.</summary>
    public FlowNode? Target(string elementId) => _mapped.TryGetValue(elementId, out var entry) ? _to.Node(entry.TargetElementId) : null;

    /// <summary>Everything that something becomes.</summary>
    public IReadOnlySet<FlowNode> Targets() => _targets ??= _mapped.Values.Select(entry => _to.Node(entry.TargetElementId)!).ToHashSet();

    public bool Renews(string elementId) => _mapped.TryGetValue(elementId, out var entry) && entry.Renew;

    /// <summary>What a completed activity becomes. Nothing of it waits, so that one with the same id is found without being named.</summary>
    public FlowNode? Completed(string elementId)
    {
        var becomes = Target(elementId)
            ?? (_to.Node(elementId) is { } same && ElementMatching.Difference(_from.Node(elementId)!, same) is null ? same : null);
        if (becomes is not null)
        {
            _completed[elementId] = becomes.Id;
        }

        return becomes;
    }

    /// <summary>Finds the flow at whose end a token waits in the new version: the same id, else the only flow between what both ends become.</summary>
    public OperationProblem? Follow(SequenceFlow flow)
    {
        if (Target(flow.Target.Id) is not { } join)
        {
            return new("not-mapped", $"A token waits at {flow.Target}, which is not mapped: say what it becomes.", flow.Target.Id);
        }

        var found = join.Incoming.Where(incoming => incoming.Id == flow.Id).ToArray();
        if (found.Length == 0)
        {
            var source = Target(flow.Source.Id) ?? _to.Node(flow.Source.Id);
            found = [.. join.Incoming.Where(incoming => incoming.Source == source)];
        }

        if (found.Length != 1)
        {
            return new("flow-gone", $"A token has come to {flow.Target} from {flow.Source}, but {(found.Length == 0 ? "no flow leads" : "several flows lead")} from there to {join}.", flow.Target.Id);
        }

        if (_flows.Any(pair => pair.Value == found[0].Id && pair.Key != flow.Id))
        {
            return new("flow-gone", $"Tokens that have come to {flow.Target} on different flows would all stand on the flow from {found[0].Source} to {join}.", flow.Target.Id);
        }

        _flows[flow.Id] = found[0].Id;
        return null;
    }

    /// <summary>New ids by old, where they differ.</summary>
    public Dictionary<string, string> ElementIds()
    {
        var ids = _mapped.Where(pair => pair.Key != pair.Value.TargetElementId).ToDictionary(pair => pair.Key, pair => pair.Value.TargetElementId);
        foreach (var (old, becomes) in _completed.Where(pair => pair.Key != pair.Value))
        {
            ids[old] = becomes;
        }

        return ids;
    }

    /// <summary>New ids by old, where they differ.</summary>
    public Dictionary<string, string> FlowIds() => _flows.Where(pair => pair.Key != pair.Value).ToDictionary();
}
