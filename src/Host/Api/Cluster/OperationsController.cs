using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Operations;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Changes by hand where an instance stands, or which version it runs: all of it, or nothing and every problem at once.</summary>
[Route("v2/process-instances/{processInstanceKey}")]
[Tags("Process instances")]
internal sealed class OperationsController(InstanceOperations operations, InstanceVisibility visibility) : ApiController
{
    [HttpPost("modification")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ModifyProcessInstance(Key processInstanceKey, ModificationRequest request, CancellationToken cancel)
    {
        (await operations.DoAsync(processInstanceKey.Value, new ModifyInstance([.. request.ToModifications()]), cancel)).OrThrow("process instance", processInstanceKey);
        return NoContent();
    }

    [HttpPost("migration")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> MigrateProcessInstance(Key processInstanceKey, MigrationRequest request, CancellationToken cancel)
    {
        (await operations.DoAsync(processInstanceKey.Value, request.ToCommand(), cancel)).OrThrow("process instance", processInstanceKey);
        return NoContent();
    }

    /// <summary>Nothing of a case is removed on request: how long it is kept is a rule of retention.</summary>
    [HttpPost("deletion")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ApiExplorerSettings(IgnoreApi = true)]
    public async Task<IActionResult> DeleteProcessInstance(Key processInstanceKey, CancellationToken cancel)
    {
        (await visibility.MayOperateAsync(processInstanceKey.Value, cancel)).OrThrow("process instance", processInstanceKey);
        throw ApiProblem.NotOffered("deleteProcessInstance is not offered: a case and its history are kept as long as retention says, and removed by it alone. Cancel the instance to end it.");
    }
}

internal sealed record ModificationRequest
{
    public long? OperationReference { get; init; }

    public IReadOnlyList<ActivateInstruction>? ActivateInstructions { get; init; }

    public IReadOnlyList<TerminateInstruction>? TerminateInstructions { get; init; }

    public IReadOnlyList<MoveInstruction>? MoveInstructions { get; init; }

    internal IEnumerable<Modification> ToModifications() =>
    [
        .. (ActivateInstructions ?? []).Select(instruction => new ActivateElement(instruction.ElementId, instruction.Ancestor)
        {
            Variables = [.. (instruction.VariableInstructions ?? []).Select(variables => new ScopeVariables(variables.ScopeId is { Length: > 0 } scope ? scope : null, variables.Variables))],
        }),
        .. (TerminateInstructions ?? []).Select(instruction => new CancelElement(ElementChoice.One(instruction.ElementInstanceKey.Value))),
        .. (MoveInstructions ?? []).Select(instruction => instruction.ToModification()),
    ];
}

internal sealed record ActivateInstruction
{
    public required string ElementId { get; init; }

    public IReadOnlyList<VariableInstruction>? VariableInstructions { get; init; }

    /// <summary>The scope to start it in; absent or -1 for the only one there is.</summary>
    public Key? AncestorElementInstanceKey { get; init; }

    internal long? Ancestor => AncestorElementInstanceKey is { Value: not -1 } key ? key.Value : null;
}

internal sealed record VariableInstruction
{
    public required FeelContext Variables { get; init; }

    public string? ScopeId { get; init; }
}

internal sealed record TerminateInstruction
{
    public required Key ElementInstanceKey { get; init; }
}

internal sealed record MoveInstruction
{
    public required string SourceElementId { get; init; }

    public required string TargetElementId { get; init; }

    internal MoveElement ToModification() => new(ElementChoice.AllOf(SourceElementId), TargetElementId);
}

internal sealed record MigrationRequest
{
    public required Key TargetProcessDefinitionKey { get; init; }

    public required IReadOnlyList<MappingInstruction> MappingInstructions { get; init; }

    public long? OperationReference { get; init; }

    internal MigrateInstance ToCommand() =>
        new(TargetProcessDefinitionKey.Value, [.. MappingInstructions.Select(instruction => new ElementMapping(instruction.SourceElementId, instruction.TargetElementId))]);
}

internal sealed record MappingInstruction
{
    public required string SourceElementId { get; init; }

    public required string TargetElementId { get; init; }
}
