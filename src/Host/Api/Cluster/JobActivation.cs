using NodaTime;
using Peninsula.Casework.Jobs;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Which jobs are wanted, for how long, and how long to wait for them.</summary>
internal sealed record JobActivationRequest
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public required string Type { get; init; }

    public string? Worker { get; init; }

    /// <summary>Milliseconds for which the worker has the jobs.</summary>
    public required long Timeout { get; init; }

    public required int MaxJobsToActivate { get; init; }

    public IReadOnlyList<string>? FetchVariable { get; init; }

    /// <summary>Milliseconds to wait for jobs; 0 for 10 seconds, negative for not at all.</summary>
    public long? RequestTimeout { get; init; }

    public IReadOnlyList<string>? TenantIds { get; init; }

    internal JobDemand ToDemand(string client) => new(Type, Worker ?? client, Duration.FromMilliseconds(Timeout), MaxJobsToActivate, RequestTimeout switch
    {
        null or 0 => UsualWait,
        < 0 => TimeSpan.Zero,
        > 300_000 => LongestWait,
        { } given => TimeSpan.FromMilliseconds(given),
    });

    internal ActivatedJob Show(TakenJob taken, Definitions definitions, JobDemand demand, Instant now) => new()
    {
        Type = taken.Job.Type,
        ProcessDefinitionId = definitions.IdOf(taken.DefinitionKey),
        ProcessDefinitionVersion = definitions.VersionOf(taken.DefinitionKey),
        ElementId = taken.Job.ElementId,
        CustomHeaders = taken.Job.Headers,
        Worker = demand.Worker,
        Retries = taken.Job.Retries,
        Deadline = (now + demand.Held).ToUnixTimeMilliseconds(),
        Variables = FetchVariable is { Count: > 0 } names ? FeelContext.From(taken.Variables.Where(variable => names.Contains(variable.Key))) : taken.Variables,
        JobKey = taken.Job.JobKey,
        ProcessInstanceKey = taken.Job.InstanceKey,
        ProcessDefinitionKey = taken.DefinitionKey,
        ElementInstanceKey = taken.ElementKey,
    };
}
