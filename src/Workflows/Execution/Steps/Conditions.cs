using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>A variable that was set in a scope.</summary>
internal readonly record struct VariableChange(ElementInstance Scope, string Name, bool IsNew);

/// <summary>
/// Conditional events (BPMN 2.0.2 clause 10.5.5): one that holds on entry fires at once; afterwards it fires when it comes
/// to hold, and again only after it ceased to. With a filter it fires at every change that the filter names and at which
/// it holds. A condition over variables that are not set does not hold.
/// </summary>
internal static class Conditions
{
    public static void Note(List<VariableChange> changes, InstanceState state, VariablesSet set)
    {
        if (state.Element(set.ScopeKey) is { } scope)
        {
            foreach (var variable in set.Variables)
            {
                changes.Add(new VariableChange(scope, variable.Key, !scope.Variables.ContainsKey(variable.Key)));
            }
        }
    }

    public static void Check(CommandExecution execution, IReadOnlyList<VariableChange> changes)
    {
        foreach (var element in execution.State.Elements.Where(element => element.Subscriptions is { Count: > 0 }).ToArray())
        {
            Check(execution, element, changes);
        }
    }

    public static void CheckNewOf(CommandExecution execution, ElementInstance element) => Check(execution, element, null);

    private static void Check(CommandExecution execution, ElementInstance element, IReadOnlyList<VariableChange>? changes)
    {
        if (execution.State.OpenConditions == 0 || element.Subscriptions is null)
        {
            return;
        }

        foreach (var condition in element.Subscriptions.Where(subscription => subscription.Kind == SubscriptionKind.Condition).ToArray())
        {
            // What one condition triggered may have closed the others.
            if (!element.IsAlive || element.Subscriptions?.Contains(condition) != true)
            {
                continue;
            }

            var definition = Definition(element, condition);
            if (changes is not null && definition.Filter is { } filter)
            {
                if (changes.Any(change => Passes(filter, change) && Sees(element, change.Scope)) && Holds(execution, element, condition, definition))
                {
                    Catchers.Trigger(execution, element, condition, FeelContext.Empty, null);
                }

                continue;
            }

            var holds = Holds(execution, element, condition, definition);
            if (holds && !condition.Held)
            {
                Catchers.Trigger(execution, element, condition, FeelContext.Empty, null);
            }
            else if (!holds && condition.Held)
            {
                execution.Write(new ConditionReset(condition.Key));
            }
        }
    }

    private static bool Passes(ConditionFilter filter, VariableChange change) =>
        (filter.VariableNames.Count == 0 || filter.VariableNames.Contains(change.Name)) && (change.IsNew ? filter.OnCreate : filter.OnUpdate);

    private static bool Sees(ElementInstance element, ElementInstance scope)
    {
        var around = element;
        while (around != scope && !around.IsProcess)
        {
            around = around.Scope!;
        }

        return around == scope;
    }

    private static bool Holds(CommandExecution execution, ElementInstance element, SubscriptionState subscription, ConditionalEventDefinition definition)
    {
        var scope = Catchers.ScopeOf(element, Binding.Node(element.Process!, subscription.ElementId));
        return Expressions.Evaluate(execution, scope, definition.Condition).Value.TryGetBoolean(out var holds) && holds;
    }

    private static ConditionalEventDefinition Definition(ElementInstance element, SubscriptionState subscription) =>
        (ConditionalEventDefinition)Catcher.Of(Binding.Node(element.Process!, subscription.ElementId)).Definitions[subscription.DefinitionIndex];
}
