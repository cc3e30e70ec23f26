using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.State;

/// <summary>Where an instance stands, element by element: what is active, and where tokens wait. A repeating activity counts once an instance.</summary>
internal static class Positions
{
    /// <summary>One entry for each element instance and waiting token. The state must be bound to its definitions.</summary>
    public static IEnumerable<(long DefinitionKey, string ElementId)> Of(InstanceState state)
    {
        if (state.HasEnded)
        {
            yield break;
        }

        foreach (var element in state.Elements)
        {
            if (!element.IsProcess && !(element.IsLoopBody && element.Children.Count > 0))
            {
                yield return (DefinitionOf(state, element), element.ElementId);
            }

            foreach (var flow in element.WaitingFlows ?? [])
            {
                yield return (DefinitionOf(state, element), ProcessGraph.Of(element.Process!).Flow(flow).Target.Id);
            }
        }
    }

    /// <summary>The version that the element is of: that of the nearest process around it.</summary>
    public static long DefinitionOf(InstanceState state, ElementInstance element)
    {
        while (!element.IsProcess)
        {
            element = element.Scope!;
        }

        return element.CalledDefinitionKey ?? state.DefinitionKey;
    }
}
