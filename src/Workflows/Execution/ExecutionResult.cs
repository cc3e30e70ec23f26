using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution;

/// <summary>Why a command was refused. Nothing was changed.</summary>
public enum Refusal
{
    /// <summary>There is no such instance, task, job, timer, subscription, incident or definition.</summary>
    NotFound,
    /// <summary>It was there and is done or gone.</summary>
    AlreadyDone,
    /// <summary>It is there, but not in a state in which this can be done (held by somebody else, suspended, a job without retries ...).</summary>
    WrongState,
    /// <summary>The request itself is wrong.</summary>
    Invalid,
    /// <summary>Too much is waiting: try later.</summary>
    Busy,
}

/// <summary>What one command made of an instance.</summary>
/// <param name="State">The new state; the old one, untouched, when refused.</param>
/// <param name="Events">What happened, in order; empty when refused.</param>
/// <param name="Refusal">Why it was refused, or null.</param>
/// <param name="Message">The reason in plain words, or null.</param>
internal sealed record ExecutionResult(InstanceState? State, IReadOnlyList<WorkflowEvent> Events, Refusal? Refusal, string? Message)
{
    /// <summary>For an operation that was refused: everything that is wrong with it.</summary>
    public IReadOnlyList<OperationProblem> Problems { get; init; } = [];
}

/// <summary>All that execution knows beside the state and the command. The same environment gives the same result.</summary>
/// <param name="Definitions">What is deployed.</param>
/// <param name="Tasks">Whose user tasks are and by when.</param>
/// <param name="Keys">Where new keys come from.</param>
/// <param name="Now">The time of the command.</param>
/// <param name="Feel">Extra FEEL functions of the host, or null.</param>
internal sealed record ExecutionEnvironment(IDefinitionCatalog Definitions, ITaskPolicy Tasks, IKeySource Keys, Instant Now, IFeelHost? Feel = null)
{
    /// <summary>The zone of timers and expressions.</summary>
    public DateTimeZone Zone { get; init; } = FeelEnvironment.DefaultZone;

    /// <summary>Element steps that one command may take before it is stopped with an incident; a loop without a wait ends there.</summary>
    public int StepLimit { get; init; } = 10_000;
}
