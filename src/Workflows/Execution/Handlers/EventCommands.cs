using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What reaches waiting events: time, messages, signals.</summary>
internal static class EventCommands
{
    public static Refused? Fire(Turn turn, FireTimer command)
    {
        if (Find(turn, command.TimerKey, out var owner, out var timer) is { } refused)
        {
            return refused;
        }

        if (timer.Kind == TimerKind.Ladder)
        {
            var step = owner.Task!.Terms.Ladder[timer.StepIndex];
            turn.Write(new TimerFired(timer.Key));
            turn.Write(new EscalationRaised(turn.NewKey(), owner.Key, owner.ElementId, step.Level, step.Recipients, step.Anonymised));
            return null;
        }

        Catchers.Fire(turn, owner, timer);
        return null;
    }

    public static Refused? Change(Turn turn, ChangeTimer command)
    {
        if (Find(turn, command.TimerKey, out _, out _) is { } refused)
        {
            return refused;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new(Refusal.Invalid, "Say why the timer is moved: the reason goes into the history.");
        }

        turn.Write(new TimerChanged(command.TimerKey, command.Due, command.Reason));
        return null;
    }

    public static Refused? Trigger(Turn turn, Trigger command)
    {
        foreach (var owner in turn.State.Elements)
        {
            if (owner.Subscriptions?.Find(one => one.Key == command.SubscriptionKey) is { } subscription)
            {
                Catchers.Trigger(turn, owner, subscription, command.Variables, command.MessageId);
                return null;
            }
        }

        return Refused.Missing(turn, "subscription", command.SubscriptionKey);
    }

    public static Refused? Continue(Turn turn, ContinueReceive command)
    {
        if (turn.State.Element(command.ElementKey) is not { } element)
        {
            return Refused.Missing(turn, "element instance", command.ElementKey);
        }

        if (element is not { IsProcess: false, IsLoopBody: false, Node: ReceiveTask { Message: null }, Incidents: null or { Count: 0 } })
        {
            return new(Refusal.WrongState, $"{element} is not a receive task that waits to be continued.");
        }

        Data.Accept(turn, element, command.Variables);
        turn.Queue(element, ElementStep.Complete);
        return null;
    }

    private static Refused? Find(Turn turn, long key, out ElementInstance owner, out TimerState timer)
    {
        foreach (var element in turn.State.Elements)
        {
            if (element.Timers?.Find(one => one.Key == key) is { } found)
            {
                (owner, timer) = (element, found);
                return null;
            }
        }

        (owner, timer) = (null!, null!);
        return Refused.Missing(turn, "timer", key);
    }
}
