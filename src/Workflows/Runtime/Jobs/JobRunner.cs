using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime.Jobs;

/// <summary>Takes jobs for which this host has handlers, runs them side by side, and reports how they ended.</summary>
/// <remarks>A job whose host dies is free again when its lease is over. At least once, then: see <see cref="IJobHandler.RunAsync"/>.</remarks>
public sealed class JobRunner
{
    private readonly WorkflowEngine _engine;
    private readonly JobRunnerOptions _options;
    private readonly ILogger _log;
    private readonly Dictionary<string, IJobHandler> _handlers;
    private readonly ConcurrentDictionary<Task, long> _running = new();

    /// <summary>A runner for these handlers.</summary>
    /// <exception cref="ArgumentException">Two handlers have the same type.</exception>
    public JobRunner(WorkflowEngine engine, IEnumerable<IJobHandler> handlers, ILogger log, JobRunnerOptions? options = null)
    {
        _engine = engine;
        _log = log;
        _options = options ?? new JobRunnerOptions();
        _handlers = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);
        Types = [.. _handlers.Keys];
    }

    /// <summary>The types of job that it runs.</summary>
    public IReadOnlyCollection<string> Types { get; }

    /// <summary>Runs the jobs that wait now, as many as there are free places; gives how many it took. Those that take long are not waited for.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        if (Types.Count == 0)
        {
            return 0;
        }

        var free = _options.Parallelism - _running.Count;
        if (free == 0)
        {
            await Task.WhenAny(_running.Keys).WaitAsync(cancel);
            free = _options.Parallelism - _running.Count;
        }

        var jobs = await _engine.TakeJobsAsync(Types, _options.Worker ?? $"host {_engine.Store.Host}", _options.Lease, Math.Max(1, Math.Min(free, _options.Batch)), cancel: cancel);
        var started = jobs.Select(job => Begin(job, cancel)).ToArray();

        // A job that takes long keeps its place and goes on; those behind it do not wait for it.
        await Task.WhenAny(Task.WhenAll(started), Task.Delay(_options.Patience.ToTimeSpan(), cancel));
        cancel.ThrowIfCancellationRequested();
        return jobs.Count;
    }

    private Task<bool> Begin(WaitingJob job, CancellationToken cancel)
    {
        var task = Task.Run(() => RunAsync(job, cancel), CancellationToken.None);
        _running.TryAdd(task, job.JobKey);
        return task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(WaitingJob job, CancellationToken cancel)
    {
        try
        {
            var command = CommandFor(job, await OutcomeAsync(job, cancel));
            var result = await _engine.ExecuteAsync(job.InstanceKey, command, cancel);
            if (!result.IsAccepted)
            {
                _log.LogInformation("Job {Job} of type {Type} ended, and nobody waits for it: {Reason}", job.JobKey, job.Type, result.Message);
            }
        }
        catch (CorruptInstanceException error)
        {
            _log.LogError(error, "Job {Job} of type {Type} is put aside", job.JobKey, job.Type);
            EngineTelemetry.PutAside("Job");
            await _engine.PutAsideAsync(job, error.Message, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // The host stops; somebody else takes it.
        }
        catch (Exception error)
        {
            // Its lease runs out and it is taken again.
            _log.LogError(error, "The end of job {Job} of type {Type} could not be reported", job.JobKey, job.Type);
        }
    }

    private async Task<JobOutcome> OutcomeAsync(WaitingJob job, CancellationToken cancel)
    {
        var measured = EngineTelemetry.Job(job);
        JobOutcome? outcome = null;
        try
        {
            return outcome = await HandleAsync(job, cancel);
        }
        finally
        {
            EngineTelemetry.Ended(measured, job, outcome);
        }
    }

    private async Task<JobOutcome> HandleAsync(WaitingJob job, CancellationToken cancel)
    {
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        lease.CancelAfter(_options.Lease.ToTimeSpan());
        try
        {
            // A handler that does not heed its token must not hold a place for ever.
            return await _handlers[job.Type].RunAsync(job, lease.Token).WaitAsync(lease.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new JobOutcome.Failed($"The job did not end within {_options.Lease.TotalSeconds:0} seconds.");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _log.LogWarning(error, "Job {Job} of type {Type} failed", job.JobKey, job.Type);
            return new JobOutcome.Failed(error.Message);
        }
    }

    private Command CommandFor(WaitingJob job, JobOutcome outcome) => outcome switch
    {
        JobOutcome.Completed done => new CompleteJob(job.JobKey, done.Variables),
        JobOutcome.Failed failed => new FailJob(job.JobKey, failed.WorthRetrying ? null : 0, failed.Reason, failed.RetryAfter ?? _options.BackOff(job.Failures)),
        JobOutcome.Error error => new ThrowJobError(job.JobKey, error.Code, error.Message, error.Variables),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of a job."),
    };
}

/// <summary>How jobs are run.</summary>
public sealed record JobRunnerOptions
{
    /// <summary>The worker's name, for those who look at the jobs; null: this host's, whose jobs others take over as soon as it is dead.</summary>
    public string? Worker { get; init; }

    /// <summary>How long a job may take before it is free for others.</summary>
    public Duration Lease { get; init; } = Duration.FromMinutes(5);

    /// <summary>Jobs taken at a time.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Jobs run at a time.</summary>
    public int Parallelism { get; init; } = 32;

    /// <summary>How long the runner waits for a batch before it looks for more jobs for the places that are free.</summary>
    public Duration Patience { get; init; } = Duration.FromSeconds(1);

    /// <summary>Wait before the second try; it doubles with each further one.</summary>
    public Duration FirstBackOff { get; init; } = Duration.FromSeconds(5);

    /// <summary>The longest wait between two tries.</summary>
    public Duration LongestBackOff { get; init; } = Duration.FromHours(1);

    /// <summary>The wait after a job failed, having failed that often before.</summary>
    public Duration BackOff(int failures) =>
        Duration.Min(LongestBackOff, FirstBackOff * Math.Pow(2, Math.Min(failures, 30)));
}
