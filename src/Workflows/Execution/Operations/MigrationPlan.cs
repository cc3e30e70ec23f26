using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Which elements of one version become which of another.</summary>
public static class MigrationPlan
{
    /// <summary>Maps every element to the one with the same id, where that is of the same kind and stands in the same place.</summary>
    public static IReadOnlyList<ElementMapping> Propose(ProcessDefinition from, ProcessDefinition to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var mapped = new List<ElementMapping>();
        Pair(from, to, mapped);
        return mapped;
    }

    /// <summary>What is wrong with a mapping whatever instance it is used on; empty when nothing is.</summary>
    public static IReadOnlyList<OperationProblem> Check(ProcessDefinition from, ProcessDefinition to, IReadOnlyList<ElementMapping> mapping)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(mapping);
        var problems = new List<OperationProblem>();
        var nodes = new Dictionary<FlowNode, FlowNode>();
        foreach (var entry in mapping)
        {
            var source = from.Node(entry.SourceElementId);
            var target = to.Node(entry.TargetElementId);
            if (source is null || target is null)
            {
                var (missing, process) = source is null ? (entry.SourceElementId, from) : (entry.TargetElementId, to);
                problems.Add(new("unknown-element", $"The version of '{process.Id}' {(source is null ? "that runs" : "to migrate to")} has no element '{missing}'.", missing));
            }
            else if (!nodes.TryAdd(source, target))
            {
                problems.Add(new("mapped-twice", $"{source} is mapped more than once.", source.Id));
            }
            else if (ElementMatching.Difference(source, target) is var (rule, message))
            {
                problems.Add(new(rule, message, source.Id));
            }
        }

        problems.AddRange(nodes.SelectMany(pair => Misplaced(pair.Key, pair.Value, nodes)));
        problems.AddRange(nodes.Where(pair => pair.Key is EventNode).GroupBy(pair => pair.Value).Where(group => group.Count() > 1)
            .Select(group => new OperationProblem("mapped-twice", $"{string.Join(" and ", group.Select(pair => pair.Key))} are both mapped to {group.Key}; an event takes the place of one.", group.First().Key.Id)));
        return problems;
    }

    private static IEnumerable<OperationProblem> Misplaced(FlowNode source, FlowNode target, Dictionary<FlowNode, FlowNode> nodes)
    {
        var isMoved = source.Container is FlowNode container
            ? nodes.TryGetValue(container, out var outer) && target.Container != outer as IFlowContainer
            : target.Container is not ProcessDefinition;
        if (isMoved)
        {
            yield return new("scope-changed", $"{source} stands in '{source.Container.Id}', but {target} stands in '{target.Container.Id}', which is not what that becomes. Something that runs cannot move into or out of a sub-process.", source.Id);
        }

        if (source is BoundaryEvent from && target is BoundaryEvent to && nodes.TryGetValue(from.AttachedTo, out var activity) && activity != to.AttachedTo)
        {
            yield return new("boundary-moved", $"{source} is attached to {from.AttachedTo}, but {target} is not attached to what that becomes.", source.Id);
        }
    }

    private static void Pair(IFlowContainer from, IFlowContainer to, List<ElementMapping> mapped)
    {
        var there = to.Children.ToDictionary(node => node.Id);
        foreach (var node in from.Children)
        {
            if (!there.TryGetValue(node.Id, out var same) || ElementMatching.Difference(node, same) is not null
                || (node is BoundaryEvent boundary && ((BoundaryEvent)same).AttachedTo.Id != boundary.AttachedTo.Id))
            {
                continue;
            }

            mapped.Add(new ElementMapping(node.Id, same.Id));
            if (node is SubProcess inner)
            {
                Pair(inner, (SubProcess)same, mapped);
            }
        }
    }
}
