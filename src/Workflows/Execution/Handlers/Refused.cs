using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>Why a command is not taken. Whatever its execution wrote goes with it.</summary>
internal sealed record Refused(Refusal Refusal, string Message)
{
    public IReadOnlyList<OperationProblem> Problems { get; init; } = [];

    /// <summary>Everything that is wrong with an operation; null when nothing is.</summary>
    public static Refused? Of(IReadOnlyList<OperationProblem> problems) => problems.Count == 0
        ? null
        : new(Refusal.Invalid, string.Join(" ", problems.Select(problem => problem.Message))) { Problems = problems };

    /// <summary>What the command names is not there: done already, or never of this instance.</summary>
    public static Refused Missing(CommandExecution execution, string what, long key) =>
        key > execution.State.Key && key <= execution.State.LastKey
            ? new(Refusal.AlreadyDone, $"The {what} {key} is done or gone.")
            : new(Refusal.NotFound, $"There is no {what} {key} in this instance.");
}
