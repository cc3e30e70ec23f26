using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Connects nodes by their sequence flows (clause 8.4.13). The flow's own ends count; what nodes list is only compared.</summary>
internal sealed class FlowConnector(Dictionary<string, FlowNode> nodes, ProcessContext context)
{
    private readonly Dictionary<string, SequenceFlow> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<SequenceFlow> Connect(IReadOnlyList<(XmlElement Xml, IFlowContainer Container)> elements)
    {
        var flows = new List<SequenceFlow>(elements.Count);
        var incoming = new Dictionary<FlowNode, List<SequenceFlow>>();
        var outgoing = new Dictionary<FlowNode, List<SequenceFlow>>();
        foreach (var (xml, container) in elements)
        {
            var source = End(xml, "sourceRef", "start");
            var target = End(xml, "targetRef", "end");
            if (source is null || target is null)
            {
                continue;
            }

            var flow = new SequenceFlow
            {
                Id = IdOf(xml, source, target),
                Name = xml.Label,
                Line = xml.Line,
                Condition = context.Feel(xml.Child("conditionExpression"), "the condition"),
                Source = source,
                Target = target,
                Index = flows.Count,
            };
            flows.Add(flow);
            _byId.Add(flow.Id, flow);
            List(outgoing, source).Add(flow);
            List(incoming, target).Add(flow);
            CheckContainer(xml, flow, container);
        }

        foreach (var (node, list) in incoming)
        {
            node.Incoming = list;
        }

        foreach (var (node, list) in outgoing)
        {
            node.Outgoing = list;
        }

        return flows;
    }

    /// <summary>Fills in default flows.</summary>
    public void Defaults(IEnumerable<(XmlElement Xml, FlowNode Node)> read)
    {
        foreach (var (xml, node) in read)
        {
            if (xml["default"] is not { Length: > 0 } id)
            {
                continue;
            }

            if (!_byId.TryGetValue(id, out var flow))
            {
                context.Wrong("default-flow-missing", xml, $"its default flow '{id}' is not in the process; choose one of the flows that leave it");
            }
            else if (flow.Source != node)
            {
                context.Wrong("default-flow-elsewhere", xml, $"its default flow '{id}' starts at {flow.Source}; choose one of the flows that leave it");
            }
            else if (node is Activity activity)
            {
                activity.Default = flow;
            }
            else if (node is Gateway gateway and not (ParallelGateway or EventBasedGateway))
            {
                gateway.Default = flow;
            }
            else
            {
                context.Wrong("default-flow-misplaced", xml, "only activities and exclusive, inclusive and complex gateways have a default flow; remove it");
            }
        }
    }

    /// <summary>Compares the flows that nodes list with the flows' own ends.</summary>
    public void CheckEnds(IEnumerable<(XmlElement Xml, FlowNode Node)> read)
    {
        foreach (var (xml, node) in read)
        {
            foreach (var listed in xml.Children)
            {
                if (listed is { Space: XmlSpace.Bpmn, Name: "incoming" or "outgoing" } && listed.Text.Length > 0)
                {
                    CheckListed(listed, node);
                }
            }
        }
    }

    private void CheckListed(XmlElement listed, FlowNode node)
    {
        var id = context.File.Find(listed.Text)?.Id;
        if (id is null)
        {
            context.Wrong("reference-missing", listed, $"it lists the {listed.Name} flow '{listed.Text}', which is not in the file; draw the flow again");
        }
        else if (_byId.TryGetValue(id, out var flow) && (listed.Name == "incoming" ? flow.Target : flow.Source) is var end && end != node)
        {
            context.Wrong("flow-contradiction", listed, $"it lists '{id}' as {listed.Name}, but that flow {(listed.Name == "incoming" ? "ends" : "starts")} at {end}; draw the flow again");
        }
    }

    private FlowNode? End(XmlElement xml, string attribute, string which)
    {
        if (xml[attribute] is not { Length: > 0 } id)
        {
            context.Wrong($"flow-{(which == "start" ? "source" : "target")}-missing", xml, $"the sequence flow has no {which}; connect it, or remove it");
            return null;
        }

        if (nodes.TryGetValue(id, out var node) || (context.File.Find(id)?.Id is { } plain && nodes.TryGetValue(plain, out node)))
        {
            return node;
        }

        var elsewhere = context.File.Find(id);
        context.Wrong(elsewhere is null ? $"flow-{(which == "start" ? "source" : "target")}-missing" : "flow-crosses-boundary", xml, elsewhere switch
        {
            null => $"the sequence flow's {which} '{id}' is not in the file; connect it, or remove it",
            { Name: "participant" or "process" or "lane" or "dataObject" or "dataObjectReference" or "textAnnotation" } =>
                $"the sequence flow's {which} '{id}' is a <{elsewhere.Name}>, which no token can reach; connect it to an event, an activity or a gateway",
            _ => $"the sequence flow's {which} '{id}' is in another process; between pools, use a message flow",
        });
        return null;
    }

    private void CheckContainer(XmlElement xml, SequenceFlow flow, IFlowContainer container)
    {
        if (flow.Source.Container != flow.Target.Container)
        {
            context.Wrong("flow-crosses-boundary", xml,
                $"the sequence flow leads from {flow.Source} to {flow.Target} over the edge of a sub-process; connect it to the sub-process itself, or use an event");
        }
        else if (flow.Source.Container != container)
        {
            context.Wrong("flow-misplaced", xml, $"the sequence flow stands in {container.Id}, but connects nodes of {flow.Source.Container.Id}; move it there");
        }
    }

    private string IdOf(XmlElement xml, FlowNode source, FlowNode target)
    {
        var id = xml.Id is { Length: > 0 } given ? given : $"{source.Id}--{target.Id}";
        var made = id;
        for (var again = 2; _byId.ContainsKey(made); again++)
        {
            made = $"{id}-{again}";
        }

        return made;
    }

    private static List<SequenceFlow> List(Dictionary<FlowNode, List<SequenceFlow>> of, FlowNode node)
    {
        if (!of.TryGetValue(node, out var list))
        {
            of[node] = list = [];
        }

        return list;
    }
}
