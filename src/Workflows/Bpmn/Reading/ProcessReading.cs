using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads one process: makes its nodes first, then links them (flows, attachments, defaults, lanes, compensation).</summary>
internal sealed class ProcessReading
{
    // Elements of a container that draw or describe and do not run.
    private static readonly HashSet<string> Passive =
    [
        "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference",
        "property", "association", "textAnnotation", "group", "ioSpecification", "ioBinding", "dataInputAssociation", "dataOutputAssociation",
        "standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "resourceRole", "performer", "humanPerformer", "potentialOwner",
        "completionCondition", "supports", "correlationSubscription", "auditing", "monitoring", "category", "artifact", "supportedInterfaceRef",
    ];

    private readonly XElement process;
    private readonly SharedElements shared;
    private readonly ProblemList problems;
    private readonly EventReading events;
    private readonly ActivityReading activities;
    private readonly DataReading data;
    private readonly List<FlowNode> nodes = [];
    private readonly List<SequenceFlow> flows = [];
    private readonly Dictionary<string, FlowNode> byId = [];
    private readonly List<(XElement Element, FlowNode Node)> made = [];
    private readonly List<(XElement Element, IFlowContainer Container)> containers = [];

    public ProcessReading(XElement process, SharedElements shared, ProblemList problems)
    {
        this.process = process;
        this.shared = shared;
        this.problems = problems;
        events = new EventReading(shared, problems);
        data = new DataReading(shared, problems);
        activities = new ActivityReading(shared, new LoopReading(shared, events, problems), data, problems);
    }

    public ProcessDefinition Read()
    {
        if (process.Attr("id") is not { Length: > 0 } id)
        {
            problems.Add(process, "process-id-missing", "The process has no id. Give it one.");
            id = "";
        }

        var definition = new ProcessDefinition
        {
            Id = id,
            Name = process.Attr("name"),
            VersionTag = process.ZeebeChild("versionTag")?.Attr("value"),
            Documentation = process.Documentation(),
            Extensions = process.Extensions(),
            DataItems = DataReading.Items(process),
        };
        var lanes = new LaneReading(process);
        definition.Children = Contents(process, definition);
        Link();
        Attach();
        foreach (var node in nodes)
        {
            node.Lane = lanes.Of(node);
        }

        definition.Nodes = nodes;
        definition.Flows = flows;
        definition.Lanes = lanes.All;
        definition.StartEvents = [.. definition.Children.OfType<StartEvent>()];
        definition.EventSubProcesses = [.. definition.Children.OfType<SubProcess>().Where(child => child.TriggeredByEvent)];
        return definition;
    }

    // Depth is bounded by the reader, so that recursion over nested sub-processes is safe.
    private List<FlowNode> Contents(XElement element, IFlowContainer container)
    {
        containers.Add((element, container));
        var children = new List<FlowNode>();
        foreach (var child in element.BpmnChildren())
        {
            if (child.Name.LocalName == "sequenceFlow" || Passive.Contains(child.Name.LocalName))
            {
                continue;
            }

            if (Node(child) is not { } node)
            {
                problems.Add(child, "element-unknown", $"The engine does not know <{child.Name.LocalName}> here. Remove it, or replace it by what it stands for.");
                continue;
            }

            if (node.Id.Length == 0)
            {
                problems.Add(child, "id-missing", $"The <{child.Name.LocalName}> has no id. Give it one.");
                continue;
            }

            node.Container = container;
            node.Index = nodes.Count;
            nodes.Add(node);
            byId.TryAdd(node.Id, node);
            made.Add((child, node));
            children.Add(node);
            if (node is SubProcess inner)
            {
                inner.Children = Contents(child, inner);
                inner.StartEvents = [.. inner.Children.OfType<StartEvent>()];
                inner.EventSubProcesses = [.. inner.Children.OfType<SubProcess>().Where(nested => nested.TriggeredByEvent)];
            }
        }

        return children;
    }

    private FlowNode? Node(XElement element)
    {
        var id = element.Attr("id") ?? "";
        var name = element.Attr("name");
        var line = element.Line();
        var extensions = element.Extensions();
        var documentation = element.Documentation();
        var parallel = element.Flag("parallelMultiple", false);
        switch (element.Name.LocalName)
        {
            case "startEvent":
                return new StartEvent
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation, ParallelMultiple = parallel,
                    Definitions = events.Definitions(element), Outputs = data.Outputs(element), IsInterrupting = element.Flag("isInterrupting", true),
                };
            case "intermediateCatchEvent":
                return new IntermediateCatchEvent
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation, ParallelMultiple = parallel,
                    Definitions = events.Definitions(element), Inputs = data.Inputs(element), Outputs = data.Outputs(element),
                };
            case "intermediateThrowEvent":
                return new IntermediateThrowEvent
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation,
                    Definitions = events.Definitions(element), Inputs = data.Inputs(element), Outputs = data.Outputs(element), Job = activities.Job(element),
                };
            case "endEvent":
                return new EndEvent
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation,
                    Definitions = events.Definitions(element), Inputs = data.Inputs(element), Outputs = data.Outputs(element), Job = activities.Job(element),
                };
            case "boundaryEvent":
                return new BoundaryEvent
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation, ParallelMultiple = parallel,
                    Definitions = events.Definitions(element), Outputs = data.Outputs(element), CancelActivity = element.Flag("cancelActivity", true),
                };
            case "exclusiveGateway":
                return new ExclusiveGateway { Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation };
            case "parallelGateway":
                return new ParallelGateway { Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation };
            case "inclusiveGateway":
                return new InclusiveGateway { Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation };
            case "complexGateway":
                return new ComplexGateway
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation,
                    ActivationCondition = shared.Expressions.Feel(element, element.TextOf("activationCondition")),
                };
            case "eventBasedGateway":
                return new EventBasedGateway
                {
                    Id = id, Name = name, Line = line, Extensions = extensions, Documentation = documentation,
                    Instantiate = element.Flag("instantiate", false), Parallel = element.Attr("eventGatewayType") == "Parallel",
                };
            case "task" or "userTask" or "serviceTask" or "sendTask" or "receiveTask" or "scriptTask" or "businessRuleTask" or "manualTask"
                or "callActivity" or "subProcess" or "transaction" or "adHocSubProcess":
                return activities.Read(element);
            default:
                return null;
        }
    }

    private void Link()
    {
        foreach (var (element, container) in containers)
        {
            foreach (var child in element.ChildrenNamed("sequenceFlow"))
            {
                var source = End(child, "sourceRef");
                var target = End(child, "targetRef");
                if (source is null || target is null)
                {
                    continue;
                }

                if (source.Container != container || target.Container != container)
                {
                    problems.Add(child, "flow-crosses-boundary", $"The sequence flow from {source} to {target} crosses the border of a sub-process or pool. Connect elements of one container, or use an event.");
                    continue;
                }

                flows.Add(new SequenceFlow
                {
                    Id = child.Attr("id") ?? $"{source.Id}->{target.Id}#{flows.Count}",
                    Name = child.Attr("name"),
                    Line = child.Line(),
                    Index = flows.Count,
                    Condition = shared.Expressions.Feel(child, child.TextOf("conditionExpression")),
                    Source = source,
                    Target = target,
                });
            }
        }

        var outgoing = flows.ToLookup(flow => flow.Source);
        var incoming = flows.ToLookup(flow => flow.Target);
        foreach (var node in nodes)
        {
            node.Outgoing = [.. outgoing[node]];
            node.Incoming = [.. incoming[node]];
        }
    }

    private FlowNode? End(XElement flow, string end)
    {
        if (flow.Attr(end) is not { Length: > 0 } reference)
        {
            problems.Add(flow, "flow-end-missing", $"The sequence flow has no {end}. Connect both its ends.");
            return null;
        }

        if (byId.TryGetValue(Xml.Unprefixed(reference), out var node))
        {
            return node;
        }

        problems.Add(flow, "flow-end-missing", $"The sequence flow's {end} '{reference}' is no element of this process. Connect it to one that exists, or remove it.");
        return null;
    }

    private void Attach()
    {
        foreach (var (element, node) in made)
        {
            if (element.Attr("default") is { Length: > 0 } reference && (node is Gateway || node is Activity))
            {
                var flow = node.Outgoing.FirstOrDefault(candidate => candidate.Id == Xml.Unprefixed(reference));
                if (flow is null)
                {
                    problems.Add(element, "default-flow-missing", $"The default flow '{reference}' does not leave this element. Choose one of its outgoing flows.");
                }
                else if (node is Gateway gateway)
                {
                    gateway.Default = flow;
                }
                else
                {
                    ((Activity)node).Default = flow;
                }
            }

            if (node is BoundaryEvent boundary)
            {
                AttachBoundary(element, boundary);
            }
        }

        var attached = nodes.OfType<BoundaryEvent>().Where(boundary => boundary.AttachedTo is not null).ToLookup(boundary => boundary.AttachedTo);
        foreach (var activity in nodes.OfType<Activity>())
        {
            activity.BoundaryEvents = [.. attached[activity]];
        }

        foreach (var association in process.Descendants(Xml.Bpmn + "association"))
        {
            if (association.Attr("sourceRef") is { } from && association.Attr("targetRef") is { } to
                && byId.GetValueOrDefault(Xml.Unprefixed(from)) is BoundaryEvent { Definition: CompensationEventDefinition } compensation
                && byId.GetValueOrDefault(Xml.Unprefixed(to)) is Activity handler && compensation.AttachedTo is { } undone)
            {
                undone.CompensationHandler = handler;
            }
        }
    }

    private void AttachBoundary(XElement element, BoundaryEvent boundary)
    {
        var reference = element.Attr("attachedToRef") ?? "";
        if (byId.GetValueOrDefault(Xml.Unprefixed(reference)) is not Activity activity)
        {
            problems.Add(element, "boundary-host-missing", $"The boundary event is attached to '{reference}', which is no activity of this process. Attach it to a task or sub-process.");
            return;
        }

        if (activity.Container != boundary.Container)
        {
            problems.Add(element, "boundary-host-elsewhere", $"The boundary event is attached to {activity}, which is in another sub-process.");
        }

        boundary.AttachedTo = activity;
    }
}
