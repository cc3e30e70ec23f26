using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>A message that starts a process starts only that one: two processes, in whatever files, cannot both begin with it.</summary>
internal static class MessageStartClashes
{
    /// <param name="starts">What the start events of the new versions wait for.</param>
    /// <param name="fresh">The new versions of processes, by definition key.</param>
    /// <param name="store">Where the start events of deployed processes are.</param>
    /// <param name="catalog">Which process each of them belongs to.</param>
    /// <param name="cancel">Ends between questions.</param>
    public static async Task<IReadOnlyList<DeploymentProblem>> FindAsync(
        IEnumerable<OpenSubscription> starts, IReadOnlyDictionary<long, (string File, ProcessDefinition Process)> fresh, IWorkflowStore store, DefinitionCatalog catalog, CancellationToken cancel)
    {
        var problems = new List<DeploymentProblem>();
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var replaced = fresh.Values.Select(deployed => deployed.Process.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var start in starts.Where(subscription => subscription.Kind == SubscriptionKind.Message))
        {
            var (file, process) = fresh[start.DefinitionKey];
            if (!taken.TryGetValue(start.Name, out var other))
            {
                other = await DeployedAsync(start.Name, replaced, store, catalog, cancel) ?? process.Id;
                taken.Add(start.Name, other);
            }

            if (other != process.Id)
            {
                var node = process.Node(start.ElementId)!;
                problems.Add(new DeploymentProblem(file, $"the message '{start.Name}' already starts the process {other}; give one of them another message", node.Id, node.Name, node.Line));
            }
        }

        return problems;
    }

    private static async Task<string?> DeployedAsync(string name, HashSet<string> replaced, IWorkflowStore store, DefinitionCatalog catalog, CancellationToken cancel)
    {
        foreach (var open in await store.SubscriptionsAsync(SubscriptionKind.Message, name, null, cancel))
        {
            if (open.InstanceKey == 0 && catalog.Resource(open.DefinitionKey) is { } resource && !replaced.Contains(resource.Id))
            {
                return resource.Id;
            }
        }

        return null;
    }
}
