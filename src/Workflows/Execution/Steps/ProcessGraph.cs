using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>What joins need to know of a definition's shape. Worked out once a definition and kept with it.</summary>
internal sealed class ProcessGraph
{
    private static readonly ConditionalWeakTable<ProcessDefinition, ProcessGraph> Known = [];

    private readonly ProcessDefinition _process;
    private readonly Dictionary<string, SequenceFlow> _flows;
    private readonly ConcurrentDictionary<SequenceFlow, BitArray> _upstream = new();
    private readonly ILookup<(IFlowContainer, string), FlowNode> _linkThrows;

    private ProcessGraph(ProcessDefinition process)
    {
        _process = process;
        _flows = process.Flows.ToDictionary(flow => flow.Id);
        _linkThrows = process.Nodes
            .OfType<EventNode>()
            .Where(node => node is not IntermediateCatchEvent)
            .SelectMany(node => node.Definitions.OfType<LinkEventDefinition>().Select(link => (Node: (FlowNode)node, link.Name)))
            .ToLookup(link => (link.Node.Container, link.Name), link => link.Node);
    }

    public static ProcessGraph Of(ProcessDefinition process) => Known.GetValue(process, definition => new ProcessGraph(definition));

    public SequenceFlow Flow(string id) => _flows[id];

    /// <summary>By <see cref="FlowNode.Index"/>: the nodes from which a token can come to <paramref name="flow"/> without passing the join at its end.</summary>
    public BitArray Upstream(SequenceFlow flow) => _upstream.GetOrAdd(flow, FindUpstream);

    private BitArray FindUpstream(SequenceFlow flow)
    {
        var found = new BitArray(_process.Nodes.Count);
        var pending = new Stack<FlowNode>();
        Visit(flow.Source);
        while (pending.TryPop(out var node))
        {
            foreach (var incoming in node.Incoming)
            {
                Visit(incoming.Source);
            }

            if (node is BoundaryEvent boundary)
            {
                Visit(boundary.AttachedTo);
            }
            else if (node is IntermediateCatchEvent { Definition: LinkEventDefinition link })
            {
                foreach (var thrower in _linkThrows[(node.Container, link.Name)])
                {
                    Visit(thrower);
                }
            }
        }

        return found;

        void Visit(FlowNode node)
        {
            if (node != flow.Target && !found[node.Index])
            {
                found[node.Index] = true;
                pending.Push(node);
            }
        }
    }
}
