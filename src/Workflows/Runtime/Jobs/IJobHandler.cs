using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Runtime.Jobs;

/// <summary>Does the jobs of one type.</summary>
public interface IJobHandler
{
    /// <summary>The type of job: that of the <c>zeebe:taskDefinition</c>.</summary>
    string Type { get; }

    /// <summary>Does a job. It may be called again for the same job after a crash: the job's key identifies its effect.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancel">Cancelled when the host stops, or the lease is over and the job goes to somebody else.</param>
    Task<JobOutcome> RunAsync(WaitingJob job, CancellationToken cancel);
}

/// <summary>How a job ended.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>It is done.</summary>
    public static JobOutcome Done(FeelContext? variables = null) => new Completed(variables ?? FeelContext.Empty);

    /// <summary>It is done.</summary>
    /// <param name="Variables">What the process gets.</param>
    public sealed record Completed(FeelContext Variables) : JobOutcome;

    /// <summary>It failed, and is tried again while retries are left.</summary>
    /// <param name="Reason">What went wrong, in words.</param>
    /// <param name="RetryAfter">How long to wait; null: the runner's back-off.</param>
    /// <param name="WorthRetrying">False when another try cannot help until somebody mends something: an incident at once.</param>
    public sealed record Failed(string Reason, Duration? RetryAfter = null, bool WorthRetrying = true) : JobOutcome;

    /// <summary>It ended in a BPMN error that the process may catch.</summary>
    /// <param name="Code">The error's code.</param>
    /// <param name="Message">In words, or null.</param>
    /// <param name="Variables">What the catcher gets.</param>
    public sealed record Error(string Code, string? Message, FeelContext Variables) : JobOutcome;
}
