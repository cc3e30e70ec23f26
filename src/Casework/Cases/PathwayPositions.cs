using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Cases;

/// <summary>Where a case stands in each pathway that it runs now, for the drawing and for the numbered steps.</summary>
internal static class PathwayPositions
{
    internal static IReadOnlyList<PathwayPosition> Of(InstanceState state, IReadOnlyList<HistoryEntry> history, DefinitionCatalog catalog, KnownSteps known)
    {
        var happened = history.SelectMany(entry => EventCodec.Read(entry.Events)).ToList();
        var scopes = happened.OfType<ElementActivated>().ToDictionary(activated => activated.Key, activated => activated.ScopeKey);
        var processes = state.Elements.Where(element => element.IsProcess).OrderBy(element => element.Key).ToList();
        var roots = processes.Count > 0 ? processes.Select(element => (element.Key, Definition: element.CalledDefinitionKey ?? state.DefinitionKey)) : [(state.Key, state.DefinitionKey)];
        var rootKeys = roots.Select(root => root.Item1).ToHashSet();
        return
        [
            .. from root in roots
               let definition = catalog.Find(root.Item2)
               where definition is not null
               let position = Position(root.Item1, root.Item2, definition)
               // A pathway none of whose steps may be named is itself not to be known of.
               where position.Steps.Count > 0
               select position,
        ];

        PathwayPosition Position(long rootKey, long definitionKey, ProcessDefinition definition)
        {
            var current = state.Elements.Where(element => !element.IsProcess && !known.Hides(element.Key) && Root(element.Key) == rootKey).Select(element => element.ElementId)
                // A call activity is where its called pathway runs.
                .Concat(processes.Where(called => called.CalledDefinitionKey is not null && Root(called.ScopeKey) == rootKey)
                    .Select(called => state.Element(called.ScopeKey)?.ElementId).OfType<string>())
                .ToHashSet(StringComparer.Ordinal);
            var passed = happened.OfType<ElementCompleted>().Where(completed => !known.Hides(completed.Key) && Root(completed.Key) == rootKey).Select(completed => completed.ElementId)
                .Where(id => !current.Contains(id)).ToHashSet(StringComparer.Ordinal);
            var closed = InOrder(definition).Where(node => !current.Contains(node.Id) && !passed.Contains(node.Id) && !known.MayName(node.Extensions.GetValueOrDefault("disclosure")))
                .Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
            return new PathwayPosition(definitionKey, definition.Name ?? definition.Id, [.. current], [.. passed], Steps(definition, current, passed, closed));
        }

        long Root(long key)
        {
            for (var at = key; ; at = scopes[at])
            {
                if (rootKeys.Contains(at))
                {
                    return at;
                }

                if (!scopes.ContainsKey(at))
                {
                    return 0;
                }
            }
        }
    }

    // People follow activities; gateways and passing events are how a drawing says it.
    private static IReadOnlyList<PathwayStep> Steps(ProcessDefinition definition, HashSet<string> current, HashSet<string> passed, HashSet<string> closed) =>
    [
        .. InOrder(definition)
            .Where(node => node is Activity and not UndefinedTask && node.Name is not null && !closed.Contains(node.Id))
            .Select(node => new PathwayStep(node.Name!, current.Contains(node.Id) ? StepState.Now : passed.Contains(node.Id) ? StepState.Done : StepState.Ahead)),
    ];

    /// <summary>The nodes as the flows lead to them, breadth first; a sub-process's own follow it.</summary>
    private static IEnumerable<FlowNode> InOrder(IFlowContainer container)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<FlowNode>(container.StartEvents);
        while (waiting.TryDequeue(out var node))
        {
            if (!seen.Add(node.Id))
            {
                continue;
            }

            yield return node;
            if (node is IFlowContainer inner)
            {
                foreach (var nested in InOrder(inner))
                {
                    yield return nested;
                }
            }

            foreach (var next in node.Outgoing.Select(flow => flow.Target).Concat(node is Activity activity ? activity.BoundaryEvents : []))
            {
                waiting.Enqueue(next);
            }
        }
    }
}
