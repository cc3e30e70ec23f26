using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>What an engine is made of.</summary>
public sealed record EngineSetup
{
    /// <summary>Where instances are kept.</summary>
    public required IWorkflowStore Store { get; init; }

    /// <summary>Tells the time.</summary>
    public required IClock Clock { get; init; }

    /// <summary>
    /// The zone of timers and expressions: in it a date-time that names no zone is read, days and months of a period or cycle
    /// are counted, and <c>now()</c> and <c>today()</c> are told. <see cref="FeelEnvironment.DefaultZone"/> unless said otherwise.
    /// </summary>
    public DateTimeZone Zone { get; init; } = FeelEnvironment.DefaultZone;

    /// <summary>Decides whose a user task is and by when.</summary>
    public ITaskPolicy Tasks { get; init; } = new PlainTaskPolicy();

    /// <summary>Decides whom a message from outside may reach.</summary>
    public IMessagePolicy Messages { get; init; } = new OpenMessagePolicy();

    /// <summary>Extra FEEL functions, or null.</summary>
    public IFeelHost? Feel { get; init; }

    /// <summary>How it works.</summary>
    public EngineOptions Options { get; init; } = new();

    /// <summary>Where it logs.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
