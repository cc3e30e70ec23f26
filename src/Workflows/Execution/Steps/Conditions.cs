using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>
/// Conditional events (BPMN 2.0.2 clause 10.5.5): one that holds on entry fires at once; afterwards it fires when it comes
/// to hold, and again only after it ceased to. A condition over variables that are not set does not hold.
/// </summary>
internal static class Conditions
{
    public static void Check(Turn turn)
    {
        foreach (var element in turn.State.Elements.Where(element => element.Subscriptions is { Count: > 0 }).ToArray())
        {
            CheckNewOf(turn, element);
        }
    }

    public static void CheckNewOf(Turn turn, ElementInstance element)
    {
        if (turn.State.OpenConditions == 0 || element.Subscriptions is null)
        {
            return;
        }

        foreach (var condition in element.Subscriptions.Where(one => one.Kind == SubscriptionKind.Condition).ToArray())
        {
            // What one condition triggered may have closed the others.
            if (!element.IsAlive || element.Subscriptions?.Contains(condition) != true)
            {
                continue;
            }

            var holds = Holds(turn, element, condition);
            if (holds && !condition.Held)
            {
                Catchers.Trigger(turn, element, condition, FeelContext.Empty, null);
            }
            else if (!holds && condition.Held)
            {
                turn.Write(new ConditionReset(condition.Key));
            }
        }
    }

    private static bool Holds(Turn turn, ElementInstance element, SubscriptionState subscription)
    {
        var node = Binding.Node(element.Process!, subscription.ElementId);
        var definition = (ConditionalEventDefinition)Catcher.Of(node).Definitions[subscription.DefinitionIndex];
        return Expressions.Evaluate(turn, element, definition.Condition).Value.TryGetBoolean(out var holds) && holds;
    }
}
