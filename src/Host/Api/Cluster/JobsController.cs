using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Jobs;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Workflows.Execution;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Jobs: what workers outside the host do, at least once each. The job's key identifies its effect.</summary>
[Route("v2/jobs")]
[Tags("Jobs")]
internal sealed class JobsController(Gate gate, JobService jobs, Definitions definitions, InstanceLists lists, IClock clock) : ApiController
{
    private const int MostJobs = 1_000;

    /// <summary>Gives waiting jobs of a type to a worker; waits for some when there are none.</summary>
    [HttpPost("activation")]
    [Asks(nameof(AccessRules.Work))]
    public async Task<JobActivationResult> ActivateJobs(JobActivationRequest request, CancellationToken cancel)
    {
        if (request.Timeout < 1 || request.MaxJobsToActivate is < 1 or > MostJobs || request.Type.Length == 0)
        {
            throw ApiProblem.Invalid($"timeout is at least 1 (milliseconds), maxJobsToActivate 1 to {MostJobs}, and type not empty.");
        }

        var demand = request.ToDemand(gate.Person.Id);
        var (outcome, taken) = await jobs.TakeAsync(demand, cancel);
        outcome.OrThrow();
        var now = clock.GetCurrentInstant();
        return new JobActivationResult([.. taken.Select(job => request.Show(job, definitions, demand, now))]);
    }

    [HttpPost("search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<JobResult>> SearchJobs([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, InstanceLists.Jobs), InstanceLists.Jobs, lists.JobsOf, null, cancel);

    [HttpPost("{jobKey}/completion")]
    [Asks(nameof(AccessPolicy.WorkJobs))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CompleteJob(Key jobKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] JobCompletionRequest? request, CancellationToken cancel)
    {
        (await jobs.CompleteAsync(jobKey.Value, request?.Variables ?? FeelContext.Empty, cancel)).OrThrow();
        return NoContent();
    }

    /// <summary>Says that a job failed. With no retries left it becomes an incident.</summary>
    [HttpPost("{jobKey}/failure")]
    [Asks(nameof(AccessPolicy.WorkJobs))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> FailJob(Key jobKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] JobFailRequest? request, CancellationToken cancel)
    {
        if (request?.Retries is < 0 || request?.RetryBackOff is < 0)
        {
            throw ApiProblem.Invalid("retries and retryBackOff are not below 0.");
        }

        var failed = new FailJob(jobKey.Value, request?.Retries ?? 0, request?.ErrorMessage ?? "The worker gave no reason.", Duration.FromMilliseconds(request?.RetryBackOff ?? 0));
        (await jobs.FailAsync(failed, request?.Variables ?? FeelContext.Empty, cancel)).OrThrow();
        return NoContent();
    }

    /// <summary>Ends a job in a BPMN error that the process may catch.</summary>
    [HttpPost("{jobKey}/error")]
    [Asks(nameof(AccessPolicy.WorkJobs))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ThrowJobError(Key jobKey, JobErrorRequest request, CancellationToken cancel)
    {
        (await jobs.ThrowAsync(new ThrowJobError(jobKey.Value, request.ErrorCode, request.ErrorMessage, request.Variables ?? FeelContext.Empty), cancel)).OrThrow();
        return NoContent();
    }

    /// <summary>Gives a job more tries, or its worker more time.</summary>
    [HttpPatch("{jobKey}")]
    [Asks(nameof(AccessPolicy.WorkJobs))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> UpdateJob(Key jobKey, JobUpdateRequest request, CancellationToken cancel)
    {
        var held = request.Changeset.Timeout is { } time ? Duration.FromMilliseconds(time) : (Duration?)null;
        (await jobs.ChangeAsync(jobKey.Value, held, request.Changeset.Retries, cancel)).OrThrow();
        return NoContent();
    }
}

internal sealed record JobActivationResult(IReadOnlyList<ActivatedJob> Jobs);

internal sealed record JobCompletionRequest
{
    public FeelContext? Variables { get; init; }

    /// <summary>For listeners and agents of other engines; there is no such job here.</summary>
    public System.Text.Json.JsonElement? Result { get; init; }
}

internal sealed record JobFailRequest
{
    public int? Retries { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>Milliseconds until the next try.</summary>
    public long? RetryBackOff { get; init; }

    public FeelContext? Variables { get; init; }
}

internal sealed record JobErrorRequest
{
    public required string ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public FeelContext? Variables { get; init; }
}

internal sealed record JobUpdateRequest
{
    public required JobChangeset Changeset { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record JobChangeset
{
    public int? Retries { get; init; }

    public long? Timeout { get; init; }
}
