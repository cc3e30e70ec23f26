using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads lanes and nested lanes, and says which lane a node is in: its innermost, or that of its sub-process.</summary>
internal sealed class LaneReading
{
    private readonly List<Lane> all = [];
    private readonly Dictionary<string, Lane> byNode = [];

    public LaneReading(XElement process)
    {
        // Sub-processes may have lane sets of their own; document order puts outer lanes first, so inner ones win.
        foreach (var set in process.Descendants(Xml.Bpmn + "laneSet").Where(set => set.Parent!.Name != Xml.Bpmn + "lane"))
        {
            Read(set, null);
        }
    }

    public IReadOnlyList<Lane> All => all;

    public Lane? Of(FlowNode node)
    {
        for (FlowNode? at = node; at is not null; at = at.Container as FlowNode)
        {
            if (byNode.TryGetValue(at.Id, out var lane))
            {
                return lane;
            }

            if (at is BoundaryEvent { AttachedTo: { } host } && byNode.TryGetValue(host.Id, out lane))
            {
                return lane;
            }
        }

        return null;
    }

    private void Read(XElement set, Lane? parent)
    {
        foreach (var element in set.ChildrenNamed("lane"))
        {
            var lane = new Lane { Id = element.Attr("id") ?? "", Name = element.Attr("name"), Parent = parent, Extensions = element.Extensions() };
            all.Add(lane);
            foreach (var reference in element.ChildrenNamed("flowNodeRef"))
            {
                byNode[Xml.Unprefixed(reference.Value)] = lane;
            }

            if (element.Child("childLaneSet") is { } inner)
            {
                Read(inner, lane);
            }
        }
    }
}
