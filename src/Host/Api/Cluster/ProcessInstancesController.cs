using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Operations;
using Peninsula.Casework.Starts;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Process instances: what runs and what ran, as far as the client may know of it.</summary>
[Route("v2/process-instances")]
[Tags("Process instances")]
internal sealed class ProcessInstancesController(
    InstanceOperations operations, Engine engine, Definitions definitions, InstanceVisibility visibility, DisclosedFiles files, InstanceList list, InstanceLists lists, ProcessStarter starter, ReadableVariables readable, Completions completions) : ApiController
{
    internal static readonly ListFields<ListedInstance> Fields = new ListFields<ListedInstance>(row => row.Key)
        .Key("processInstanceKey", row => row.Key)
        .Key("processDefinitionKey", row => row.DefinitionKey)
        .Text("processDefinitionId", row => row.ProcessId)
        .Time("startDate", row => row.Started)
        .Time("endDate", row => row.Ended)
        .Choice("state", row => row.Status, ("ACTIVE", [InstanceStatus.Running, InstanceStatus.Suspended]), ("COMPLETED", [InstanceStatus.Completed]), ("TERMINATED", [InstanceStatus.Cancelled]))
        .Flag("hasIncident", row => row.HasIncident)
        .Text("businessId", row => row.BusinessKey)
        .Same("tenantId", Definitions.Tenant)
        .Aside("variables").Aside("elementId").Aside("processDefinitionName").Aside("processDefinitionVersion").Aside("processDefinitionVersionTag")
        .Aside("parentProcessInstanceKey").Aside("parentElementInstanceKey").Aside("errorMessage").Aside("elementInstanceState").Aside("hasElementInstanceIncident");

    internal static IQueryable<ListedInstance> Rows(InstanceVisibility visibility) => visibility.Rows();

    [HttpPost("")]
    [Asks(nameof(AccessPolicy.RaiseConcern))]
    public async Task<ActionResult<CreatedInstance>> CreateProcessInstance(CreateInstanceRequest request, CancellationToken cancel)
    {
        Tenants.Check(request.TenantId);
        var (outcome, instanceKey) = await starter.StartAsync(list.ToStart(request), cancel);
        outcome.OrThrow();
        var state = request.AwaitCompletion == true
            ? await completions.OfAsync(instanceKey, request.Wait, cancel)
            : (await engine.Workflows.InspectAsync(instanceKey, cancel))!;
        var may = await readable.OfAsync(instanceKey, cancel);
        var fetched = request.AwaitCompletion != true ? [] : state.Variables.Where(entry => may(entry.Key) && (request.FetchVariables is not { Count: > 0 } names || names.Contains(entry.Key)));
        return new CreatedInstance(
            definitions.IdOf(state.DefinitionKey),
            definitions.VersionOf(state.DefinitionKey),
            Definitions.Tenant,
            Decisions.Feel.Values.FeelContext.From(fetched),
            state.DefinitionKey,
            instanceKey)
        { BusinessId = state.BusinessKey };
    }

    [HttpPost("search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<ProcessInstanceResult>> SearchProcessInstances([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        Terms.Result((await list.FindAsync(Terms.Of(request, Fields), cancel)).Select(list.Result));

    [HttpGet("{processInstanceKey}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<ProcessInstanceResult> GetProcessInstance(Key processInstanceKey, CancellationToken cancel)
    {
        await visibility.KnownAsync(processInstanceKey.Value, cancel);
        return list.Result(await list.OneAsync(processInstanceKey.Value, cancel));
    }

    [HttpPost("{processInstanceKey}/cancellation")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CancelProcessInstance(Key processInstanceKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] OperationRequest? request, CancellationToken cancel)
    {
        (await operations.DoAsync(processInstanceKey.Value, new CancelInstance(), cancel)).OrThrow("process instance", processInstanceKey);
        return NoContent();
    }

    [HttpGet("{processInstanceKey}/sequence-flows")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<ItemsResult<SequenceFlowResult>> GetProcessInstanceSequenceFlows(Key processInstanceKey, CancellationToken cancel)
    {
        var file = await FileAsync(processInstanceKey, cancel);
        return new([.. file.Flows.Distinct().Select(flow => new SequenceFlowResult(
            $"{file.InstanceKey}_{flow.FlowId}", file.InstanceKey, file.InstanceKey, flow.DefinitionKey, definitions.IdOf(flow.DefinitionKey), flow.FlowId, Definitions.Tenant))]);
    }

    [HttpGet("{processInstanceKey}/statistics/element-instances")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<ItemsResult<ElementStatistics>> GetProcessInstanceStatistics(Key processInstanceKey, CancellationToken cancel) =>
        ElementStatistics.Of([await FileAsync(processInstanceKey, cancel)], null);

    /// <summary>Called processes are scopes of their caller here, so an instance is always the root of its own tree.</summary>
    [HttpGet("{processInstanceKey}/call-hierarchy")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<IReadOnlyList<CallHierarchyEntry>> GetProcessInstanceCallHierarchy(Key processInstanceKey, CancellationToken cancel)
    {
        var instance = await visibility.KnownAsync(processInstanceKey.Value, cancel);
        return [new CallHierarchyEntry(instance.Key, instance.DefinitionKey, definitions.NameOf(instance.DefinitionKey))];
    }

    [HttpPost("{processInstanceKey}/incidents/search")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<SearchResult<IncidentResult>> SearchProcessInstanceIncidents(Key processInstanceKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel)
    {
        var instance = await visibility.KnownAsync(processInstanceKey.Value, cancel);
        return await lists.FindAsync(Terms.Of(request, InstanceLists.Incidents), InstanceLists.Incidents, lists.IncidentsOf, instance.Key, cancel);
    }

    private async Task<InstanceFile> FileAsync(Key key, CancellationToken cancel)
    {
        await visibility.KnownAsync(key.Value, cancel);
        return (await files.ReadAsync(key.Value, cancel))!;
    }
}

/// <summary>What to start, and how. The process by its id and version, or by its key.</summary>
internal sealed record CreateInstanceRequest
{
    public string? ProcessDefinitionId { get; init; }

    /// <summary>-1 for the newest.</summary>
    public int? ProcessDefinitionVersion { get; init; }

    public Key? ProcessDefinitionKey { get; init; }

    public Decisions.Feel.Values.FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }

    public long? OperationReference { get; init; }

    public IReadOnlyList<StartInstruction>? StartInstructions { get; init; }

    public IReadOnlyList<System.Text.Json.JsonElement>? RuntimeInstructions { get; init; }

    public bool? AwaitCompletion { get; init; }

    public IReadOnlyList<string>? FetchVariables { get; init; }

    /// <summary>Milliseconds to wait for the end; 0 for 60 seconds.</summary>
    public long? RequestTimeout { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>For a pathway: the reference of the case from which it is started.</summary>
    public string? BusinessId { get; init; }

    internal Duration Wait => RequestTimeout is > 0 and { } given ? Duration.FromMilliseconds(given) : Duration.FromSeconds(60);
}

internal sealed record StartInstruction
{
    public required string ElementId { get; init; }
}

internal sealed record OperationRequest
{
    public long? OperationReference { get; init; }
}

internal sealed record CreatedInstance(
    string ProcessDefinitionId, int ProcessDefinitionVersion, string TenantId, Decisions.Feel.Values.FeelContext Variables, Key ProcessDefinitionKey, Key ProcessInstanceKey)
{
    public IReadOnlyList<string> Tags => [];

    public string? BusinessId { get; init; }
}

internal sealed record SequenceFlowResult(string SequenceFlowId, Key ProcessInstanceKey, Key RootProcessInstanceKey, Key ProcessDefinitionKey, string ProcessDefinitionId, string ElementId, string TenantId);

internal sealed record CallHierarchyEntry(Key ProcessInstanceKey, Key ProcessDefinitionKey, string ProcessDefinitionName);
