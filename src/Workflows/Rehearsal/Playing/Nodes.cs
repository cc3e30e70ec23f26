using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>Finds the definition behind an element instance, in the version that its process runs.</summary>
internal static class Nodes
{
    public static FlowNode? Of(ScenarioRun run, InstanceState state, ElementInstance element) =>
        element.IsProcess ? null : Process(run, state, element)?.Node(element.ElementId);

    public static ProcessDefinition? Process(ScenarioRun run, InstanceState state, ElementInstance element)
    {
        for (var at = element; at is not null; at = state.Element(at.ScopeKey))
        {
            if (at.CalledDefinitionKey is { } called)
            {
                return run.Engine.Catalog.Find(called);
            }
        }

        return run.Engine.Catalog.Find(state.DefinitionKey);
    }
}
