using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints between the processes of one file.</summary>
internal static class FileRules
{
    public static void Check(XmlElement definitions, IReadOnlyList<ProcessDefinition> processes, ProblemList problems)
    {
        if (processes.Count > 0)
        {
            OneOfEachSignal(definitions, problems);
        }

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

    // Who throws one would be heard by all that wait for the other: two were drawn where one is meant, or a name is wrong.
    private static void OneOfEachSignal(XmlElement definitions, ProblemList problems)
    {
        var names = new Dictionary<string, XmlElement>(StringComparer.Ordinal);
        foreach (var signal in definitions.All("signal"))
        {
            if (signal.Label is { } name && !names.TryAdd(name, signal))
            {
                problems.Add("signal-clash", signal, $"the signal '{names[name].Id}' in line {names[name].Line} has the name '{name}' too, and signals are known by their names; use one of them in both places, or give this one another name");
            }
        }
    }
}
