using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Starts;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Finds process instances. What no row tells (variables, elements) is looked up instance by instance.</summary>
internal sealed class InstanceList(InstanceVisibility visibility, Definitions definitions, DisclosedFiles files, ReadableVariables readable, Engine engine)
{
    private const int Batch = 200;

    public async Task<SearchPage<ListedInstance>> FindAsync(Terms terms, CancellationToken cancel)
    {
        var rows = visibility.Rows();
        var looked = new List<Func<InstanceState, CancellationToken, Task<bool>>>();
        foreach (var (name, json) in terms.Aside)
        {
            switch (name)
            {
                case "variables":
                    looked.AddRange(json.EnumerateArray().Select(Variable));
                    break;
                case "elementId":
                    var element = Text(name, json);
                    // What may not be known of is not found by it either.
                    looked.Add(async (state, end) => state.Elements.Any(instance => instance.ElementId == element)
                        && (await files.ReadAsync(state.Key, end))!.Elements.Any(row => row.ElementId == element && row.State == ElementState.Active));
                    break;
                case "processDefinitionName" or "processDefinitionVersion" or "processDefinitionVersionTag":
                    var keys = Versions(name, json).ToList();
                    rows = rows.Where(row => keys.Contains(row.DefinitionKey));
                    break;
                case "parentProcessInstanceKey" or "parentElementInstanceKey":
                    // Called processes are scopes of their caller: no instance has a parent.
                    rows = rows.Where(row => row.Key == 0);
                    break;
                default:
                    throw new SearchException($"Instances cannot be filtered by \"{name}\" here; search the incidents or element instances instead.");
            }
        }

        return looked.Count == 0
            ? await KeysetSearch.FindAsync(rows, ProcessInstancesController.Fields.Fields, terms.Search, cancel)
            : await LookAsync(rows, terms.Search, looked, cancel);
    }

    public async Task<ListedInstance> OneAsync(long key, CancellationToken cancel) => await visibility.AllRows().FirstAsync(row => row.Key == key, cancel);

    public ProcessInstanceResult Result(ListedInstance row) => new()
    {
        ProcessDefinitionId = row.ProcessId,
        ProcessDefinitionName = definitions.NameOf(row.DefinitionKey),
        ProcessDefinitionVersion = definitions.VersionOf(row.DefinitionKey),
        ProcessDefinitionVersionTag = definitions.Process(row.DefinitionKey)?.VersionTag,
        StartDate = row.Started,
        EndDate = row.Ended,
        State = row.Status switch
        {
            InstanceStatus.Completed => "COMPLETED",
            InstanceStatus.Cancelled => "TERMINATED",
            _ => "ACTIVE",
        },
        HasIncident = row.HasIncident,
        BusinessId = row.BusinessKey,
        ProcessInstanceKey = row.Key,
        ProcessDefinitionKey = row.DefinitionKey,
    };

    public StartDemand ToStart(CreateInstanceRequest request)
    {
        if (request.RuntimeInstructions is { Count: > 0 } || request.Tags is { Count: > 0 } || request.StartInstructions is { Count: > 1 })
        {
            throw ApiProblem.NotOffered("Runtime instructions, tags and more than one start instruction are not offered; leave them out.");
        }

        if (request.ProcessDefinitionKey is null == request.ProcessDefinitionId is null)
        {
            throw ApiProblem.Invalid("Say what to start: processDefinitionId or processDefinitionKey, one of them.");
        }

        var resource = request.ProcessDefinitionKey is { } key ? definitions.Find(ResourceKind.Process, key.Value) ?? throw ApiProblem.NotFound("process definition", key)
            : Version(request) is { } version ? definitions.Find(ResourceKind.Process, version)!
            : engine.Workflows.Catalog.Newest(ResourceKind.Process, request.ProcessDefinitionId!) ?? throw ApiProblem.NotFound("process", request.ProcessDefinitionId!);
        return new StartDemand(
            resource,
            request.Variables ?? FeelContext.Empty,
            request.BusinessId is { Length: > 0 } reference ? reference : null,
            request.StartInstructions is [var start] ? start.ElementId : null);
    }

    private async Task<SearchPage<ListedInstance>> LookAsync(IQueryable<ListedInstance> rows, SearchTerms terms, List<Func<InstanceState, CancellationToken, Task<bool>>> looked, CancellationToken cancel)
    {
        var found = new List<ListedInstance>();
        var at = terms with { Limit = Batch, Skip = 0 };
        SearchPage<ListedInstance> page;
        var more = false;
        do
        {
            page = await KeysetSearch.FindAsync(rows, ProcessInstancesController.Fields.Fields, at, cancel);
            foreach (var row in terms.Backward ? page.Items.Reverse() : page.Items)
            {
                if (await engine.Workflows.InspectAsync(row.Key, cancel) is { } state && await HoldsAsync(state, looked, cancel))
                {
                    found.Add(row);
                }
            }

            more = page.Items.Count == Batch;
            at = at with { Cursor = terms.Backward ? page.Start : page.End };
        }
        while (more && found.Count < terms.Skip + terms.Limit);

        var matching = MemorySearch.Find(found, ProcessInstancesController.Fields.Fields, terms with { Cursor = null, All = [], Any = [] });
        return matching with { Total = found.Count, HasMore = more };
    }

    private static async Task<bool> HoldsAsync(InstanceState state, List<Func<InstanceState, CancellationToken, Task<bool>>> looked, CancellationToken cancel)
    {
        foreach (var holds in looked)
        {
            if (!await holds(state, cancel))
            {
                return false;
            }
        }

        return true;
    }

    private Func<InstanceState, CancellationToken, Task<bool>> Variable(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("name", out var name) || !json.TryGetProperty("value", out var value))
        {
            throw new SearchException("A filter by variables is a list of objects with \"name\" and \"value\"; the value is JSON in a string.");
        }

        var variable = Text("name", name);
        var wanted = new ListFields<ListedInstance>(row => row.Key).Text("value", _ => "");
        var terms = Terms.Of(new SearchRequest { Filter = JsonSerializer.SerializeToElement(new { value }) }, wanted);
        return async (state, cancel) => state.Variables.TryGet(variable, out var present)
            && (await readable.OfAsync(state.Key, cancel))(variable)
            && terms.Search.All.All(condition => MemorySearch.Holds(FeelJson.ToJson(FeelJson.AsJsonKinds(present)), condition));
    }

    private IEnumerable<long> Versions(string name, JsonElement json) => definitions.All(ResourceKind.Process)
        .Where(resource => name switch
        {
            "processDefinitionName" => definitions.NameOf(resource.Key) == Text(name, json),
            "processDefinitionVersionTag" => definitions.Process(resource.Key)?.VersionTag == Text(name, json),
            _ => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var version) && resource.Version == version,
        })
        .Select(resource => resource.Key);

    private long? Version(CreateInstanceRequest request) =>
        request.ProcessDefinitionVersion is not { } version || version == -1 ? null
        : definitions.All(ResourceKind.Process).FirstOrDefault(resource => resource.Id == request.ProcessDefinitionId && resource.Version == version)?.Key
        ?? throw ApiProblem.NotFound($"version {version} of process", request.ProcessDefinitionId!);

    private static string Text(string name, JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new SearchException($"The filter's \"{name}\" is a text.");
}
