using System.Xml.Linq;
using Peninsula.Workflows.Bpmn.Validation;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads one file: what its processes share first, then each executable process.</summary>
internal sealed class DefinitionsReading(XElement root, BpmnReaderOptions options)
{
    private readonly ProblemList problems = new();

    public BpmnReading Read()
    {
        if (root.Name != Xml.Bpmn + "definitions")
        {
            problems.Add(root, "not-bpmn", $"The file's root is <{root.Name.LocalName}>, not BPMN 2.0 <definitions>. Is it a BPMN file?");
            return new BpmnReading([], problems.Sorted);
        }

        DuplicateIds();
        var shared = new SharedElements(root, new Expressions(problems, options.Feel), problems);
        var processes = new List<ProcessDefinition>();
        var seen = new HashSet<string>();
        foreach (var element in root.ChildrenNamed("process").Where(element => element.Flag("isExecutable", false)))
        {
            var before = problems.Count;
            var definition = new ProcessReading(element, shared, problems).Read();
            if (!seen.Add(definition.Id))
            {
                problems.Add(element, "process-id-duplicate", $"Two executable processes have the id '{definition.Id}'. Give one another id.");
            }

            // Rules look at linked models; where linking itself failed they would only repeat what is said already.
            if (problems.Count == before)
            {
                ProcessRules.Check(definition, problems);
            }

            processes.Add(definition);
        }

        return problems.Count == 0 ? new BpmnReading(processes, []) : new BpmnReading([], problems.Sorted);
    }

    private void DuplicateIds()
    {
        var first = new Dictionary<string, XElement>();
        foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.Namespace == Xml.Bpmn))
        {
            if (element.Attr("id") is { } id && !first.TryAdd(id, element))
            {
                problems.Add(element, "id-duplicate", $"The id '{id}' is also used in line {first[id].Line()}. Give one of the two another id.");
            }
        }
    }
}
