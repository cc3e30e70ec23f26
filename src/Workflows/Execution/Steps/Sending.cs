using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>Messages and signals go out with the commit; whoever runs the instances delivers them. With them go the sender's local variables.</summary>
internal static class Sending
{
    public static Problem? Message(Turn turn, ElementInstance element, Message message)
    {
        if (Expressions.Text(turn, element, message.Name, "a message name", out var name) is { } problem)
        {
            return problem;
        }

        var key = Expressions.OptionalText(turn, element, message.CorrelationKey);
        turn.Write(new MessageSent(turn.NewKey(), name, key, element.Variables));
        return null;
    }

    public static Problem? Signal(Turn turn, ElementInstance element, Signal signal)
    {
        if (Expressions.Text(turn, element, signal.Name, "a signal name", out var name) is { } problem)
        {
            return problem;
        }

        turn.Write(new SignalBroadcast(turn.NewKey(), name, element.Variables));
        return null;
    }
}
