using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What people do with user tasks and the ladder steps that they reach.</summary>
internal static class TaskCommands
{
    public static Refused? Complete(Turn turn, CompleteTask command)
    {
        if (Find(turn, command.TaskKey, out var element) is { } refused)
        {
            return refused;
        }

        turn.Write(new TaskCompleted(command.TaskKey, Data.Json(command.Variables)));
        Closing.CloseTask(turn, element);
        Data.Accept(turn, element, command.Variables);
        turn.Queue(element, ElementStep.Complete);
        return null;
    }

    public static Refused? Assign(Turn turn, AssignTask command)
    {
        if (Find(turn, command.TaskKey, out var element) is { } refused)
        {
            return refused;
        }

        // A person without a name is nobody: a task given to one would be found neither as theirs nor as free.
        var assignee = string.IsNullOrWhiteSpace(command.Assignee) ? null : command.Assignee;
        var holder = element.Task!.Terms.Assignee;
        if (command.OnlyIfUnassigned && holder is not null && holder != assignee)
        {
            return new(Refusal.WrongState, $"Somebody else holds the task '{element.Task.Name}'.");
        }

        if (holder != assignee)
        {
            turn.Write(new TaskAssigned(command.TaskKey, assignee));
        }

        return null;
    }

    public static Refused? Escalate(Turn turn, EscalateFromTask command)
    {
        if (Find(turn, command.TaskKey, out var element) is { } refused)
        {
            return refused;
        }

        Throwing.Escalation(turn, element, command.Code, command.Variables);
        return null;
    }

    public static Refused? Acknowledge(Turn turn, AcknowledgeEscalation command)
    {
        if (!turn.State.Escalations.Any(one => one.Key == command.EscalationKey))
        {
            return Refused.Missing(turn, "escalation", command.EscalationKey);
        }

        turn.Write(new EscalationAcknowledged(command.EscalationKey, command.Direction));
        return null;
    }

    public static Refused? Answer(Turn turn, AnswerEscalation command)
    {
        if (!turn.State.Escalations.Any(one => one.Key == command.EscalationKey))
        {
            return Refused.Missing(turn, "escalation", command.EscalationKey);
        }

        turn.Write(new EscalationAnswered(command.EscalationKey, command.Answer));
        return null;
    }

    private static Refused? Find(Turn turn, long key, out ElementInstance element)
    {
        element = turn.State.Element(key)!;
        return element?.Task is null ? Refused.Missing(turn, "task", key) : null;
    }
}
