using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>What a step that a manager adds is to be.</summary>
public enum NewStepKind
{
    /// <summary>Work for the agency of a lane.</summary>
    AgencyTask,

    /// <summary>The case rests for a time.</summary>
    Wait,

    /// <summary>Somebody is told, and the case goes on.</summary>
    Notify,

    /// <summary>Another pathway runs, and this one waits for its end.</summary>
    Pathway,
}

/// <summary>A step to add.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people will call it.</param>
/// <param name="LaneId">The lane it stands in, or null for that of the step before.</param>
/// <param name="Detail">A wait's duration (ISO 8601), a called pathway's process id, or the agency function that is told; not used for a task.</param>
public sealed record NewStep(NewStepKind Kind, string Name, string? LaneId = null, string? Detail = null);

/// <summary>Adds a step on a way that a drawing has, takes it out, or puts it elsewhere. Each says what stands against it, or null.</summary>
public static class StepInsertion
{
    private const double Gap = 50;

    private static readonly string[] Leading = ["documentation", "extensionElements", "incoming", "outgoing"];

    // What every pathway knows of its case; a called one sees only what is mapped into it.
    private static readonly string[] CaseVariables =
        ["area", "district", "riskLevel", "caseReference", "childName", "childAge", "concernReceivedAt"];

    /// <summary>Puts a new step on the flow: after its source, before its target.</summary>
    public static string? Add(PathwayDrawing drawing, string flowId, NewStep step, out string id)
    {
        id = drawing.FreeId(step.Name);
        if (drawing.Flow(flowId) is not { } flow)
        {
            return "The way on which the step was to stand is no longer there.";
        }

        var element = Element(step, id);
        flow.Parent!.AddIndented(element, Ends(drawing, flow).Source.Element);
        Join(drawing, flow, element, step.LaneId);
        return null;
    }

    /// <summary>Takes a step out and closes the gap: what led to it leads to what followed it.</summary>
    public static string? Remove(PathwayDrawing drawing, string id) => Free(drawing, id, "removed") ?? Take(drawing, id);

    /// <summary>Takes a step out of its place and puts it, as it is, on another flow.</summary>
    public static string? Move(PathwayDrawing drawing, string id, string flowId)
    {
        if (Free(drawing, id, "moved") is { } problem)
        {
            return problem;
        }

        var step = drawing.Find(id)!;
        if (drawing.Flow(flowId) is not { } flow || Touches(flow, id))
        {
            return "The step stands there already.";
        }

        if (flow.Parent != step.Element.Parent)
        {
            return "A step cannot be moved into or out of a sub-process; add it there instead.";
        }

        var lane = step.Lane?.Id;
        var element = new XElement(step.Element);
        element.Elements(Xml.Bpmn + "incoming").Concat(element.Elements(Xml.Bpmn + "outgoing")).ToList().ForEach(end => end.RemoveIndented());
        Take(drawing, id);
        flow.Parent!.AddIndented(element, Ends(drawing, flow).Source.Element);
        Join(drawing, flow, element, lane);
        return null;
    }

    /// <summary>Puts a step into another lane: another agency does it.</summary>
    public static void Assign(PathwayDrawing drawing, DrawnStep step, string laneId)
    {
        if (step.Lane?.Id == laneId || drawing.Lanes.FirstOrDefault(lane => lane.Id == laneId) is not { } target)
        {
            return;
        }

        step.Lane?.Remove(step.Id);
        target.Add(step.Id);
        if (drawing.Plane.BoxOf(step.Id) is not { } box || drawing.Plane.BoxOf(laneId) is not { } room)
        {
            return;
        }

        drawing.Plane.Place(step.Id, box with { Y = room.Middle - (box.Height / 2) });
        foreach (var flow in drawing.FlowsTo(step.Id).Concat(drawing.FlowsFrom(step.Id)).ToList())
        {
            Draw(drawing, flow);
        }
    }

    private static string? Free(PathwayDrawing drawing, string id, string done)
    {
        if (drawing.Find(id) is not { } step)
        {
            return "That step is no longer in the pathway.";
        }

        if (step.Kind is "startEvent" or "endEvent" or "boundaryEvent" || step.IsGateway || step.IsContainer)
        {
            return $"Only tasks, waits and called pathways can be {done} in the outline; use the drawing for the rest.";
        }

        if (drawing.Process.Descendants().Any(node => (string?)node.Attribute("attachedToRef") == id))
        {
            return $"Something hangs on this step (a deadline or an interruption). It cannot be {done} in the outline; use the drawing.";
        }

        return drawing.FlowsFrom(id).Count() != 1 || !drawing.FlowsTo(id).Any()
            ? $"This step does not stand on one way in and out, so it cannot be {done} in the outline; use the drawing."
            : null;
    }

    private static string? Take(PathwayDrawing drawing, string id)
    {
        var step = drawing.Find(id)!;
        var onward = drawing.FlowsFrom(id).Single();
        var target = drawing.Find((string)onward.Attribute("targetRef")!);
        if (target is null || target.Id == id)
        {
            return "This step leads to itself; use the drawing to take it out.";
        }

        Forget(target.Element, "incoming", onward.Id()!);
        foreach (var flow in drawing.FlowsTo(id).ToList())
        {
            flow.SetAttributeValue("targetRef", target.Id);
            Remember(target.Element, "incoming", flow.Id()!);
        }

        var moved = drawing.FlowsTo(target.Id).ToList();
        drawing.Plane.Remove(onward.Id()!);
        onward.RemoveIndented();
        step.Lane?.Remove(id);
        drawing.Plane.Remove(id);
        step.Element.RemoveIndented();
        moved.Where(flow => flow.Parent is not null).ToList().ForEach(flow => Draw(drawing, flow));
        return null;
    }

    private static void Join(PathwayDrawing drawing, XElement flow, XElement element, string? laneId)
    {
        var (source, target) = Ends(drawing, flow);
        var id = element.Id()!;
        var lane = drawing.Lanes.FirstOrDefault(row => row.Id == laneId) ?? source.Lane;
        if (source.Depth == 0)
        {
            lane?.Add(id);
        }

        var onward = drawing.FreeId($"{id}-to-{target.Id}");
        flow.SetAttributeValue("targetRef", id);
        flow.Parent!.AddIndented(
            new XElement(Xml.Bpmn + "sequenceFlow", new XAttribute("id", onward), new XAttribute("sourceRef", id), new XAttribute("targetRef", target.Id)), flow);
        Remember(element, "incoming", flow.Id()!);
        Remember(element, "outgoing", onward);
        Forget(target.Element, "incoming", flow.Id()!);
        Remember(target.Element, "incoming", onward);
        Lay(drawing, source, id, lane, Size(element));
        Draw(drawing, flow);
        Draw(drawing, drawing.Flow(onward)!);
    }

    private static void Lay(PathwayDrawing drawing, DrawnStep source, string id, DrawnLane? lane, (double Width, double Height) size)
    {
        if (drawing.Plane.BoxOf(source.Id) is not { } before)
        {
            return;
        }

        var containers = Containers(drawing);
        var left = before.Right;
        // Columns of other rows need not line up: begin right of whatever stands across the line, which can stand across that one's.
        foreach (var (_, box) in drawing.Plane.Boxes.Where(shape => !containers.Contains(shape.Id)).OrderBy(shape => shape.Box.X))
        {
            if (box.X < Math.Max(before.Right + 10, left + 1) && box.Right > left)
            {
                left = box.Right;
            }
        }

        drawing.Plane.MakeRoom(left + 1, size.Width + (2 * Gap), containers.Contains);
        var row = lane is not null && lane.Id != source.Lane?.Id && drawing.Plane.BoxOf(lane.Id) is { } room ? room.Middle : before.Middle;
        drawing.Plane.AddShape(id, new Box(left + Gap, row - (size.Height / 2), size.Width, size.Height));
    }

    private static void Draw(PathwayDrawing drawing, XElement flow)
    {
        if (drawing.Plane.BoxOf((string?)flow.Attribute("sourceRef") ?? "") is { } from && drawing.Plane.BoxOf((string?)flow.Attribute("targetRef") ?? "") is { } to)
        {
            drawing.Plane.Route(flow.Id()!, DiagramPlane.Way(from, to));
        }
    }

    private static HashSet<string> Containers(PathwayDrawing drawing) =>
    [
        .. drawing.Definitions.Descendants()
            .Where(element => element.Name == Xml.Bpmn + "participant" || element.Name == Xml.Bpmn + "lane" || element.Name == Xml.Bpmn + "group"
                || (DrawnStep.IsNode(element) && new DrawnStep(drawing, element).IsContainer))
            .Select(element => element.Id()).OfType<string>(),
    ];

    private static XElement Element(NewStep step, string id)
    {
        var name = new object[] { new XAttribute("id", id), new XAttribute("name", step.Name.Trim()) };
        return step.Kind switch
        {
            NewStepKind.AgencyTask => new XElement(Xml.Bpmn + "userTask", name, Extensions(new XElement(Xml.Zeebe + "userTask"))),
            NewStepKind.Wait => new XElement(Xml.Bpmn + "intermediateCatchEvent", name,
                new XElement(Xml.Bpmn + "timerEventDefinition", new XAttribute("id", $"{id}-timer"), new XElement(Xml.Bpmn + "timeDuration", step.Detail))),
            NewStepKind.Notify => new XElement(Xml.Bpmn + "serviceTask", name, Extensions(
                new XElement(Xml.Zeebe + "taskDefinition", new XAttribute("type", "notify"), new XAttribute("retries", "3")),
                new XElement(Xml.Zeebe + "ioMapping",
                    Input("= \"step-reached\"", "kind"),
                    Input($"= [\"agency:{step.Detail}\"]", "recipients"),
                    Input("= area", "area"),
                    Input("= district", "district")))),
            _ => new XElement(Xml.Bpmn + "callActivity", name, Extensions(
                new XElement(Xml.Zeebe + "calledElement", new XAttribute("processId", step.Detail ?? ""),
                    new XAttribute("propagateAllChildVariables", "false"), new XAttribute("propagateAllParentVariables", "false")),
                new XElement(Xml.Zeebe + "ioMapping", CaseVariables.Select(variable => Input($"= {variable}", variable))))),
        };
    }

    private static XElement Input(string source, string target) =>
        new(Xml.Zeebe + "input", new XAttribute("source", source), new XAttribute("target", target));

    private static XElement Extensions(params XElement[] extensions) => new(Xml.Bpmn + "extensionElements", extensions);

    private static (double Width, double Height) Size(XElement element) =>
        element.Name.LocalName.EndsWith("Event", StringComparison.Ordinal) ? (36, 36) : (100, 80);

    private static (DrawnStep Source, DrawnStep Target) Ends(PathwayDrawing drawing, XElement flow) =>
        (drawing.Find((string?)flow.Attribute("sourceRef") ?? "")!, drawing.Find((string?)flow.Attribute("targetRef") ?? "")!);

    private static bool Touches(XElement flow, string id) => (string?)flow.Attribute("sourceRef") == id || (string?)flow.Attribute("targetRef") == id;

    // The schema orders them: documentation, extensions, incoming, outgoing, and what the element is made of after them.
    private static void Remember(XElement node, string end, string flowId)
    {
        var entry = new XElement(Xml.Bpmn + end, flowId);
        var before = Leading
            .TakeWhile(name => name != end).Append(end)
            .SelectMany(name => node.Elements(Xml.Bpmn + name)).LastOrDefault();
        if (before is not null)
        {
            node.AddIndented(entry, before);
        }
        else if (node.Elements().FirstOrDefault() is { } first)
        {
            first.AddBeforeSelf(entry);
        }
        else
        {
            node.AddIndented(entry);
        }
    }

    private static void Forget(XElement node, string end, string flowId) =>
        node.Elements(Xml.Bpmn + end).FirstOrDefault(entry => entry.Value.Trim() == flowId)?.RemoveIndented();
}
