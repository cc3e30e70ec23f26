using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>
/// Messages and signals go out with the commit; whoever runs the instances delivers them. With them go the sender's local
/// variables. In its own instance a signal is heard at once, so that a sender that it interrupts does not go on.
/// </summary>
internal static class Sending
{
    public static Problem? Message(CommandExecution execution, ElementInstance element, Message message)
    {
        if (Expressions.Text(execution, element, message.Name, "a message name", out var name) is { } problem)
        {
            return problem;
        }

        var key = Expressions.OptionalText(execution, element, message.CorrelationKey);
        execution.Write(new MessageSent(execution.NewKey(), name, key, element.Variables));
        return null;
    }

    public static Problem? Signal(CommandExecution execution, ElementInstance element, Signal signal)
    {
        if (Expressions.Text(execution, element, signal.Name, "a signal name", out var name) is { } problem)
        {
            return problem;
        }

        var given = element.Variables;
        execution.Write(new SignalBroadcast(execution.NewKey(), name, given));
        var heard = execution.State.Elements
            .SelectMany(owner => (owner.Subscriptions ?? []).Where(subscription => subscription.Kind == SubscriptionKind.Signal && subscription.Name == name).Select(subscription => (Owner: owner, Subscription: subscription)))
            .ToArray();
        foreach (var (owner, subscription) in heard)
        {
            // What one of them triggered may have closed the others.
            if (owner.IsAlive && owner.Subscriptions?.Contains(subscription) == true)
            {
                Catchers.Trigger(execution, owner, subscription, given, null);
            }
        }

        return null;
    }
}
