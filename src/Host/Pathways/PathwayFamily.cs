using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Pathways;

/// <summary>A pathway with what it calls and decides by, so that it can be played away from the live engine.</summary>
internal static class PathwayFamily
{
    /// <summary>The files: the pathway as given, the pathways that it calls however deep, and the decisions, as they are live.</summary>
    public static IReadOnlyList<DeploymentFile> Files(DefinitionCatalog catalog, string processId, ReadOnlyMemory<byte> content)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var waiting = new Queue<(string Id, ReadOnlyMemory<byte> Content)>([(processId, content)]);
        while (waiting.TryDequeue(out var next))
        {
            if (!files.TryAdd(next.Id, next.Content))
            {
                continue;
            }

            foreach (var called in Called(catalog, next.Id, next.Content, processId))
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

    private static IEnumerable<string> Called(DefinitionCatalog catalog, string id, ReadOnlyMemory<byte> content, string given)
    {
        // What is live is read already; only the given one may not be deployed.
        var process = id != given && catalog.Newest(ResourceKind.Process, id) is { } live ? catalog.Find(live.Key)
            : BpmnReader.Read(content).Processes.FirstOrDefault(process => process.Id == id);
        return process?.Nodes.OfType<CallActivity>().Where(call => call.ProcessId.IsLiteral).Select(call => call.ProcessId.Text) ?? [];
    }
}
