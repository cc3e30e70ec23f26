using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>The last step: which flows are taken, and what is left behind.</summary>
internal static class Leaving
{
    /// <summary>
    /// The flows out of an activity or event (BPMN 2.0.2 clause 13.3.1, figure 13.1): those without a condition, and beside
    /// them, as an inclusive gateway would, those whose condition holds; the default when none does.
    /// </summary>
    public static Outcome ByConditions(CommandExecution execution, ElementInstance element)
    {
        if (!PassesOn(element))
        {
            return End(execution, element, []);
        }

        var activity = element.Node as Activity;
        if (Choose(execution, element, activity?.Default, out var flows, besides: true) is { } problem)
        {
            return problem;
        }

        return End(execution, element, flows, activity?.CompletionQuantity ?? 1);
    }

    /// <summary>Every flow without a condition or whose condition holds; the default, else a problem, when there is none.</summary>
    /// <param name="execution">The execution of the command.</param>
    /// <param name="element">What is left.</param>
    /// <param name="otherwise">The default flow, or null.</param>
    /// <param name="flows">The flows to take.</param>
    /// <param name="besides">Whether flows without a condition are taken beside the choice: then they do not stand in for the default.</param>
    public static Problem? Choose(CommandExecution execution, ElementInstance element, SequenceFlow? otherwise, out IReadOnlyList<SequenceFlow> flows, bool besides = false)
    {
        var outgoing = element.Node!.Outgoing;
        flows = outgoing;
        if (otherwise is null && !AnyCondition(outgoing))
        {
            return null;
        }

        var chosen = new List<SequenceFlow>(outgoing.Count);
        var isChosen = false;
        flows = chosen;
        foreach (var flow in outgoing)
        {
            if (flow == otherwise)
            {
                continue;
            }

            var holds = true;
            if (flow.Condition is { } condition && Expressions.Condition(execution, element, condition, out holds) is { } problem)
            {
                return problem;
            }

            if (holds)
            {
                chosen.Add(flow);
                isChosen |= flow.Condition is not null || !besides;
            }
        }

        if (!isChosen && otherwise is not null)
        {
            chosen.Add(otherwise);
        }

        return chosen.Count > 0 ? null : NoFlow(element);
    }

    public static Problem NoFlow(ElementInstance element)
    {
        var scope = new VariableScope(element);
        var names = element.Node!.Outgoing.SelectMany(flow => flow.Condition?.Feel?.Names ?? []).Distinct()
            .Select(name => $"{name} is {(scope.TryGet(name, out var value) ? value : "not set")}");
        var conditions = string.Join("; ", element.Node.Outgoing.Where(flow => flow.Condition is not null).Select(flow => flow.Condition!.Text));
        return new Problem(
            IncidentKind.NoFlow,
            $"{element.Node}: no outgoing flow can be taken. None of these conditions holds: {conditions} ({string.Join(", ", names)}), and there is no default flow.");
    }

    /// <summary>Ends the element instance and puts tokens on the flows.</summary>
    public static Outcome End(CommandExecution execution, ElementInstance element, IReadOnlyList<SequenceFlow> flows, int quantity = 1)
    {
        var scope = element.Scope!;
        Closing.CloseRows(execution, element);
        KeepForCompensation(execution, element);
        execution.Write(new ElementCompleted(element.Key, element.ElementId));
        for (var i = 0; i < quantity; i++)
        {
            for (var j = 0; j < flows.Count && scope.IsAlive; j++)
            {
                Tokens.Take(execution, scope, flows[j]);
            }
        }

        Compensation.Undone(execution, element);
        if (scope.IsAlive)
        {
            ElementRegistry.Of(scope).ChildLeft(execution, scope, element);
        }

        return Outcome.Waits;
    }

    // A loop's instances hand over to their body; what undoes something hands over to whoever asked for that.
    public static bool PassesOn(ElementInstance element) => !element.IsLoopInstance && element.CompensationHost is null;

    private static bool AnyCondition(IReadOnlyList<SequenceFlow> flows)
    {
        for (var i = 0; i < flows.Count; i++)
        {
            if (flows[i].Condition is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void KeepForCompensation(CommandExecution execution, ElementInstance element)
    {
        if (element.CompensationHost is not null || element.Node is not Activity activity)
        {
            return;
        }

        if (element.IsLoopBody)
        {
            if (element.Completed is { Count: > 0 })
            {
                execution.Write(new CompensationKept(element.Key, Keeps: false));
            }
        }
        else if (activity.CompensationHandler is not null
            || element.Completed is { Count: > 0 }
            || CompensationStarts.EventSubProcess(element.Container) is not null)
        {
            execution.Write(new CompensationKept(element.Key));
        }
    }
}
