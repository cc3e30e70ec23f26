using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities.Directory;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Jobs;

/// <summary>What a worker asks for.</summary>
/// <param name="Type">The type of job.</param>
/// <param name="Worker">The worker's own name.</param>
/// <param name="Held">For how long it has the jobs.</param>
/// <param name="Most">How many it takes at most.</param>
/// <param name="Wait">How long it waits for some.</param>
public sealed record JobDemand(string Type, string Worker, Duration Held, int Most, TimeSpan Wait);

/// <summary>A job that a worker has.</summary>
/// <param name="Job">The job.</param>
/// <param name="ElementKey">The run of the step that made it.</param>
/// <param name="DefinitionKey">The version of the process to which the step belongs.</param>
/// <param name="Variables">What the worker may read of what the step sees.</param>
public sealed record TakenJob(WaitingJob Job, long ElementKey, long DefinitionKey, FeelContext Variables);

/// <summary>Hands jobs to workers outside the host, and takes back what they give.</summary>
public sealed class JobService(Gate gate, Engine engine, JobSignal signal, InstanceVisibility visibility, ReadableVariables readable, PeninsulaDbContext db, IClock clock)
{
    // Another host may make a job, of which this one hears nothing: so it looks now and then.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Takes waiting jobs, when there are some in time.</summary>
    public async Task<(Outcome Outcome, IReadOnlyList<TakenJob> Jobs)> TakeAsync(JobDemand demand, CancellationToken cancel)
    {
        if (!gate.MayWork || gate.Client?.MayTake(demand.Type) == false)
        {
            return (Outcome.Forbidden($"Your client is not registered for jobs of the type \"{demand.Type}\"."), []);
        }

        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var jobs = await engine.Workflows.TakeJobsAsync([demand.Type], demand.Worker, demand.Held, demand.Most, Scope, cancel);
            var left = demand.Wait - Stopwatch.GetElapsedTime(started);
            if (jobs.Count > 0 || left <= TimeSpan.Zero)
            {
                return (Outcome.Done, await ShowAsync(jobs, cancel));
            }

            await signal.WaitAsync(demand.Type, await NextLookAsync(demand.Type, left, cancel), cancel);
        }
    }

    /// <summary>Takes a job's result. In a pathway that is what its step declares as its outputs.</summary>
    public Task<Outcome> CompleteAsync(long jobKey, FeelContext given, CancellationToken cancel) =>
        EndAsync(jobKey, given, isResult: true, job => [new CompleteJob(job.Key, given)], cancel);

    /// <summary>Notes that a job failed, to be tried again or not; in a pathway that gives nothing back.</summary>
    public Task<Outcome> FailAsync(FailJob failed, FeelContext given, CancellationToken cancel) =>
        EndAsync(failed.JobKey, given, isResult: false, job => given.Count == 0 ? [failed] : [new SetVariables(job.ElementKey, given, Local: true), failed], cancel);

    /// <summary>Ends a job in a BPMN error that the process may catch; in a pathway that gives nothing back.</summary>
    public Task<Outcome> ThrowAsync(ThrowJobError error, CancellationToken cancel) =>
        EndAsync(error.JobKey, error.Variables, isResult: false, _ => [error], cancel);

    /// <summary>Gives a worker more or less time for its job, a job more tries, or both.</summary>
    /// <param name="jobKey">The job.</param>
    /// <param name="held">The time from now; null: as it is.</param>
    /// <param name="retries">How often it is tried from now on; null: as it is.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Outcome> ChangeAsync(long jobKey, Duration? held, int? retries, CancellationToken cancel)
    {
        var (outcome, job) = await HeldAsync(jobKey, mayBeLate: true, cancel);
        if (!outcome.IsDone)
        {
            return outcome;
        }

        if ((held is null && retries is null) || held < Duration.Zero || retries < 1)
        {
            return Outcome.Invalid("Say what to change: retries (at least 1), timeout (milliseconds from now), or both.");
        }

        if (held is { } time && !await engine.Workflows.Store.ExtendJobAsync(job!.Key, clock.GetCurrentInstant() + time, cancel))
        {
            return Outcome.Overtaken($"No worker has job {jobKey}, so there is no time to change. Activate it first.");
        }

        return retries is { } tries
            ? Outcome.Of(await engine.Workflows.ExecuteAsync(job!.InstanceKey, new SetJobRetries(jobKey, tries) { By = gate.Person.Id }, cancel))
            : Outcome.Done;
    }

    // What a job of a pathway gives back is what its step declares as its outputs; a process that is no pathway takes whatever
    // its own worker gives.
    private async Task<Outcome> EndAsync(long jobKey, FeelContext given, bool isResult, Func<JobState, IEnumerable<Command>> commands, CancellationToken cancel)
    {
        var (outcome, row) = await HeldAsync(jobKey, mayBeLate: false, cancel);
        if (!outcome.IsDone)
        {
            return outcome;
        }

        if (await engine.Workflows.InspectAsync(row!.InstanceKey, cancel) is not { } state || state.Jobs.FirstOrDefault(job => job.Key == row.Key) is not { } held)
        {
            return Gone(jobKey);
        }

        if (engine.OwnerAt(state, held.ElementKey) is null && Undeclared(isResult ? engine.NodeOf(state, held.ElementKey) : null, given) is { } problem)
        {
            return problem;
        }

        foreach (var command in commands(held))
        {
            var done = Outcome.Of(await engine.Workflows.ExecuteAsync(row.InstanceKey, command with { By = gate.Person.Id }, cancel));
            if (!done.IsDone)
            {
                return done;
            }
        }

        return Outcome.Done;
    }

    private async Task<(Outcome Outcome, JobRecord? Job)> HeldAsync(long jobKey, bool mayBeLate, CancellationToken cancel)
    {
        var job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(row => row.Key == jobKey, cancel);
        if (job is null || !gate.MayWorkJobs(await visibility.FactsAsync(job.InstanceKey, cancel)) || gate.Client?.MayTake(job.Type) == false)
        {
            return (Gone(jobKey), null);
        }

        return mayBeLate || job.Worker is null || job.AvailableAt > clock.GetCurrentInstant()
            ? (Outcome.Done, job)
            : (Outcome.Overtaken($"The time for job {jobKey} was over at {job.AvailableAt}; nothing was changed. Activate it again, with a longer timeout if it needs one: another worker may have it by now."), null);
    }

    private static Outcome? Undeclared(FlowNode? node, FeelContext given)
    {
        var declared = node?.Outputs.SelectMany(output => output.Source.Feel?.Names ?? []).ToHashSet(StringComparer.Ordinal) ?? [];
        var undeclared = given.Keys.Where(name => !declared.Contains(name)).ToList();
        return undeclared.Count == 0 ? null : Outcome.Invalid(
            $"Nothing was changed. This step does not declare {string.Join(", ", undeclared.Select(name => $"\"{name}\""))} as an output, so a worker cannot write it. "
            + (declared.Count == 0 ? "It declares none: leave the variables out." : $"It declares: {string.Join(", ", declared.Order(StringComparer.Ordinal))}."));
    }

    private static Outcome Gone(long jobKey) =>
        new(Denial.NotThere, $"There is no job {jobKey}: it is done, no longer wanted, or not your agency's. Nothing was changed; take the next one.");

    private JobScope Scope => new(gate.Person.Id, [.. gate.Person.Areas], gate.Person.Holds(Roles.Administrator));

    private async Task<TimeSpan> NextLookAsync(string type, TimeSpan left, CancellationToken cancel)
    {
        var next = await engine.Workflows.Store.NextJobAsync([type], cancel) is { } due ? (due - clock.GetCurrentInstant()).ToTimeSpan() : Look;
        var soonest = TimeSpan.FromMilliseconds(100);
        next = next < soonest ? soonest : next > Look ? Look : next;
        return next < left ? next : left;
    }

    private async Task<IReadOnlyList<TakenJob>> ShowAsync(IReadOnlyList<WaitingJob> jobs, CancellationToken cancel)
    {
        var taken = new List<TakenJob>(jobs.Count);
        foreach (var job in jobs)
        {
            if (await engine.Workflows.InspectAsync(job.InstanceKey, cancel) is not { } state || state.Jobs.FirstOrDefault(held => held.Key == job.JobKey) is not { } found)
            {
                // Ended between the taking and the look.
                continue;
            }

            var may = await readable.OfJobAsync(job.InstanceKey, cancel);
            taken.Add(new TakenJob(job, found.ElementKey, Engine.DefinitionOf(state, found.ElementKey), FeelContext.From(job.Variables.Where(variable => may(variable.Key)))));
        }

        await visibility.NoteReadAsync("job", jobs.Select(job => job.BusinessKey));
        return taken;
    }
}
