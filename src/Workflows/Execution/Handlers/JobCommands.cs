using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What workers say of their jobs.</summary>
internal static class JobCommands
{
    public static Refused? Complete(Turn turn, CompleteJob command)
    {
        if (Find(turn, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        turn.Write(new JobCompleted(command.JobKey));
        CloseIncident(turn, element, command.JobKey);
        Data.Accept(turn, element, command.Variables);
        turn.Queue(element, ElementStep.Complete);
        return null;
    }

    public static Refused? Fail(Turn turn, FailJob command)
    {
        if (Find(turn, command.JobKey, out var element) is { } refused)
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
        turn.Write(new JobFailed(job.Key, left, command.Reason, turn.Environment.Now + wait));
        if (left == 0)
        {
            Incidents.Raise(turn, element, ElementStep.Start, new Problem(IncidentKind.Job, $"{element.Node}: {command.Reason}", job.Key));
        }

        return null;
    }

    public static Refused? SetRetries(Turn turn, SetJobRetries command)
    {
        if (Find(turn, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        if (command.Retries < 1)
        {
            return new(Refusal.Invalid, "A job has at least one try; fail it instead.");
        }

        if (element.Job!.Retries > 0 && element.Job.Retries != command.Retries)
        {
            turn.Write(new JobRetriesSet(command.JobKey, command.Retries));
        }

        return null;
    }

    public static Refused? ThrowError(Turn turn, ThrowJobError command)
    {
        if (Find(turn, command.JobKey, out var element) is { } refused)
        {
            return refused;
        }

        turn.Write(new JobErrorThrown(command.JobKey, command.Code, command.Message));
        CloseIncident(turn, element, command.JobKey);
        if (Throwing.Error(turn, element, command.Code, command.Message, command.Variables) is { } unhandled)
        {
            Incidents.Raise(turn, element, ElementStep.Start, unhandled);
        }

        return null;
    }

    private static void CloseIncident(Turn turn, ElementInstance element, long jobKey)
    {
        if (element.Incidents?.Find(one => one.JobKey == jobKey) is { } incident)
        {
            turn.Write(new IncidentResolved(incident.Key));
        }
    }

    private static Refused? Find(Turn turn, long key, out ElementInstance element)
    {
        element = turn.State.Elements.FirstOrDefault(one => one.Job?.Key == key)!;
        return element is null ? Refused.Missing(turn, "job", key) : null;
    }
}
