using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Ties element instances to the nodes of their definitions, which the state itself knows by id only.</summary>
internal static class Binding
{
    /// <summary>Binds everything alive; gives the key of a definition that is not deployed, or null.</summary>
    public static long? Bind(InstanceState state, IDefinitionCatalog definitions)
    {
        var pending = new Stack<ElementInstance>();
        pending.Push(state.Root);
        while (pending.TryPop(out var element))
        {
            if (element.Process is null)
            {
                if (element.IsProcess)
                {
                    var key = element.CalledDefinitionKey ?? state.DefinitionKey;
                    element.Process = definitions.Find(key);
                    if (element.Process is null)
                    {
                        return key;
                    }
                }
                else
                {
                    var process = element.Scope!.Process!;
                    Bind(element, Node(process, element.ElementId), process);
                }
            }

            foreach (var child in element.Children)
            {
                pending.Push(child);
            }
        }

        return null;
    }

    public static ElementInstance Bind(ElementInstance element, FlowNode node, ProcessDefinition process)
    {
        element.Node = node;
        element.Process = process;
        return element;
    }

    public static FlowNode Node(ProcessDefinition process, string elementId) =>
        process.Node(elementId) ?? throw new InvalidOperationException($"Process {process.Id} has no element {elementId}.");
}
