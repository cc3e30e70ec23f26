using Peninsula.Activities.Jobs;
using Peninsula.Activities.Notices;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Casework.Workflow;

/// <summary>Runs the activities of one job type for the engine's job runner.</summary>
public sealed class ActivityJobs(ActivityRegistry registry, string type) : IJobHandler
{
    public string Type => type;

    public async Task<JobOutcome> RunAsync(WaitingJob job, CancellationToken cancel) => await registry.RunAsync(job, cancel) switch
    {
        CompleteJob done => JobOutcome.Done(done.Variables),
        FailJob failed => new JobOutcome.Failed(failed.Reason, failed.RetryAfter, WorthRetrying: failed.RetriesLeft != 0),
        ThrowJobError error => new JobOutcome.Error(error.Code, error.Message, error.Variables),
        var other => throw new InvalidOperationException($"An activity ended its job with {other.GetType().Name}."),
    };
}

/// <summary>Puts the notices of activities into the inboxes of the store.</summary>
public sealed class StoredInbox(NoticeInbox inbox) : IInbox
{
    public async ValueTask DeliverAsync(IReadOnlyList<Activities.Notices.Notice> notices, CancellationToken cancel = default)
    {
        foreach (var notice in notices)
        {
            await inbox.DeliverAsync(new Persistence.Notice(notice.Key, notice.PersonId, notice.Kind, notice.At)
            {
                BusinessKey = notice.CaseReference,
                TaskKey = notice.TaskKey,
                Anonymised = notice.Anonymised,
            });
        }
    }
}
