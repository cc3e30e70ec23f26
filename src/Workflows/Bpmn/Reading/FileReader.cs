using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Validation;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>Reads what a file holds: processes, global tasks, collaborations.</summary>
internal sealed class FileReader(XmlElement definitions, BpmnReaderOptions options, ProblemList problems)
{
    public BpmnReading Read()
    {
        var file = new FileIndex(definitions, problems);
        var processes = definitions.All("process").ToList();
        var loose = definitions.All("collaboration").SelectMany(collaboration => collaboration.All("association")).ToList();
        var executable = new List<ProcessDefinition>();
        var drawings = new List<string>();
        var drawingContext = new ProcessContext(file, options, problems, executable: false);
        foreach (var xml in processes)
        {
            var runs = drawingContext.Flag(xml, "isExecutable");
            var context = runs ? new ProcessContext(file, options, problems, executable: true) : drawingContext;
            var process = new ProcessReader(xml, context).Read(loose);
            ProcessRules.Check(process, context);
            if (runs)
            {
                executable.Add(process);
            }
            else
            {
                drawings.Add(process.Id);
            }
        }

        CollaborationRules.Check(definitions, file, drawingContext);
        ElementRules.Check(definitions, file, drawingContext);
        DataRules.Check(definitions, file, drawingContext);
        ItemRules.Check(definitions, file, drawingContext);
        ReferenceRules.Check(definitions, file, drawingContext);
        FileRules.Check(definitions, executable, problems);
        if (executable.Count > 0)
        {
            executable.AddRange(GlobalTasks.Read(definitions, new ProcessContext(file, options, problems, executable: true)));
        }

        return new BpmnReading(problems.IsEmpty ? executable : [], problems.Sorted()) { Drawings = drawings, Warnings = problems.SortedWarnings() };
    }
}
