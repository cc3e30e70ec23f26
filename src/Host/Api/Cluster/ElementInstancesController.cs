using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Operations;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Execution;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Element instances: the runs of tasks, events, gateways and scopes.</summary>
[Route("v2/element-instances")]
[Tags("Element instances")]
internal sealed class ElementInstancesController(InstanceOperations operations, InstanceVisibility visibility, InstanceLists lists) : ApiController
{
    [HttpPost("search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<ElementInstanceResult>> SearchElementInstances([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, InstanceLists.Elements), InstanceLists.Elements, lists.ElementsOf, null, cancel);

    [HttpGet("{elementInstanceKey}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<ElementInstanceResult> GetElementInstance(Key elementInstanceKey, CancellationToken cancel)
    {
        var (file, element) = await FindAsync(elementInstanceKey, cancel);
        return lists.Element(file, element);
    }

    [HttpPost("{elementInstanceKey}/incidents/search")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<SearchResult<IncidentResult>> SearchElementInstanceIncidents(
        Key elementInstanceKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel)
    {
        var (file, element) = await FindAsync(elementInstanceKey, cancel);
        var incidents = file.Incidents.Where(incident => incident.ElementKey == element.Key).Select(incident => lists.Incident(file, incident));
        return Terms.Result(MemorySearch.Find(incidents, InstanceLists.Incidents.Fields, Terms.Of(request, InstanceLists.Incidents).Search));
    }

    /// <summary>Sets variables in the scope; a name that is set further out is set there, unless <c>local</c>.</summary>
    [HttpPut("{elementInstanceKey}/variables")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CreateElementInstanceVariables(Key elementInstanceKey, SetVariablesRequest request, CancellationToken cancel)
    {
        var (file, element) = await FindAsync(elementInstanceKey, cancel);
        (await operations.DoAsync(file.InstanceKey, new SetVariables(element.Key, request.Variables, request.Local), cancel)).OrThrow();
        return NoContent();
    }

    /// <summary>Starts activities inside an ad-hoc sub-process.</summary>
    [HttpPost("ad-hoc-activities/{adHocSubProcessInstanceKey}/activation")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ActivateAdHocSubProcessActivities(Key adHocSubProcessInstanceKey, AdHocRequest request, CancellationToken cancel)
    {
        if (request.CancelRemainingInstances)
        {
            throw ApiProblem.NotOffered("cancelRemainingInstances is not offered; leave it out.");
        }

        var (file, element) = await FindAsync(adHocSubProcessInstanceKey, cancel);
        if (request.Elements.Select(row => row.Variables ?? FeelContext.Empty).Distinct().Count() > 1)
        {
            throw ApiProblem.Invalid("Elements with variables of their own are activated one request at a time.");
        }

        var activation = new ActivateAdHoc(element.Key, [.. request.Elements.Select(wanted => wanted.ElementId)], request.Elements is [{ Variables: { } given }, ..] ? given : FeelContext.Empty);
        (await operations.DoAsync(file.InstanceKey, activation, cancel)).OrThrow();
        return NoContent();
    }

    private async Task<(InstanceFile File, ElementEntry Element)> FindAsync(Key key, CancellationToken cancel)
    {
        var file = await visibility.FileOfAsync("element instance", key.Value, isPlace: false, cancel);
        return file.Elements.FirstOrDefault(row => row.Key == key.Value) is { } element ? (file, element) : throw ApiProblem.NotFound("element instance", key);
    }
}

internal sealed record SetVariablesRequest
{
    public required FeelContext Variables { get; init; }

    public bool Local { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record AdHocRequest
{
    public required IReadOnlyList<AdHocElement> Elements { get; init; }

    public bool CancelRemainingInstances { get; init; }
}

internal sealed record AdHocElement
{
    public required string ElementId { get; init; }

    public FeelContext? Variables { get; init; }
}
