using System.Text.RegularExpressions;
using Peninsula.Activities;
using Peninsula.Activities.Feel;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Pathways;

/// <summary>A pathway with what it calls and decides by, so that it can be played away from the live engine.</summary>
internal static partial class PathwayFamily
{
    /// <summary>The files: the pathway as given, the pathways that it calls however deep, and the decisions, as they are live.</summary>
    public static IReadOnlyList<DeploymentFile> Files(DefinitionCatalog catalog, Vocabulary vocabulary, string processId, ReadOnlyMemory<byte> content)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var waiting = new Queue<(string Id, ReadOnlyMemory<byte> Content)>([(processId, content)]);
        while (waiting.TryDequeue(out var next))
        {
            if (!files.TryAdd(next.Id, next.Content))
            {
                continue;
            }

            foreach (var called in Called(catalog, vocabulary, next.Id, next.Content, processId))
            {
                if (catalog.Newest(ResourceKind.Process, called) is { } live)
                {
                    waiting.Enqueue((called, live.Content));
                }
            }
        }

        return
        [
            .. files.Select(file => new DeploymentFile($"{file.Key}.bpmn", file.Value)),
            .. catalog.Newest(ResourceKind.Decision).Select(decision => new DeploymentFile($"{decision.Id}.dmn", decision.Content)),
        ];
    }

    /// <summary>The pathways that an activity can call: the one that is written, or those that its expression names, with their areas' variants.</summary>
    public static IEnumerable<string> CalledBy(CallActivity call, Vocabulary vocabulary)
    {
        var named = call.ProcessId.IsLiteral ? [call.ProcessId.Text] : Quoted().Matches(call.ProcessId.Text).Select(match => match.Groups[1].Value).ToList();
        return named.Concat(named.SelectMany(vocabulary.Variants.OfPathway));
    }

    private static IEnumerable<string> Called(DefinitionCatalog catalog, Vocabulary vocabulary, string id, ReadOnlyMemory<byte> content, string given)
    {
        // What is live is read already; only the given one may not be deployed.
        var process = id != given && catalog.Newest(ResourceKind.Process, id) is { } live ? catalog.Find(live.Key)
            : BpmnReader.Read(content, new BpmnReaderOptions { Feel = new SafeguardingFunctions(vocabulary) }).Processes.FirstOrDefault(process => process.Id == id);
        return process?.Nodes.OfType<CallActivity>().SelectMany(call => CalledBy(call, vocabulary)) ?? [];
    }

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
