using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What people do with user tasks and the levels of ladders that they reach.</summary>
internal static class TaskCommands
{
    public static Refused? Complete(CommandExecution execution, CompleteTask command)
    {
        if (Find(execution, command.TaskKey, out var element) is { } refused)
        {
            return refused;
        }

        execution.Write(new TaskCompleted(command.TaskKey, Data.Json(command.Variables)));
        Closing.CloseTask(execution, element);
        Data.Accept(execution, element, command.Variables);
        execution.Queue(element, ElementStep.Complete);
        return null;
    }

    public static Refused? Assign(CommandExecution execution, AssignTask command)
    {
        if (Find(execution, command.TaskKey, out var element) is { } refused)
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
            execution.Write(new TaskAssigned(command.TaskKey, assignee));
        }

        return null;
    }

    public static Refused? Escalate(CommandExecution execution, EscalateFromTask command)
    {
        if (Find(execution, command.TaskKey, out var element) is { } refused)
        {
            return refused;
        }

        Throwing.Escalation(execution, element, command.Code, command.Variables);
        return null;
    }

    public static Refused? Acknowledge(CommandExecution execution, AcknowledgeEscalation command)
    {
        if (!execution.State.Escalations.Any(escalation => escalation.Key == command.EscalationKey))
        {
            return Refused.Missing(execution, "escalation", command.EscalationKey);
        }

        execution.Write(new EscalationAcknowledged(command.EscalationKey, command.Direction));
        return null;
    }

    public static Refused? Answer(CommandExecution execution, AnswerEscalation command)
    {
        if (!execution.State.Escalations.Any(escalation => escalation.Key == command.EscalationKey))
        {
            return Refused.Missing(execution, "escalation", command.EscalationKey);
        }

        execution.Write(new EscalationAnswered(command.EscalationKey, command.Answer));
        return null;
    }

    private static Refused? Find(CommandExecution execution, long key, out ElementInstance element)
    {
        element = execution.State.Element(key)!;
        return element?.Task is null ? Refused.Missing(execution, "task", key) : null;
    }
}
