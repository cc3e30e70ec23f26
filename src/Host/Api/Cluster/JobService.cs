using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Api.Conventions;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Hands jobs to workers outside the host, and finds those that they end.</summary>
public sealed class JobService(Gate gate, Engine engine, Definitions definitions, JobSignal signal, InstanceVisibility visibility, ReadableVariables readable, PeninsulaDbContext db, IClock clock)
{
    // Another host may make a job, of which this one hears nothing: so it looks now and then.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<ActivatedJob>> ActivateAsync(JobActivationRequest request, CancellationToken cancel)
    {
        var wait = request.RequestTimeout switch
        {
            null or 0 => UsualWait,
            < 0 => TimeSpan.Zero,
            > 300_000 => LongestWait,
            { } given => TimeSpan.FromMilliseconds(given),
        };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var jobs = await engine.Workflows.TakeJobsAsync(
                [request.Type], request.Worker ?? gate.Person.Id, Duration.FromMilliseconds(request.Timeout), request.MaxJobsToActivate, Scope, cancel);
            var left = wait - Stopwatch.GetElapsedTime(started);
            if (jobs.Count > 0 || left <= TimeSpan.Zero)
            {
                return await ShowAsync(jobs, request, cancel);
            }

            await signal.WaitAsync(request.Type, await NextLookAsync(request.Type, left, cancel), cancel);
        }
    }

    /// <summary>The job's row, when the client may end the job and its time is not over; a problem otherwise.</summary>
    public async Task<JobRecord> HeldAsync(Key key, bool mayBeLate, CancellationToken cancel)
    {
        var job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(one => one.Key == key.Value, cancel);
        if (job is null || !gate.MayWorkJobs(await visibility.FactsAsync(job.InstanceKey, cancel)) || gate.Client?.MayTake(job.Type) == false)
        {
            throw Gone(key);
        }

        return mayBeLate || job.Worker is null || job.AvailableAt > clock.GetCurrentInstant()
            ? job
            : throw ApiProblem.Conflict($"The time for job {key} was over at {job.AvailableAt}; nothing was changed. Activate it again, with a longer timeout if it needs one: another worker may have it by now.");
    }

    /// <summary>
    /// Ends a job, or says how its end stands. What a job of a pathway gives back is what its step declares as its outputs; a
    /// process that is no pathway takes whatever its own worker gives.
    /// </summary>
    /// <param name="key">The job.</param>
    /// <param name="given">What the worker gives back.</param>
    /// <param name="isResult">Whether it is the job's result; a failure or an error of a pathway's job gives nothing.</param>
    /// <param name="commands">What is then to be done, in turn.</param>
    /// <param name="cancel">Ends the asking.</param>
    public async Task EndAsync(Key key, FeelContext given, bool isResult, Func<JobState, IEnumerable<Command>> commands, CancellationToken cancel)
    {
        var row = await HeldAsync(key, mayBeLate: false, cancel);
        if (await engine.Workflows.InspectAsync(row.InstanceKey, cancel) is not { } state || state.Jobs.FirstOrDefault(one => one.Key == row.Key) is not { } job)
        {
            throw Gone(key);
        }

        if (engine.OwnerAt(state, job.ElementKey) is null)
        {
            CheckOutputs(isResult ? engine.NodeOf(state, job.ElementKey) : null, given);
        }

        foreach (var command in commands(job))
        {
            await engine.Workflows.ExecuteAsync(row.InstanceKey, command with { By = gate.Person.Id }, cancel).AcceptedAsync();
        }
    }

    private static void CheckOutputs(FlowNode? node, FeelContext given)
    {
        var declared = node?.Outputs.SelectMany(output => output.Source.Feel?.Names ?? []).ToHashSet(StringComparer.Ordinal) ?? [];
        var undeclared = given.Keys.Where(name => !declared.Contains(name)).ToList();
        if (undeclared.Count > 0)
        {
            throw ApiProblem.Invalid(
                $"Nothing was changed. This step does not declare {string.Join(", ", undeclared.Select(name => $"\"{name}\""))} as an output, so a worker cannot write it. "
                + (declared.Count == 0 ? "It declares none: leave the variables out." : $"It declares: {string.Join(", ", declared.Order(StringComparer.Ordinal))}."));
        }
    }

    private static ApiProblem Gone(Key key) =>
        new(StatusCodes.Status404NotFound, "NOT_FOUND", $"There is no job {key}: it is done, no longer wanted, or not your agency's. Nothing was changed; take the next one.");

    private JobScope Scope => new(gate.Person.Id, [.. gate.Person.Areas], gate.Person.Holds(Activities.Directory.Roles.Administrator));

    private async Task<TimeSpan> NextLookAsync(string type, TimeSpan left, CancellationToken cancel)
    {
        var next = await engine.Workflows.Store.NextJobAsync([type], cancel) is { } due ? (due - clock.GetCurrentInstant()).ToTimeSpan() : Look;
        var soonest = TimeSpan.FromMilliseconds(100);
        next = next < soonest ? soonest : next > Look ? Look : next;
        return next < left ? next : left;
    }

    private async Task<IReadOnlyList<ActivatedJob>> ShowAsync(IReadOnlyList<WaitingJob> jobs, JobActivationRequest request, CancellationToken cancel)
    {
        var shown = new List<ActivatedJob>(jobs.Count);
        var deadline = (clock.GetCurrentInstant() + Duration.FromMilliseconds(request.Timeout)).ToUnixTimeMilliseconds();
        foreach (var job in jobs)
        {
            if (await engine.Workflows.InspectAsync(job.InstanceKey, cancel) is not { } state || state.Jobs.FirstOrDefault(one => one.Key == job.JobKey) is not { } held)
            {
                // Ended between the taking and the look.
                continue;
            }

            var may = await readable.OfJobAsync(job.InstanceKey, cancel);
            var names = request.FetchVariable is { Count: > 0 } wanted ? wanted : null;
            var definitionKey = Engine.DefinitionOf(state, held.ElementKey);
            shown.Add(new ActivatedJob
            {
                Type = job.Type,
                ProcessDefinitionId = definitions.IdOf(definitionKey),
                ProcessDefinitionVersion = definitions.VersionOf(definitionKey),
                ElementId = job.ElementId,
                CustomHeaders = job.Headers,
                Worker = request.Worker ?? gate.Person.Id,
                Retries = job.Retries,
                Deadline = deadline,
                Variables = FeelContext.From(job.Variables.Where(one => (names is null || names.Contains(one.Key)) && may(one.Key))),
                JobKey = job.JobKey,
                ProcessInstanceKey = job.InstanceKey,
                ProcessDefinitionKey = definitionKey,
                ElementInstanceKey = held.ElementKey,
            });
        }

        await visibility.NoteReadAsync("job", jobs.Select(job => job.BusinessKey));
        return shown;
    }
}

/// <summary>Which jobs are wanted, for how long, and how long to wait for them.</summary>
public sealed record JobActivationRequest
{
    public required string Type { get; init; }

    public string? Worker { get; init; }

    /// <summary>Milliseconds for which the worker has the jobs.</summary>
    public required long Timeout { get; init; }

    public required int MaxJobsToActivate { get; init; }

    public IReadOnlyList<string>? FetchVariable { get; init; }

    /// <summary>Milliseconds to wait for jobs; 0 for 10 seconds, negative for not at all.</summary>
    public long? RequestTimeout { get; init; }

    public IReadOnlyList<string>? TenantIds { get; init; }
}
