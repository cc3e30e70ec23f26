using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime.Jobs;

/// <summary>Reads what a job sees when a worker takes it, so that what was mended since it was created reaches the next try.</summary>
internal sealed class JobVariables(CommandDispatcher dispatcher)
{
    /// <summary>The jobs with their variables of now. One whose instance cannot be read keeps what it had: its end will say so.</summary>
    public async Task<IReadOnlyList<WaitingJob>> ReadAsync(IReadOnlyList<WaitingJob> jobs, CancellationToken cancel)
    {
        var read = new List<WaitingJob>(jobs.Count);
        foreach (var ofInstance in jobs.GroupBy(job => job.InstanceKey))
        {
            var state = await StateAsync(ofInstance.Key, cancel);
            read.AddRange(ofInstance.Select(job => state is null ? job : Read(job, state)));
        }

        return read;
    }

    private async Task<InstanceState?> StateAsync(long instanceKey, CancellationToken cancel)
    {
        try
        {
            return await dispatcher.InspectAsync(instanceKey, cancel);
        }
        catch (CorruptInstanceException)
        {
            return null;
        }
    }

    private static WaitingJob Read(WaitingJob job, InstanceState state)
    {
        foreach (var element in state.Elements)
        {
            if (element.Job?.Key == job.JobKey)
            {
                return job with { Variables = VariableScope.All(element) };
            }
        }

        return job;
    }
}
