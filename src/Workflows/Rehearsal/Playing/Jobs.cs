using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Playing;

/// <summary>Ends the jobs of a scenario: as it says, else as the product itself would. Others wait for a step.</summary>
internal sealed class Jobs(Scenario scenario, IRehearsalJobs? product, WorkflowEngine engine, InMemoryWorkflowStore store)
{
    public IReadOnlyList<string> Notifications => product?.Notifications ?? [];

    private IEnumerable<JobRow> Ready =>
        store.Jobs.Where(job => job.Retries > 0 && (scenario.Jobs.ContainsKey(job.Type) || product?.Types.Contains(job.Type) == true));

    /// <summary>Ends the oldest job that can be ended now; false when there is none.</summary>
    public async Task<bool> RunOneAsync(Instant now)
    {
        if (Ready.FirstOrDefault(job => job.AvailableAt <= now) is not { } job)
        {
            return false;
        }

        var command = scenario.Jobs.TryGetValue(job.Type, out var ending) ? ending.ToCommand(job.JobKey) : await RunAsync(job);
        var result = await engine.ExecuteAsync(job.InstanceKey, command);
        return result.IsAccepted ? true : throw new CannotPlayException($"the job {job.Type} of {job.ElementId} could not be ended: {result.Message}");
    }

    /// <summary>When the next of the jobs that failed before is tried again.</summary>
    public Instant? NextRetry(Instant now) => Ready.Where(job => job.AvailableAt > now).Min(job => (Instant?)job.AvailableAt);

    private async Task<Command> RunAsync(JobRow job) =>
        await product!.RunAsync(
            new WaitingJob(job.JobKey, job.InstanceKey, job.ElementId, job.Type, job.Retries, job.Headers, job.Variables, job.BusinessKey, job.ProcessId), CancellationToken.None);
}
