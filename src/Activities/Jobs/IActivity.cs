using NodaTime;

namespace Peninsula.Activities.Jobs;

/// <summary>
/// What a service task does: a small class with typed input and output. It runs after the commit that asked for it, at
/// least once, so what it does must be safe to do again under the same <see cref="JobContext.JobKey"/>.
/// </summary>
/// <typeparam name="TInput">A record whose parameters are read from variables and task headers by name.</typeparam>
/// <typeparam name="TOutput">A record whose properties become variables.</typeparam>
public interface IActivity<in TInput, TOutput>
    where TInput : class
    where TOutput : class
{
    /// <summary>The job type, as <c>zeebe:taskDefinition</c> names it.</summary>
    string JobType { get; }

    /// <summary>Does it. An expected failure is a result; an exception is a bug and counts as a failed try.</summary>
    ValueTask<ActivityResult<TOutput>> RunAsync(TInput input, JobContext job, CancellationToken cancel);
}

/// <summary>The job that an activity runs for.</summary>
/// <param name="JobKey">Its key: the idempotency key.</param>
/// <param name="InstanceKey">The process instance.</param>
/// <param name="ElementId">The service task.</param>
/// <param name="CaseReference">What people know the case by, or null.</param>
/// <param name="Now">When this try runs.</param>
public sealed record JobContext(long JobKey, long InstanceKey, string ElementId, string? CaseReference, Instant Now);

/// <summary>How an activity ended.</summary>
public abstract record ActivityResult<TOutput>
{
    private ActivityResult()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Output">What becomes variables.</param>
    public sealed record Done(TOutput Output) : ActivityResult<TOutput>;

    /// <summary>It failed; with no tries left it becomes an incident.</summary>
    /// <param name="Reason">Why, in plain words.</param>
    /// <param name="WorthRetrying">False when another try cannot help until somebody mends something.</param>
    public sealed record Failed(string Reason, bool WorthRetrying = true) : ActivityResult<TOutput>;

    /// <summary>It ended in a BPMN error that the pathway may catch.</summary>
    /// <param name="Code">The error's code.</param>
    /// <param name="Message">What happened, in plain words.</param>
    public sealed record Error(string Code, string Message) : ActivityResult<TOutput>;
}
