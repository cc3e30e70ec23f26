using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Operations;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Host.Api.Cluster;

/// <summary>
/// One operation on many process instances, each on its own; how far it is, and stopping it. What a filter finds is what the
/// client sees, and of that it takes what the client may run, instance by instance.
/// </summary>
[Route("v2")]
[Tags("Batch operations")]
internal sealed class BatchOperationsController(BatchOperations batches, Definitions definitions, InstanceVisibility visibility, BatchSelection selection, BatchLists lists) : ApiController
{
    [HttpPost("process-instances/cancellation")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<BatchCreatedResult> CancelProcessInstancesBatchOperation(BatchFilterRequest request, CancellationToken cancel) =>
        selection.CreateAsync(new CancelInstance(), request.Filter, cancel);

    [HttpPost("process-instances/incident-resolution")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<BatchCreatedResult> ResolveIncidentsBatchOperation(BatchFilterRequest request, CancellationToken cancel) =>
        selection.CreateAsync(new ResolveIncidents(), request.Filter, cancel);

    [HttpPost("process-instances/migration")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<BatchCreatedResult> MigrateProcessInstancesBatchOperation(BatchMigrationRequest request, CancellationToken cancel)
    {
        var target = request.MigrationPlan.TargetProcessDefinitionKey;
        return definitions.Process(target.Value) is null
            ? throw ApiProblem.NotFound("process definition", target)
            : selection.CreateAsync(request.MigrationPlan.ToCommand(), request.Filter, cancel);
    }

    [HttpPost("process-instances/modification")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<BatchCreatedResult> ModifyProcessInstancesBatchOperation(BatchModificationRequest request, CancellationToken cancel) =>
        request.MoveInstructions.Count == 0
            ? throw ApiProblem.Invalid("\"moveInstructions\" is empty: say which element is moved where.")
            : selection.CreateAsync(new ModifyInstance([.. request.MoveInstructions.Select(instruction => instruction.ToModification())]), request.Filter, cancel);

    [HttpPost("process-instances/{processInstanceKey}/incident-resolution")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    public async Task<BatchCreatedResult> ResolveProcessInstanceIncidents(Key processInstanceKey, CancellationToken cancel)
    {
        (await visibility.MayOperateAsync(processInstanceKey.Value, cancel)).OrThrow("process instance", processInstanceKey);
        return await selection.CreateAsync(new ResolveIncidents(), [processInstanceKey.Value], cancel);
    }

    [HttpPost("batch-operations/search")]
    [Asks(nameof(AccessRules.Work))]
    public Task<SearchResult<BatchOperationResult>> SearchBatchOperations([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(request, cancel);

    [HttpPost("batch-operation-items/search")]
    [Asks(nameof(AccessRules.Work))]
    public Task<SearchResult<BatchOperationItemResult>> SearchBatchOperationItems([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindItemsAsync(request, cancel);

    [HttpGet("batch-operations/{batchOperationKey}")]
    [Asks(nameof(AccessRules.Work))]
    public async Task<BatchOperationResult> GetBatchOperation(Key batchOperationKey, CancellationToken cancel) =>
        BatchLists.Result(await batches.FindAsync(batchOperationKey.Value, cancel) ?? throw ApiProblem.NotFound("batch operation", batchOperationKey));

    [HttpPost("batch-operations/{batchOperationKey}/suspension")]
    [Asks(nameof(AccessRules.Work))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> SuspendBatchOperation(Key batchOperationKey, CancellationToken cancel)
    {
        (await batches.SuspendAsync(batchOperationKey.Value, cancel)).OrThrow("batch operation", batchOperationKey);
        return NoContent();
    }

    [HttpPost("batch-operations/{batchOperationKey}/resumption")]
    [Asks(nameof(AccessRules.Work))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ResumeBatchOperation(Key batchOperationKey, CancellationToken cancel)
    {
        (await batches.ResumeAsync(batchOperationKey.Value, cancel)).OrThrow("batch operation", batchOperationKey);
        return NoContent();
    }

    /// <summary>Ends the batch. Instances that it has dealt with stay changed, the others as they are.</summary>
    [HttpPost("batch-operations/{batchOperationKey}/cancellation")]
    [Asks(nameof(AccessRules.Work))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CancelBatchOperation(Key batchOperationKey, CancellationToken cancel)
    {
        (await batches.CancelAsync(batchOperationKey.Value, cancel)).OrThrow("batch operation", batchOperationKey);
        return NoContent();
    }
}

internal sealed record BatchFilterRequest
{
    /// <summary>Which process instances; as in their search.</summary>
    public required JsonElement Filter { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record BatchMigrationRequest
{
    public required JsonElement Filter { get; init; }

    public required MigrationRequest MigrationPlan { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record BatchModificationRequest
{
    public required JsonElement Filter { get; init; }

    public required IReadOnlyList<MoveInstruction> MoveInstructions { get; init; }

    public long? OperationReference { get; init; }
}
