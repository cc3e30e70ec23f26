using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading.Elements;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>
/// Global tasks (clause 10.3.6) as processes of one task, so that a call activity calls them as it calls any process.
/// </summary>
internal static class GlobalTasks
{
    private static readonly Dictionary<string, ElementKind> TaskOf =
        ElementKind.All.Where(kind => kind.GlobalElement is not null).ToDictionary(kind => kind.GlobalElement!, StringComparer.Ordinal);

    public static IEnumerable<ProcessDefinition> Read(XmlElement definitions, ProcessContext context)
    {
        foreach (var xml in definitions.Children)
        {
            if (xml is { Space: XmlSpace.Bpmn, Id.Length: > 0 } && TaskOf.TryGetValue(xml.Name, out var kind)
                && ElementTransformers.TryFind(kind.Element, out var transformer))
            {
                yield return Process(xml, ElementTransformers.Transform(transformer, xml, xml.Id, context));
            }
        }
    }

    private static ProcessDefinition Process(XmlElement xml, FlowNode task)
    {
        var process = new ProcessDefinition { Id = xml.Id!, Name = xml.Label, Documentation = CommonParts.Documentation(xml) };
        var start = new StartEvent { Id = $"{task.Id}_start", Line = xml.Line };
        var end = new EndEvent { Id = $"{task.Id}_end", Line = xml.Line };
        var nodes = new[] { start, task, end };
        var flows = new[] { Flow(start, task, 0), Flow(task, end, 1) };
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i].Container = process;
            nodes[i].Index = i;
        }

        process.Nodes = process.Children = nodes;
        process.Flows = flows;
        process.StartEvents = [start];
        return process;
    }

    private static SequenceFlow Flow(FlowNode source, FlowNode target, int index)
    {
        var flow = new SequenceFlow { Id = $"{source.Id}--{target.Id}", Source = source, Target = target, Index = index };
        source.Outgoing = [flow];
        target.Incoming = [flow];
        return flow;
    }
}
