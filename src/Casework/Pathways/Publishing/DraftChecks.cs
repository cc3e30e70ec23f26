using Peninsula.Activities;
using Peninsula.Activities.Checks;
using Peninsula.Activities.Feel;
using Peninsula.Casework.Messages;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Pathways.Publishing;

/// <summary>Something that the server says of a drawing.</summary>
/// <param name="Rule">The stable id of the rule.</param>
/// <param name="IsBlocking">Whether it stands in the way of publishing; otherwise somebody should look.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="ElementId">The element, or null for the whole pathway.</param>
/// <param name="ElementName">What people call it.</param>
public sealed record DraftProblem(string Rule, bool IsBlocking, string Message, string? ElementId, string? ElementName);

/// <summary>
/// What the server says of a drawing: whether the engine can run it, and then the pathway checks among the pathways,
/// decisions and forms that are live. There is no second opinion: the designer, the outline and publishing all ask here.
/// </summary>
public sealed class DraftChecks(Vocabulary vocabulary, Engine engine)
{
    public IReadOnlyList<DraftProblem> Check(ReadOnlyMemory<byte> content, string processId)
    {
        var reading = BpmnReader.Read(content, new BpmnReaderOptions { Feel = new SafeguardingFunctions(vocabulary) });
        if (!reading.IsValid)
        {
            return [.. reading.Problems.Select(problem => new DraftProblem(problem.Rule, true, problem.Message, problem.ElementId, problem.ElementName))];
        }

        if (reading.Processes.All(process => process.Id != processId))
        {
            return [new DraftProblem("pathway-id", true, $"The file has no executable process “{processId}”; a pathway keeps its id from version to version.", null, null)];
        }

        var file = FileOf(processId);
        return
        [
            .. Overheard(reading.Processes.First(process => process.Id == processId)),
            .. PathwayChecks.Run([.. Live(processId), new PathwayFile(file, content)], vocabulary)
                .Where(problem => problem.File == file)
                .OrderByDescending(problem => problem.Severity)
                .Select(problem => new DraftProblem(problem.Rule, problem.Severity == PathwaySeverity.Error, problem.Message, problem.ElementId, problem.ElementName)),
        ];
    }

    // A process that an agency's system deployed must never hear what a pathway says.
    private IEnumerable<DraftProblem> Overheard(ProcessDefinition process)
    {
        var outside = engine.Workflows.Catalog.Newest(ResourceKind.Process).Where(live => live.Owner is not null)
            .Select(live => engine.Workflows.Catalog.Find(live.Key)).OfType<ProcessDefinition>()
            .SelectMany(live => live.Nodes).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        return from node in process.Nodes
               from name in NamesOf(node)
               where outside.Contains(name)
               select new DraftProblem("outside-traffic", true, $"“{name}” is the name of a message or signal of a process that another system deployed. Choose another name.", node.Id, node.Name);
    }

    private static IEnumerable<string> NamesOf(FlowNode node) =>
        PathwayTraffic.MessagesOf(node).Select(message => message.Name.Text).Concat(PathwayTraffic.SignalsOf(node).Select(signal => signal.Name.Text));

    // What is published beside it, without the version that this one replaces.
    private IEnumerable<PathwayFile> Live(string processId)
    {
        var catalog = engine.Workflows.Catalog;
        return catalog.Newest(ResourceKind.Process).Where(live => live.Id != processId).Select(live => new PathwayFile(FileOf(live.Id), live.Content))
            .Concat(catalog.Newest(ResourceKind.Decision).Select(live => new PathwayFile($"{live.Id}.dmn", live.Content)))
            .Concat(catalog.Newest(ResourceKind.Form).Select(live => new PathwayFile($"{live.Id}.form", live.Content)));
    }

    private static string FileOf(string processId) => $"{processId}.bpmn";
}
