using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Runtime;

/// <summary>How a command ended: committed with its events, or refused with a reason in plain words.</summary>
/// <param name="InstanceKey">The instance; 0 when refused before there was one.</param>
/// <param name="Events">What happened; empty when refused.</param>
/// <param name="Refusal">Why it was refused, or null.</param>
/// <param name="Message">The reason in plain words, or null.</param>
public sealed record CommandResult(long InstanceKey, IReadOnlyList<WorkflowEvent> Events, Refusal? Refusal, string? Message)
{
    /// <summary>For an operation that was refused: everything that is wrong with it.</summary>
    public IReadOnlyList<OperationProblem> Problems { get; init; } = [];

    /// <summary>Whether the command was committed.</summary>
    public bool IsAccepted => Refusal is null;

    /// <summary>A committed command.</summary>
    internal static CommandResult Accepted(long instanceKey, IReadOnlyList<WorkflowEvent> events) => new(instanceKey, events, null, null);

    /// <summary>A refused command.</summary>
    internal static CommandResult Refused(Refusal refusal, string message, long instanceKey = 0) => new(instanceKey, [], refusal, message);
}
