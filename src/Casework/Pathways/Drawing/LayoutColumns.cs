using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>Which column each node stands in: right of everything that leads to it, ways back aside.</summary>
internal static class LayoutColumns
{
    public static Dictionary<string, int> Of(XElement container, IReadOnlyList<XElement> nodes)
    {
        var columns = nodes.ToDictionary(node => node.Id()!, _ => 0, StringComparer.Ordinal);
        var onward = Onward(container, nodes, columns);
        // Depth first finds the ways back; what is left has no circle, so that the longest way to each node is its column.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var order = new List<string>();
        var forward = new HashSet<(string, string)>();
        var targets = onward.SelectMany(group => group).ToHashSet(StringComparer.Ordinal);
        foreach (var start in columns.Keys.Where(id => !targets.Contains(id)).Concat(columns.Keys).ToList())
        {
            Visit(start);
        }

        Mark();
        for (var i = order.Count - 1; i >= 0; i--)
        {
            foreach (var next in onward[order[i]].Where(next => forward.Contains((order[i], next))))
            {
                columns[next] = Math.Max(columns[next], columns[order[i]] + 1);
            }
        }

        return columns;

        // With a stack of its own: a file may hold a path of thousands of steps.
        void Visit(string root)
        {
            var stack = new Stack<(string Id, bool IsDone)>([(root, false)]);
            while (stack.TryPop(out var at))
            {
                if (at.IsDone)
                {
                    order.Add(at.Id);
                    continue;
                }

                if (!seen.Add(at.Id))
                {
                    continue;
                }

                stack.Push((at.Id, true));
                foreach (var next in onward[at.Id])
                {
                    stack.Push((next, false));
                }
            }
        }

        // A flow leads forward when its target was finished before its source.
        void Mark()
        {
            var finished = order.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index, StringComparer.Ordinal);
            foreach (var (id, index) in finished)
            {
                foreach (var next in onward[id].Where(next => finished.TryGetValue(next, out var there) && there < index))
                {
                    forward.Add((id, next));
                }
            }
        }
    }

    private static ILookup<string, string> Onward(XElement container, IReadOnlyList<XElement> nodes, Dictionary<string, int> known)
    {
        var flows = container.Elements(Xml.Bpmn + "sequenceFlow")
            .Select(flow => (From: (string?)flow.Attribute("sourceRef") ?? "", To: (string?)flow.Attribute("targetRef") ?? ""));
        // What hangs on a step stands at it, and leads on from there.
        var hosts = nodes.Where(node => node.Attribute("attachedToRef") is not null).ToDictionary(node => node.Id()!, node => (string)node.Attribute("attachedToRef")!, StringComparer.Ordinal);
        return flows.Select(flow => flow with { From = hosts.GetValueOrDefault(flow.From, flow.From) })
            .Where(flow => known.ContainsKey(flow.From) && known.ContainsKey(flow.To) && flow.From != flow.To)
            .ToLookup(flow => flow.From, flow => flow.To);
    }
}
