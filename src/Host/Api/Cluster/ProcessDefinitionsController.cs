using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>The pathways that are deployed, every version. They show no case, so every registered client may read them.</summary>
[Route("v2/process-definitions")]
[Tags("Process definitions")]
internal sealed class ProcessDefinitionsController(Gate gate, Definitions definitions, InstanceVisibility visibility, DisclosedFiles files) : ApiController
{
    // Statistics look through instances one by one; beyond these, the newest speak for all.
    private const int MostInstances = 2_000;

    private static readonly ListFields<ProcessDefinitionResult> Fields = new ListFields<ProcessDefinitionResult>(row => row.ProcessDefinitionKey.Value)
        .Key("processDefinitionKey", row => row.ProcessDefinitionKey.Value)
        .Text("name", row => row.Name)
        .Text("resourceName", row => row.ResourceName)
        .Number("version", row => row.Version)
        .Text("versionTag", row => row.VersionTag)
        .Text("processDefinitionId", row => row.ProcessDefinitionId)
        .Text("tenantId", row => row.TenantId)
        .Flag("hasStartForm", row => row.HasStartForm)
        .Aside("isLatestVersion");

    [HttpPost("search")]
    [Asks(nameof(AccessRules.Work))]
    public SearchResult<ProcessDefinitionResult> SearchProcessDefinitions([FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] SearchRequest? request)
    {
        var terms = Terms.Of(request, Fields);
        var all = gate.MayWork ? definitions.All(ResourceKind.Process) : [];
        if (terms.Aside.TryGetValue("isLatestVersion", out var latest))
        {
            all = all.Where(resource => definitions.IsNewest(resource) == (latest.ValueKind == System.Text.Json.JsonValueKind.True));
        }

        return Terms.Result(MemorySearch.Find(all.Select(Result), Fields.Fields, terms.Search));
    }

    [HttpGet("{processDefinitionKey}")]
    [Asks(nameof(AccessRules.Work))]
    public ProcessDefinitionResult GetProcessDefinition(Key processDefinitionKey) => Result(Find(processDefinitionKey));

    [HttpGet("{processDefinitionKey}/xml")]
    [Asks(nameof(AccessRules.Work))]
    [Produces("text/xml")]
    public IActionResult GetProcessDefinitionXml(Key processDefinitionKey) =>
        Content(Definitions.Text(Find(processDefinitionKey)), "text/xml; charset=utf-8");

    [HttpGet("{processDefinitionKey}/form")]
    [Asks(nameof(AccessRules.Work))]
    [ProducesResponseType<FormResult>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public IActionResult GetStartProcessForm(Key processDefinitionKey) =>
        definitions.Form(definitions.StartFormOf(Find(processDefinitionKey))) is { } form ? Ok(form) : NoContent();

    /// <summary>Counts element instances of the instances that the client sees, element by element.</summary>
    [HttpPost("{processDefinitionKey}/statistics/element-instances")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<ItemsResult<ElementStatistics>> GetProcessDefinitionStatistics(
        Key processDefinitionKey, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] StatisticsRequest? request, CancellationToken cancel)
    {
        var definition = Find(processDefinitionKey);
        var terms = Terms.Of(new SearchRequest { Filter = request?.Filter }, ProcessInstancesController.Fields);
        var keys = await KeysetSearch.FindAsync(
            ProcessInstancesController.Rows(visibility).Where(instance => instance.DefinitionKey == definition.Key),
            ProcessInstancesController.Fields.Fields,
            terms.Search with { Limit = MostInstances, Order = [new Ordering("processInstanceKey", true)] },
            cancel);
        return ElementStatistics.Of(await files.ReadAsync([.. keys.Items.Select(instance => instance.Key)], cancel), definition.Key);
    }

    private DeployedResource Find(Key key) =>
        gate.MayWork && definitions.Find(ResourceKind.Process, key.Value) is { } found ? found : throw ApiProblem.NotFound("process definition", key);

    private ProcessDefinitionResult Result(DeployedResource resource)
    {
        ProcessDefinition process = definitions.Process(resource.Key)!;
        return new ProcessDefinitionResult
        {
            Name = process.Name,
            ResourceName = resource.Name,
            Version = resource.Version,
            VersionTag = process.VersionTag,
            ProcessDefinitionId = resource.Id,
            ProcessDefinitionKey = resource.Key,
            HasStartForm = definitions.StartFormOf(resource) is not null,
        };
    }
}

internal sealed record StatisticsRequest
{
    public System.Text.Json.JsonElement? Filter { get; init; }
}

internal sealed record ItemsResult<T>(IReadOnlyList<T> Items);

/// <summary>How many instances of an element there are and were.</summary>
internal sealed record ElementStatistics(string ElementId, int Active, int Canceled, int Incidents, int Completed)
{
    internal static ItemsResult<ElementStatistics> Of(IEnumerable<InstanceFile> files, long? definitionKey) => new(
    [
        .. files.SelectMany(file => file.Elements)
            .Where(element => !element.IsProcess && (definitionKey is null || element.DefinitionKey == definitionKey))
            .GroupBy(element => element.ElementId, StringComparer.Ordinal)
            .Select(group => new ElementStatistics(
                group.Key,
                group.Count(element => element.State == ElementState.Active),
                group.Count(element => element.State == ElementState.Terminated),
                group.Count(element => element.IncidentKey is not null && element.State == ElementState.Active),
                group.Count(element => element.State == ElementState.Completed)))
            .OrderBy(statistics => statistics.ElementId, StringComparer.Ordinal),
    ]);
}
