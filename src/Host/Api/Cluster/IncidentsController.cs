using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Operations;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Incidents: what stands still until somebody mends it.</summary>
[Route("v2/incidents")]
[Tags("Incidents")]
internal sealed class IncidentsController(InstanceOperations operations, InstanceVisibility visibility, InstanceLists lists) : ApiController
{
    [HttpPost("search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<IncidentResult>> SearchIncidents([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, InstanceLists.Incidents), InstanceLists.Incidents, lists.IncidentsOf, null, cancel);

    [HttpGet("{incidentKey}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<IncidentResult> GetIncident(Key incidentKey, CancellationToken cancel)
    {
        var file = await visibility.FileOfAsync("incident", incidentKey.Value, isPlace: false, cancel);
        return file.Incidents.FirstOrDefault(row => row.Key == incidentKey.Value) is { } incident
            ? lists.Incident(file, incident)
            : throw ApiProblem.NotFound("incident", incidentKey);
    }

    /// <summary>Tries again what raised the incident. Mend the cause first: set the variable, or the job's worker.</summary>
    [HttpPost("{incidentKey}/resolution")]
    [Asks(nameof(AccessPolicy.OperateCase))]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ResolveIncident(Key incidentKey, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] OperationRequest? request, CancellationToken cancel)
    {
        (await operations.ResolveAsync(incidentKey.Value, cancel)).OrThrow("incident", incidentKey);
        return NoContent();
    }
}
