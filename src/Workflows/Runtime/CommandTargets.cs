using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>What a command is addressed to, for commands that name a row instead of an instance.</summary>
internal static class CommandTargets
{
    public static (RowKind Kind, long Key) Of(Command command) => command switch
    {
        CompleteTask c => (RowKind.Task, c.TaskKey),
        AssignTask c => (RowKind.Task, c.TaskKey),
        EscalateFromTask c => (RowKind.Task, c.TaskKey),
        CompleteJob c => (RowKind.Job, c.JobKey),
        FailJob c => (RowKind.Job, c.JobKey),
        SetJobRetries c => (RowKind.Job, c.JobKey),
        ThrowJobError c => (RowKind.Job, c.JobKey),
        FireTimer c => (RowKind.Timer, c.TimerKey),
        ChangeTimer c => (RowKind.Timer, c.TimerKey),
        Trigger c => (RowKind.Subscription, c.SubscriptionKey),
        ResolveIncident c => (RowKind.Incident, c.IncidentKey),
        AcknowledgeEscalation c => (RowKind.Escalation, c.EscalationKey),
        AnswerEscalation c => (RowKind.Escalation, c.EscalationKey),
        Remark { TaskKey: { } task } => (RowKind.Task, task),
        _ => throw new ArgumentException($"{command.GetType().Name} is addressed to an instance: say which.", nameof(command)),
    };
}
