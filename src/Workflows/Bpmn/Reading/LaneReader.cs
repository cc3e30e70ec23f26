using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads lanes, nested ones too (clause 10.8), and says for each node which is its innermost.</summary>
internal sealed class LaneReader(Dictionary<string, FlowNode> nodes, ProcessContext context)
{
    private readonly List<Lane> _lanes = [];
    private readonly Dictionary<Lane, int> _depth = [];

    public IReadOnlyList<Lane> Read(IEnumerable<XmlElement> laneSets, ProcessDefinition process)
    {
        foreach (var laneSet in laneSets)
        {
            Set(laneSet, null, 0);
        }

        // Nodes come after the sub-process around them, so one pass hands lanes down.
        foreach (var node in process.Nodes)
        {
            node.Lane ??= (node.Container as FlowNode)?.Lane;
        }

        return _lanes;
    }

    private void Set(XmlElement laneSet, Lane? parent, int depth)
    {
        foreach (var xml in laneSet.All("lane"))
        {
            var lane = new Lane
            {
                Id = xml.Id ?? $"lane_{_lanes.Count + 1}",
                Name = xml.Label,
                Parent = parent,
                Extensions = CommonParts.Extensions(xml, context),
            };
            _lanes.Add(lane);
            _depth.Add(lane, depth);
            foreach (var reference in xml.All("flowNodeRef"))
            {
                Place(reference, lane, depth);
            }

            foreach (var nested in xml.All("childLaneSet"))
            {
                Set(nested, lane, depth + 1);
            }
        }
    }

    private void Place(XmlElement reference, Lane lane, int depth)
    {
        var found = context.File.Find(reference.Text);
        if (found is null)
        {
            context.Wrong("reference-missing", reference, $"the lane holds '{reference.Text}', which is not in the file; draw the lane anew");
            return;
        }

        // Tools also list data objects and flows; only nodes have a lane.
        if (found.Id is null || !nodes.TryGetValue(found.Id, out var node) || node.Lane == lane)
        {
            return;
        }

        if (node.Lane is { } other && _depth[other] == depth)
        {
            context.Wrong("lane-twice", reference, $"{node} is in the lanes {other.Name ?? other.Id} and {lane.Name ?? lane.Id}; move it into one");
        }
        else if (node.Lane is null || _depth[node.Lane] < depth)
        {
            node.Lane = lane;
        }
    }
}
