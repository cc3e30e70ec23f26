using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints between the processes of one file.</summary>
internal static class FileRules
{
    public static void Check(IReadOnlyList<ProcessDefinition> processes, ProblemList problems)
    {
        var starts = new Dictionary<string, ProcessDefinition>(StringComparer.Ordinal);
        foreach (var process in processes)
        {
            foreach (var start in process.StartEvents)
            {
                if (start.Definition is MessageEventDefinition { Message.Name: { IsLiteral: true, Text.Length: > 0 } name }
                    && !starts.TryAdd(name.Text, process) && starts[name.Text] != process)
                {
                    problems.Add(new BpmnProblem("start-clash",
                        $"the message '{name}' already starts the process {starts[name.Text].Id}; give one of them another message",
                        start.Id, start.Name, start.Line));
                }
            }
        }
    }
}
