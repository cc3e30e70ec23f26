using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal;

/// <summary>What the product itself brings to a rehearsal: whose tasks are, extra FEEL functions, jobs that it does.</summary>
public sealed record RehearsalSetup
{
    /// <summary>Decides whose a user task is and by when.</summary>
    public ITaskPolicy Tasks { get; init; } = new PlainTaskPolicy();

    /// <summary>The zone in which scenario files are read and played; <see cref="FeelEnvironment.DefaultZone"/> unless said otherwise.</summary>
    public DateTimeZone Zone { get; init; } = FeelEnvironment.DefaultZone;

    /// <summary>Extra FEEL functions, or null.</summary>
    public IFeelHost? Feel { get; init; }

    /// <summary>Makes, for one scenario and its clock, what does the product's own jobs; null: every job waits for the scenario.</summary>
    public Func<IClock, IRehearsalJobs>? Jobs { get; init; }

    /// <summary>Reads a definition file by its full path; null: from the disk. A designer rehearses what is not saved yet.</summary>
    public Func<string, ReadOnlyMemory<byte>>? ReadFile { get; init; }
}

/// <summary>Does the product's own jobs within one scenario, and remembers what was sent.</summary>
public interface IRehearsalJobs
{
    /// <summary>The types of job that are done here, unless the scenario says otherwise.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>What was sent so far, <c>kind: recipient</c>, in order.</summary>
    IReadOnlyList<string> Notifications { get; }

    /// <summary>Does a job and gives the command that ends it.</summary>
    ValueTask<Command> RunAsync(WaitingJob job, CancellationToken cancel);
}
