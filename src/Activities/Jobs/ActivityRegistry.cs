using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Activities.Jobs;

/// <summary>
/// The activities by job type. A worker takes the jobs of <see cref="JobTypes"/>, runs each, and submits the command that
/// comes back to the job's instance.
/// </summary>
/// <param name="clock">Tells activities the time.</param>
/// <param name="zone">The working calendar's zone: a date and time of a job that names none is read in it.</param>
public sealed class ActivityRegistry(IClock clock, DateTimeZone zone)
{
    private readonly Dictionary<string, Func<WaitingJob, JobContext, CancellationToken, ValueTask<Command>>> _runners = new(StringComparer.Ordinal);

    /// <summary>The job types that are handled here; jobs of other types wait for outside workers.</summary>
    public IReadOnlyCollection<string> JobTypes => _runners.Keys;

    /// <summary>Adds an activity; two for one job type are a mistake of the program.</summary>
    public ActivityRegistry Add<TInput, TOutput>(IActivity<TInput, TOutput> activity)
        where TInput : class
        where TOutput : class
    {
        var binder = new RecordBinder<TInput>(zone);
        _runners.Add(activity.JobType, (job, context, cancel) => RunAsync(activity, binder, job, context, cancel));
        return this;
    }

    /// <summary>Runs a job and gives the command that ends this try. Only cancellation is thrown.</summary>
    public async ValueTask<Command> RunAsync(WaitingJob job, CancellationToken cancel)
    {
        if (!_runners.TryGetValue(job.Type, out var run))
        {
            return new FailJob(job.JobKey, 0, $"No activity handles jobs of type \"{job.Type}\".");
        }

        var context = new JobContext(job.JobKey, job.InstanceKey, job.ElementId, job.BusinessKey, clock.GetCurrentInstant());
        try
        {
            return await run(job, context, cancel);
        }
#pragma warning disable CA1031 // Whatever an activity throws must end this one try, not the worker that serves all cases.
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new FailJob(job.JobKey, null, $"{job.Type} failed: {e.Message}");
        }
    }

    private static async ValueTask<Command> RunAsync<TInput, TOutput>(
        IActivity<TInput, TOutput> activity, RecordBinder<TInput> binder, WaitingJob job, JobContext context, CancellationToken cancel)
        where TInput : class
        where TOutput : class
    {
        if (binder.Bind(new JobValues(job), out var problems) is not { } input)
        {
            return new FailJob(job.JobKey, 0, $"{job.Type} cannot run: {string.Join("; ", problems)}.");
        }

        return await activity.RunAsync(input, context, cancel) switch
        {
            ActivityResult<TOutput>.Done done => new CompleteJob(job.JobKey, RecordWriter.Write(done.Output)),
            ActivityResult<TOutput>.Failed failed => new FailJob(job.JobKey, failed.WorthRetrying ? null : 0, failed.Reason),
            ActivityResult<TOutput>.Error error => new ThrowJobError(job.JobKey, error.Code, error.Message, FeelContext.Empty),
            var other => throw new InvalidOperationException($"unknown result {other}"),
        };
    }

    /// <summary>A header is what the pathway's author fixed for this task, so it goes before a variable of the same name.</summary>
    private sealed class JobValues(WaitingJob job) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value)
        {
            if (job.Headers.TryGetValue(name, out var header))
            {
                value = header;
                return true;
            }

            return job.Variables.TryGet(name, out value);
        }
    }
}
