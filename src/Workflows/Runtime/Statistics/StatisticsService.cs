using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Workflows.Runtime.Statistics;

/// <summary>How an element of a version fares over many instances.</summary>
/// <param name="DefinitionKey">The version; that of a called process where the element stands in one.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Active">Element instances that are there now, and tokens that wait at it.</param>
/// <param name="Incidents">Open incidents there.</param>
/// <param name="Completed">Element instances that did their work.</param>
/// <param name="Cancelled">Element instances that were ended from outside.</param>
public sealed record ElementStatistics(long DefinitionKey, string ElementId, int Active, int Incidents, int Completed, int Cancelled);

/// <summary>Counts over instances: from their states where they are now, from their histories what is past.</summary>
public sealed class StatisticsService
{
    private readonly IWorkflowStore _store;
    private readonly InstanceScan _scan;

    internal StatisticsService(IWorkflowStore store, InstanceScan scan) => (_store, _scan) = (store, scan);

    /// <summary>Counts element by element. Reads each instance once, so that nothing has to be kept for it while instances run.</summary>
    /// <param name="selection">Over which instances.</param>
    /// <param name="past">Whether what is completed and cancelled is counted too, over ended instances as well; this reads their histories.</param>
    /// <param name="cancel">Ends the counting.</param>
    public async Task<IReadOnlyList<ElementStatistics>> CountAsync(InstanceSelection selection, bool past = false, CancellationToken cancel = default)
    {
        var counts = new SortedDictionary<(long Definition, string Element), ElementStatistics>();
        await foreach (var (key, state) in _scan.RunAsync(selection, withState: true, ended: past, cancel))
        {
            foreach (var position in Positions.Of(state!))
            {
                Add(position.DefinitionKey, position.ElementId, element => element with { Active = element.Active + 1 });
            }

            foreach (var incident in state!.Incidents)
            {
                Add(Positions.DefinitionOf(state, state.Element(incident.ElementKey)!), incident.ElementId, element => element with { Incidents = element.Incidents + 1 });
            }

            if (past)
            {
                await CountPastAsync(key, Add, cancel);
            }
        }

        return [.. counts.Values];

        void Add(long definition, string element, Func<ElementStatistics, ElementStatistics> more) =>
            counts[(definition, element)] = more(counts.TryGetValue((definition, element), out var before) ? before : new(definition, element, 0, 0, 0, 0));
    }

    private async Task CountPastAsync(long instanceKey, Action<long, string, Func<ElementStatistics, ElementStatistics>> add, CancellationToken cancel)
    {
        // Which process an element stood in is known by the scopes around it, and by what their process was migrated to.
        var scopes = new Dictionary<long, long>();
        var definitions = new Dictionary<long, long>();
        var bodies = new HashSet<long>();
        await foreach (var entry in _store.HistoryAsync(instanceKey, cancel))
        {
            foreach (var happened in EventCodec.Read(entry.Events))
            {
                switch (happened)
                {
                    case InstanceStarted e:
                        definitions[e.InstanceKey] = e.DefinitionKey;
                        break;
                    case InstanceMigrated e:
                        definitions[e.ScopeKey] = e.DefinitionKey;
                        break;
                    case ElementActivated { CalledDefinitionKey: { } called } e:
                        definitions[e.Key] = called;
                        break;
                    case ElementActivated e:
                        scopes[e.Key] = e.ScopeKey;
                        _ = e.IsLoopBody && bodies.Add(e.Key);
                        break;
                    case ElementCompleted e:
                        Ended(e.Key, e.ElementId, element => element with { Completed = element.Completed + 1 });
                        break;
                    case ElementTerminated e:
                        Ended(e.Key, e.ElementId, element => element with { Cancelled = element.Cancelled + 1 });
                        break;
                }
            }
        }

        void Ended(long key, string elementId, Func<ElementStatistics, ElementStatistics> more)
        {
            var root = key;
            while (!definitions.ContainsKey(root))
            {
                root = scopes[root];
            }

            // A called process is counted as its call activity, a body as its instances.
            if (root != key && !bodies.Remove(key))
            {
                add(definitions[root], elementId, more);
            }

            scopes.Remove(key);
        }
    }
}
