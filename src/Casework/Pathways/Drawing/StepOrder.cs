using System.Xml.Linq;

namespace Peninsula.Casework.Pathways.Drawing;

/// <summary>The order in which a person would tell the steps: as the flows lead to them, a sub-process's own after it.</summary>
internal static class StepOrder
{
    public static IEnumerable<DrawnStep> Of(XElement container, Func<XElement, DrawnStep> step)
    {
        var nodes = container.Elements().Where(DrawnStep.IsNode).ToList();
        var byId = nodes.Where(node => node.Id() is not null).ToDictionary(node => node.Id()!, StringComparer.Ordinal);
        var flows = container.Elements(Xml.Bpmn + "sequenceFlow").ToLookup(flow => (string?)flow.Attribute("sourceRef") ?? "", flow => (string?)flow.Attribute("targetRef") ?? "");
        var attached = nodes.Where(node => node.Attribute("attachedToRef") is not null).ToLookup(node => (string)node.Attribute("attachedToRef")!);
        var targets = flows.SelectMany(group => group).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // Starts first, then whatever nothing leads to, so that no step is left out.
        var waiting = new Queue<XElement>(nodes.Where(node => node.Name.LocalName == "startEvent")
            .Concat(nodes.Where(node => node.Attribute("attachedToRef") is null && !targets.Contains(node.Id() ?? "")))
            .Concat(nodes));
        while (waiting.TryDequeue(out var node))
        {
            foreach (var found in From(node))
            {
                yield return found;
            }
        }

        // Depth first along the first flow keeps a path together; branches follow one after another.
        IEnumerable<DrawnStep> From(XElement start)
        {
            var stack = new Stack<XElement>([start]);
            while (stack.TryPop(out var node))
            {
                if (node.Id() is not { } id || !seen.Add(id))
                {
                    continue;
                }

                yield return step(node);
                foreach (var inner in Of(node, step))
                {
                    yield return inner;
                }

                foreach (var next in attached[id].Concat(flows[id].Select(target => byId.GetValueOrDefault(target)).OfType<XElement>()).Reverse())
                {
                    stack.Push(next);
                }
            }
        }
    }
}
