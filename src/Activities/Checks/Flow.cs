using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks;

/// <summary>Which node can follow which in a process: along flows, over boundary events and links, into sub-processes and out of them.</summary>
internal static class Flow
{
    /// <summary>Everything that can be reached from some nodes without going through others.</summary>
    public static HashSet<FlowNode> Reach(ProcessDefinition process, IEnumerable<FlowNode> from, Func<FlowNode, bool>? without = null)
    {
        var reached = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>(from.Where(node => without?.Invoke(node) != true));
        while (open.TryPop(out var node))
        {
            if (!reached.Add(node))
            {
                continue;
            }

            foreach (var next in After(process, node).Where(next => without?.Invoke(next) != true))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    /// <summary>Whether every way to a node from the start of the process goes through one of certain nodes first.</summary>
    public static bool IsAlwaysAfter(ProcessDefinition process, FlowNode node, Func<FlowNode, bool> gate) =>
        !gate(node) && !Reach(process, process.StartEvents, gate).Contains(node);

    private static IEnumerable<FlowNode> After(ProcessDefinition process, FlowNode node)
    {
        foreach (var flow in node.Outgoing)
        {
            yield return flow.Target;
        }

        if (node is Activity activity)
        {
            foreach (var boundary in activity.BoundaryEvents)
            {
                yield return boundary;
            }
        }

        if (node is IntermediateThrowEvent { Definition: LinkEventDefinition link })
        {
            foreach (var target in process.Nodes.OfType<IntermediateCatchEvent>().Where(other => other.Definition is LinkEventDefinition there && there.Name == link.Name))
            {
                yield return target;
            }
        }

        if (node is AdHocSubProcess adHoc)
        {
            foreach (var inner in adHoc.Children.Where(child => child.Incoming.Count == 0))
            {
                yield return inner;
            }
        }
        else if (node is SubProcess sub)
        {
            foreach (var start in sub.StartEvents)
            {
                yield return start;
            }
        }
    }
}
