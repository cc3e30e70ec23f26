using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Execution.State;

/// <summary>The variables that an element instance sees: its own, then those of the scopes around it, up to the root of its process.</summary>
internal sealed class VariableScope(ElementInstance element) : IFeelScope
{
    public bool TryGet(string name, out FeelValue value)
    {
        for (var scope = element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            if (scope.Variables.TryGet(name, out value) || TryGetLoopVariable(scope, name, out value))
            {
                return true;
            }
        }

        value = FeelValue.Null;
        return false;
    }

    /// <summary>Everything visible, the innermost winning.</summary>
    public static FeelContext All(ElementInstance element)
    {
        if (element.IsProcess)
        {
            return element.Variables;
        }

        var chain = new List<ElementInstance>();
        for (var scope = element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            chain.Add(scope);
        }

        var all = chain[^1].Variables;
        for (var i = chain.Count - 2; i >= 0; i--)
        {
            all = chain[i].Variables.Count == 0 ? all : all.Count == 0 ? chain[i].Variables : all.With(chain[i].Variables);
            if (chain[i].LoopCounter > 0)
            {
                all = all.With("loopCounter", chain[i].LoopCounter);
            }
        }

        return all;
    }

    private static bool TryGetLoopVariable(ElementInstance scope, string name, out FeelValue value)
    {
        value = FeelValue.Null;
        if (scope.LoopCounter > 0 && name == "loopCounter")
        {
            value = scope.LoopCounter;
            return true;
        }

        if (scope.Loop is not { } loop)
        {
            return false;
        }

        switch (name)
        {
            case "numberOfInstances":
                value = loop.Total < 0 ? loop.Started : loop.Total;
                return true;
            case "numberOfActiveInstances":
                value = loop.Active;
                return true;
            case "numberOfCompletedInstances":
                value = loop.Completed;
                return true;
            case "numberOfTerminatedInstances":
                value = loop.Terminated;
                return true;
            default:
                if (scope.Node is Activity { Loop: MultiInstance { OutputCollection: { } collection } } && collection == name)
                {
                    value = FeelValue.List(loop.Outputs);
                    return true;
                }

                return false;
        }
    }
}
