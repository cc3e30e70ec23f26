using System.Xml.Linq;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Collects every problem, so that whoever drew the file mends it in one go.</summary>
internal sealed class ProblemList
{
    private readonly List<BpmnProblem> problems = [];

    public IReadOnlyList<BpmnProblem> Sorted => [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Rule, StringComparer.Ordinal)];

    public int Count => problems.Count;

    public void Add(XElement element, string rule, string message)
    {
        // An event definition or a loop often has no id: the nearest element with one is what a person sees.
        var named = element.AncestorsAndSelf().FirstOrDefault(candidate => candidate.Attr("id") is not null) ?? element;
        problems.Add(new BpmnProblem(rule, message, named.Attr("id"), named.Attr("name"), element.Line()));
    }

    public void Add(FlowNode node, string rule, string message) =>
        problems.Add(new BpmnProblem(rule, message, node.Id, node.Name, node.Line));

    public void Add(SequenceFlow flow, string rule, string message) =>
        problems.Add(new BpmnProblem(rule, message, flow.Id, flow.Name, flow.Line));

    public void Add(string rule, string message) => problems.Add(new BpmnProblem(rule, message, null, null, 0));
}
