using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Attaches boundary events to their activities, and compensation handlers to what they undo.</summary>
internal sealed class Attacher(Dictionary<string, FlowNode> nodes, ProcessContext context)
{
    public void Boundaries(IEnumerable<(XmlElement Xml, FlowNode Node)> read)
    {
        var attached = new Dictionary<Activity, List<BoundaryEvent>>();
        foreach (var (xml, node) in read)
        {
            if (node is not BoundaryEvent boundary)
            {
                continue;
            }

            var reference = xml["attachedToRef"];
            if (string.IsNullOrEmpty(reference) || context.File.Find(reference)?.Id is not { } id)
            {
                context.Wrong("boundary-host-missing", xml, string.IsNullOrEmpty(reference)
                    ? "the boundary event is attached to nothing; put it on an activity"
                    : $"the boundary event is attached to '{reference}', which is not in the file; put it on an activity");
            }
            else if (nodes.GetValueOrDefault(id) is not Activity activity)
            {
                context.Wrong("boundary-host-kind", xml, $"the boundary event is attached to '{reference}', which is no activity of this process; put it on an activity");
            }
            else if (activity.Container != boundary.Container)
            {
                context.Wrong("boundary-host-kind", xml, $"the boundary event stands outside of where {activity} is; move it beside the activity");
            }
            else
            {
                boundary.AttachedTo = activity;
                if (!attached.TryGetValue(activity, out var list))
                {
                    attached[activity] = list = [];
                }

                list.Add(boundary);
            }
        }

        foreach (var (activity, boundaries) in attached)
        {
            activity.BoundaryEvents = boundaries;
        }
    }

    public void CompensationHandlers(IEnumerable<XmlElement> associations)
    {
        foreach (var xml in associations)
        {
            if (xml.Parent?.Name != "collaboration")
            {
                CheckEnd(xml, "sourceRef");
                CheckEnd(xml, "targetRef");
            }

            if (Node(xml["sourceRef"]) is BoundaryEvent { Definition: CompensationEventDefinition, AttachedTo: { } undone } boundary
                && Node(xml["targetRef"]) is { } target)
            {
                Attach(xml, boundary, undone, target);
            }
        }
    }

    private void Attach(XmlElement xml, BoundaryEvent boundary, Activity undone, FlowNode target)
    {
        if (target is not Activity { IsForCompensation: true } handler)
        {
            context.Wrong("compensation-handler-kind", xml,
                $"the compensation event {boundary} leads to {target}, which is no compensation activity; mark that as one (isForCompensation)");
        }
        else if (undone.CompensationHandler is not null && undone.CompensationHandler != handler)
        {
            context.Wrong("compensation-handler-twice", xml, $"{undone} already has the compensation activity {undone.CompensationHandler}; keep one");
        }
        else
        {
            undone.CompensationHandler = handler;
        }
    }

    private void CheckEnd(XmlElement xml, string end)
    {
        if (xml[end] is { Length: > 0 } reference && context.File.Find(reference) is null)
        {
            context.Wrong("reference-missing", xml, $"the association's {end} '{reference}' is not in the file; connect it anew, or remove it");
        }
    }

    private FlowNode? Node(string? reference) => context.File.Find(reference)?.Id is { } id ? nodes.GetValueOrDefault(id) : null;
}
