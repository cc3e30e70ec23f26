using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What reaches waiting events: time, messages, signals.</summary>
internal static class EventCommands
{
    public static Refused? Fire(CommandExecution execution, FireTimer command)
    {
        if (Find(execution, command.TimerKey, out var owner, out var timer) is { } refused)
        {
            return refused;
        }

        if (timer.Kind == TimerKind.Ladder)
        {
            var level = owner.Task!.Terms.Ladder[timer.LevelIndex];
            execution.Write(new TimerFired(timer.Key));
            execution.Write(new EscalationRaised(execution.NewKey(), owner.Key, owner.ElementId, level.Level, level.Recipients, level.Anonymised));
            return null;
        }

        Catchers.Fire(execution, owner, timer);
        return null;
    }

    public static Refused? Change(CommandExecution execution, ChangeTimer command)
    {
        if (Find(execution, command.TimerKey, out _, out _) is { } refused)
        {
            return refused;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new(Refusal.Invalid, "Say why the timer is moved: the reason goes into the history.");
        }

        execution.Write(new TimerChanged(command.TimerKey, command.Due, command.Reason));
        return null;
    }

    public static Refused? Trigger(CommandExecution execution, Trigger command)
    {
        foreach (var owner in execution.State.Elements)
        {
            if (owner.Subscriptions?.Find(open => open.Key == command.SubscriptionKey) is { } subscription)
            {
                Catchers.Trigger(execution, owner, subscription, command.Variables, command.MessageId);
                return null;
            }
        }

        return Refused.Missing(execution, "subscription", command.SubscriptionKey);
    }

    public static Refused? Continue(CommandExecution execution, ContinueReceive command)
    {
        if (execution.State.Element(command.ElementKey) is not { } element)
        {
            return Refused.Missing(execution, "element instance", command.ElementKey);
        }

        if (element is not { IsProcess: false, IsLoopBody: false, Node: ReceiveTask { Message: null }, Incidents: null or { Count: 0 } })
        {
            return new(Refusal.WrongState, $"{element} is not a receive task that waits to be continued.");
        }

        Data.Accept(execution, element, command.Variables);
        execution.Queue(element, ElementStep.Complete);
        return null;
    }

    private static Refused? Find(CommandExecution execution, long key, out ElementInstance owner, out TimerState timer)
    {
        foreach (var element in execution.State.Elements)
        {
            if (element.Timers?.Find(timer => timer.Key == key) is { } found)
            {
                (owner, timer) = (element, found);
                return null;
            }
        }

        (owner, timer) = (null!, null!);
        return Refused.Missing(execution, "timer", key);
    }
}
