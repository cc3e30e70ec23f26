using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading.Elements;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Makes one process definition: nodes first, then what connects them.</summary>
internal sealed class ProcessReader(XmlElement xml, ProcessContext context)
{
    private readonly List<FlowNode> _nodes = [];
    private readonly List<(XmlElement Xml, IFlowContainer Container)> _flows = [];
    private readonly List<(XmlElement Xml, FlowNode Node)> _read = [];
    private readonly List<XmlElement> _laneSets = [];
    private readonly List<XmlElement> _associations = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The nodes by id; of two with the same id the first.</summary>
    public Dictionary<string, FlowNode> ById { get; } = new(StringComparer.Ordinal);

    /// <param name="associations">The file's associations outside processes: a collaboration may hold those of its pools.</param>
    public ProcessDefinition Read(IEnumerable<XmlElement> associations)
    {
        var process = new ProcessDefinition
        {
            Id = xml.Id ?? "",
            Name = xml.Label,
            Documentation = CommonParts.Documentation(xml),
            VersionTag = xml.Zeebe("versionTag")?["value"],
            Extensions = CommonParts.Extensions(xml, context),
        };
        if (xml.Id is null or "")
        {
            context.CannotRun("process-id-missing", xml, "the process has no id; it is started by it");
        }

        UnknownExtensions.Report(xml, context);
        process.DataItems = DataItems(xml);
        process.Children = Children(xml, process);
        process.StartEvents = [.. process.Children.OfType<StartEvent>()];
        process.EventSubProcesses = EventSubProcesses(process);
        process.Nodes = _nodes;
        var flows = new FlowConnector(ById, context);
        process.Flows = flows.Connect(_flows);
        flows.Defaults(_read);
        flows.CheckEnds(_read);
        var attacher = new Attacher(ById, context);
        attacher.Boundaries(_read);
        attacher.CompensationHandlers(_associations.Concat(associations));
        process.Lanes = new LaneReader(ById, context).Read(_laneSets, process);
        return process;
    }

    private List<FlowNode> Children(XmlElement container, IFlowContainer owner)
    {
        var children = new List<FlowNode>();
        foreach (var child in container.Children)
        {
            if (child.Space != XmlSpace.Bpmn)
            {
                continue;
            }

            if (ElementTransformers.TryFind(child.Name, out var transformer))
            {
                children.Add(Node(transformer, child, owner));
            }
            else if (!Connects(child, owner))
            {
                Refuse(child);
            }
        }

        return children;
    }

    private FlowNode Node(IElementTransformer transformer, XmlElement child, IFlowContainer owner)
    {
        var node = ElementTransformers.Transform(transformer, child, IdOf(child), context);
        node.Container = owner;
        node.Index = _nodes.Count;
        _nodes.Add(node);
        _read.Add((child, node));
        ById.TryAdd(node.Id, node);
        if (node is SubProcess inner)
        {
            inner.DataItems = DataItems(child);
            inner.Children = Children(child, inner);
            inner.StartEvents = [.. inner.Children.OfType<StartEvent>()];
            inner.EventSubProcesses = EventSubProcesses(inner);
        }
        else
        {
            RefuseNested(child);
        }

        return node;
    }

    private bool Connects(XmlElement child, IFlowContainer owner)
    {
        switch (child.Name)
        {
            case "sequenceFlow":
                _flows.Add((child, owner));
                return true;
            case "laneSet":
                _laneSets.Add(child);
                return true;
            case "association":
                _associations.Add(child);
                return true;
            default:
                return BpmnNames.WithoutToken.Contains(child.Name);
        }
    }

    private void Refuse(XmlElement child)
    {
        if (BpmnNames.CannotRun.TryGetValue(child.Name, out var instead))
        {
            context.Wrong("element-unsupported", child, $"<{child.Name}> does not stand in a process; {instead}");
        }
        else if (BpmnNames.All.Contains(child.Name))
        {
            context.Wrong("element-misplaced", child, $"<{child.Name}> does not belong directly in <{child.Parent?.Name}>; move it to where BPMN has it");
        }
    }

    private void RefuseNested(XmlElement parent)
    {
        foreach (var child in parent.Children)
        {
            if (child.Space == XmlSpace.Bpmn && (child.Name == "sequenceFlow" || ElementTransformers.TryFind(child.Name, out _)))
            {
                context.Wrong("element-misplaced", child, $"<{child.Name}> cannot stand inside <{parent.Name}>; move it beside it, or make that a sub-process");
            }
        }
    }

    private string IdOf(XmlElement element)
    {
        var id = element.Id is { Length: > 0 } given ? given : $"{element.Name}_{_nodes.Count + 1}";
        // A second node with the same id is reported elsewhere; the model stays consistent meanwhile.
        for (var again = 2; !_ids.Add(id); again++)
        {
            id = $"{element.Id ?? element.Name}_{again}_{_nodes.Count + 1}";
        }

        return id;
    }

    private List<DataItem> DataItems(XmlElement container)
    {
        var items = new List<DataItem>();
        foreach (var child in container.Children)
        {
            if (child is { Space: XmlSpace.Bpmn, Name: "dataObject" or "property" } && DataAssociations.Variable(child, context) is { } name)
            {
                items.Add(new DataItem(name, null));
            }
        }

        return items;
    }

    private static List<SubProcess> EventSubProcesses(IFlowContainer container) =>
        [.. container.Children.OfType<SubProcess>().Where(inner => inner.TriggeredByEvent)];
}
