using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What workers say of their jobs.</summary>
internal static class JobCommands
{
    public static Refused? Complete(CommandExecution execution, CompleteJob command)
    {
        if (Find(execution, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        execution.Write(new JobCompleted(command.JobKey));
        CloseIncident(execution, element, command.JobKey);
        Data.Accept(execution, element, command.Variables);
        execution.Queue(element, ElementStep.Complete);
        return null;
    }

    public static Refused? Fail(CommandExecution execution, FailJob command)
    {
        if (Find(execution, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        var job = element.Job!;
        if (job.Retries <= 0)
        {
            return new(Refusal.WrongState, $"The job {job.Key} has no retries left: resolve its incident first.");
        }

        var left = Math.Max(0, command.RetriesLeft ?? (job.Retries - 1));
        var wait = command.RetryAfter ?? Jobs.BackOff(Math.Max(1, Jobs.DefaultRetries - left));
        execution.Write(new JobFailed(job.Key, left, command.Reason, execution.Environment.Now + wait));
        if (left == 0)
        {
            Incidents.Raise(execution, element, ElementStep.Start, new Problem(IncidentKind.Job, $"{element.Node}: {command.Reason}", job.Key));
        }

        return null;
    }

    public static Refused? SetRetries(CommandExecution execution, SetJobRetries command)
    {
        if (Find(execution, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        if (command.Retries < 1)
        {
            return new(Refusal.Invalid, "A job has at least one try; fail it instead.");
        }

        if (element.Job!.Retries > 0 && element.Job.Retries != command.Retries)
        {
            execution.Write(new JobRetriesSet(command.JobKey, command.Retries));
        }

        return null;
    }

    public static Refused? ThrowError(CommandExecution execution, ThrowJobError command)
    {
        if (Find(execution, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        execution.Write(new JobErrorThrown(command.JobKey, command.Code, command.Message));
        CloseIncident(execution, element, command.JobKey);
        if (Throwing.Error(execution, element, command.Code, command.Message, command.Variables) is { } unhandled)
        {
            Incidents.Raise(execution, element, ElementStep.Start, unhandled);
        }

        return null;
    }

    private static void CloseIncident(CommandExecution execution, ElementInstance element, long jobKey)
    {
        if (element.Incidents?.Find(raised => raised.JobKey == jobKey) is { } incident)
        {
            execution.Write(new IncidentResolved(incident.Key));
        }
    }

    private static Refused? Find(CommandExecution execution, long key, out ElementInstance element)
    {
        element = execution.State.Elements.FirstOrDefault(candidate => candidate.Job?.Key == key)!;
        return element is null ? Refused.Missing(execution, "job", key) : null;
    }
}
