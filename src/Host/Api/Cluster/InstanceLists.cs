using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Disclosure;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Execution;

namespace Peninsula.Host.Api.Cluster;

/// <summary>
/// Lists of what instances hold: element instances, variables, jobs, incidents. They are read from the histories, so they
/// show what has ended too; without an instance named they go through the client's instances in the order of their keys.
/// </summary>
internal sealed class InstanceLists(PeninsulaDbContext db, InstanceVisibility visibility, DisclosedFiles files, Definitions definitions, ReadableVariables readable)
{
    // Sorting otherwise than by instance needs everything at once; of this many instances, the newest, it is sorted.
    private const int MostToSort = 2_000;
    private const int Batch = 50;

    internal static readonly ListFields<ElementInstanceResult> Elements = new ListFields<ElementInstanceResult>(row => row.ElementInstanceKey.Value)
        .Key("elementInstanceKey", row => row.ElementInstanceKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Key("processDefinitionKey", row => row.ProcessDefinitionKey.Value)
        .Text("processDefinitionId", row => row.ProcessDefinitionId)
        .Time("startDate", row => row.StartDate)
        .Time("endDate", row => row.EndDate)
        .Text("elementId", row => row.ElementId)
        .Text("elementName", row => row.ElementName)
        .Text("type", row => row.Type)
        .Text("state", row => row.State)
        .Flag("hasIncident", row => row.HasIncident)
        .Key("incidentKey", row => row.IncidentKey == null ? (long?)null : row.IncidentKey.Value.Value)
        .Key("elementInstanceScopeKey", row => row.ScopeKey)
        .Text("tenantId", row => row.TenantId);

    internal static readonly ListFields<VariableResult> Variables = new ListFields<VariableResult>(row => row.VariableKey.Value)
        .Key("variableKey", row => row.VariableKey.Value)
        .Text("name", row => row.Name)
        .Text("value", row => row.Value)
        .Key("scopeKey", row => row.ScopeKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Text("tenantId", row => row.TenantId)
        .Aside("isTruncated");

    internal static readonly ListFields<JobResult> Jobs = new ListFields<JobResult>(row => row.JobKey.Value)
        .Key("jobKey", row => row.JobKey.Value)
        .Key("elementInstanceKey", row => row.ElementInstanceKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Key("processDefinitionKey", row => row.ProcessDefinitionKey.Value)
        .Text("processDefinitionId", row => row.ProcessDefinitionId)
        .Text("elementId", row => row.ElementId)
        .Text("type", row => row.Type)
        .Text("state", row => row.State)
        .Text("worker", row => row.Worker)
        .Text("kind", row => row.Kind)
        .Text("listenerEventType", row => row.ListenerEventType)
        .Text("errorCode", row => row.ErrorCode)
        .Text("errorMessage", row => row.ErrorMessage)
        .Number("retries", row => row.Retries)
        .Time("deadline", row => row.Deadline)
        .Time("endTime", row => row.EndTime)
        .Flag("hasFailedWithRetriesLeft", row => row.HasFailedWithRetriesLeft)
        .Text("deniedReason", _ => null)
        .Flag("isDenied", _ => false)
        .Text("tenantId", row => row.TenantId);

    internal static readonly ListFields<IncidentResult> Incidents = new ListFields<IncidentResult>(row => row.IncidentKey.Value)
        .Key("incidentKey", row => row.IncidentKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Key("processDefinitionKey", row => row.ProcessDefinitionKey.Value)
        .Text("processDefinitionId", row => row.ProcessDefinitionId)
        .Text("errorType", row => row.ErrorType)
        .Text("errorMessage", row => row.ErrorMessage)
        .Text("elementId", row => row.ElementId)
        .Key("elementInstanceKey", row => row.ElementInstanceKey == null ? (long?)null : row.ElementInstanceKey.Value.Value)
        .Key("jobKey", row => row.JobKey == null ? (long?)null : row.JobKey.Value.Value)
        .Time("creationTime", row => row.CreationTime)
        .Text("state", row => row.State)
        .Text("tenantId", row => row.TenantId);

    /// <summary>Finds a page of items; <paramref name="instanceKey"/> when they are all of one instance, which the client may know of.</summary>
    internal async Task<SearchResult<TItem>> FindAsync<TItem>(
        Terms terms, ListFields<TItem> fields, Func<InstanceFile, CancellationToken, Task<IEnumerable<TItem>>> items, long? instanceKey, CancellationToken cancel)
    {
        instanceKey ??= await NamedAsync(terms, cancel);
        var search = terms.Search;
        if (instanceKey is { } key)
        {
            var all = await visibility.Known.AnyAsync(instance => instance.Key == key, cancel) && await files.ReadAsync(key, cancel) is { } file ? await items(file, cancel) : [];
            return Terms.Result(MemorySearch.Find(all, fields.Fields, search));
        }

        return search.Order.Count == 0
            ? await WalkAsync(search with { Order = [new Ordering("processInstanceKey")] }, fields, items, cancel)
            : await SortAsync(search, fields, items, cancel);
    }

    // In the order of instances: a cursor says with which to go on.
    private async Task<SearchResult<TItem>> WalkAsync<TItem>(
        SearchTerms search, ListFields<TItem> fields, Func<InstanceFile, CancellationToken, Task<IEnumerable<TItem>>> items, CancellationToken cancel)
    {
        var from = search.Cursor is null ? (long?)null : (long?)MemorySearch.Place(fields.Fields, search)[0];
        var candidates = Candidates(typeof(TItem), search);
        var found = new List<TItem>();
        while (true)
        {
            var rest = from is not { } at ? candidates : search.Backward ? candidates.Where(key => key <= at) : candidates.Where(key => key >= at);
            var keys = await (search.Backward ? rest.OrderByDescending(key => key) : rest.OrderBy(key => key)).Take(Batch).ToListAsync(cancel);
            foreach (var file in await files.ReadAsync(keys, cancel))
            {
                found.AddRange((await items(file, cancel)).Where(item => MemorySearch.Matches(item, fields.Fields, search)));
            }

            var page = MemorySearch.Find(found, fields.Fields, search);
            if (keys.Count < Batch || page.Items.Count >= search.Limit)
            {
                return Terms.Result(page with { HasMore = keys.Count == Batch });
            }

            from = search.Backward ? keys[^1] - 1 : keys[^1] + 1;
        }
    }

    private async Task<SearchResult<TItem>> SortAsync<TItem>(
        SearchTerms search, ListFields<TItem> fields, Func<InstanceFile, CancellationToken, Task<IEnumerable<TItem>>> items, CancellationToken cancel)
    {
        var keys = await Candidates(typeof(TItem), search).OrderByDescending(key => key).Take(MostToSort + 1).ToListAsync(cancel);
        var found = new List<TItem>();
        foreach (var batch in keys.Take(MostToSort).Chunk(Batch))
        {
            foreach (var file in await files.ReadAsync(batch, cancel))
            {
                found.AddRange((await items(file, cancel)).Where(item => MemorySearch.Matches(item, fields.Fields, search)));
            }
        }

        return Terms.Result(MemorySearch.Find(found, fields.Fields, search) with { HasMore = keys.Count > MostToSort });
    }

    internal Task<IEnumerable<ElementInstanceResult>> ElementsOf(InstanceFile file, CancellationToken cancel) =>
        Task.FromResult(file.Elements.Select(element => Element(file, element)));

    internal ElementInstanceResult Element(InstanceFile file, ElementEntry element)
    {
        var process = definitions.Process(element.DefinitionKey);
        var node = process?.Node(element.ElementId);
        return new ElementInstanceResult
        {
            ProcessDefinitionId = definitions.IdOf(element.DefinitionKey),
            StartDate = element.Started,
            EndDate = element.Ended,
            ElementId = element.ElementId,
            ElementName = (element.IsProcess ? process?.Name : node?.Name) ?? element.ElementId,
            Type = Definitions.TypeOf(node, element.IsProcess, element.IsLoopBody),
            State = element.State.ToString().ToUpperInvariant(),
            HasIncident = element.IncidentKey is not null,
            ElementInstanceKey = element.Key,
            ProcessInstanceKey = file.InstanceKey,
            ProcessDefinitionKey = element.DefinitionKey,
            IncidentKey = Conventions.Key.Of(element.IncidentKey),
            ScopeKey = element.ScopeKey,
        };
    }

    internal async Task<IEnumerable<VariableResult>> VariablesOf(InstanceFile file, CancellationToken cancel)
    {
        var may = await readable.OfAsync(file.InstanceKey, cancel);
        return file.Variables.Where(variable => may(variable.Name)).Select(variable => Variable(file.InstanceKey, variable));
    }

    internal static VariableResult Variable(long instanceKey, VariableEntry variable) => new()
    {
        Name = variable.Name,
        Value = FeelJson.ToJson(FeelJson.AsJsonKinds(variable.Value)),
        VariableKey = variable.Key,
        ScopeKey = variable.ScopeKey,
        ProcessInstanceKey = instanceKey,
    };

    internal async Task<IEnumerable<JobResult>> JobsOf(InstanceFile file, CancellationToken cancel)
    {
        var rows = await db.Jobs.AsNoTracking().Where(job => job.InstanceKey == file.InstanceKey)
            .Select(job => new { job.Key, job.Worker, job.AvailableAt }).ToDictionaryAsync(job => job.Key, cancel);
        return file.Jobs.Select(job =>
        {
            var row = rows.GetValueOrDefault(job.Key);
            return new JobResult
            {
                CustomHeaders = job.Headers,
                Deadline = row?.Worker is null ? null : row.AvailableAt,
                ElementId = job.ElementId,
                ElementInstanceKey = job.ElementKey,
                EndTime = job.Ended,
                ErrorCode = job.ErrorCode,
                ErrorMessage = job.Error,
                HasFailedWithRetriesLeft = job is { State: Persistence.Queries.JobState.Failed, Retries: > 0 },
                JobKey = job.Key,
                ProcessDefinitionId = definitions.IdOf(job.DefinitionKey),
                ProcessDefinitionKey = job.DefinitionKey,
                ProcessInstanceKey = file.InstanceKey,
                Retries = job.Retries,
                State = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(job.State.ToString()),
                Type = job.Type,
                Worker = row?.Worker ?? "",
            };
        });
    }

    internal Task<IEnumerable<IncidentResult>> IncidentsOf(InstanceFile file, CancellationToken cancel) =>
        Task.FromResult(file.Incidents.Select(incident => Incident(file, incident)));

    internal IncidentResult Incident(InstanceFile file, IncidentEntry incident) => new()
    {
        ProcessDefinitionId = definitions.IdOf(incident.DefinitionKey),
        ErrorType = incident.Kind switch
        {
            IncidentKind.Expression => "EXTRACT_VALUE_ERROR",
            IncidentKind.NoFlow => "CONDITION_ERROR",
            IncidentKind.Job => "JOB_NO_RETRIES",
            IncidentKind.UnhandledError => "UNHANDLED_ERROR_EVENT",
            IncidentKind.NotFound => "CALLED_ELEMENT_ERROR",
            IncidentKind.Decision => "DECISION_EVALUATION_ERROR",
            IncidentKind.TaskTerms => "RESOURCE_NOT_FOUND",
            _ => "UNKNOWN",
        },
        ErrorMessage = incident.Message,
        ElementId = incident.ElementId,
        CreationTime = incident.Raised,
        State = incident.IsResolved ? "RESOLVED" : "ACTIVE",
        IncidentKey = incident.Key,
        ProcessDefinitionKey = incident.DefinitionKey,
        ProcessInstanceKey = file.InstanceKey,
        ElementInstanceKey = incident.ElementKey,
        JobKey = Conventions.Key.Of(incident.JobKey),
    };

    // One instance is searched when the filter names one, or something that lies in one.
    private async Task<long?> NamedAsync(Terms terms, CancellationToken cancel)
    {
        foreach (var condition in terms.Search.All.Where(row => row is { Comparison: Comparison.Equal, Operand: long }))
        {
            var key = (long)condition.Operand!;
            switch (condition.Field)
            {
                case "processInstanceKey":
                    return key;
                case "elementInstanceKey" or "jobKey" or "incidentKey" or "scopeKey" or "elementInstanceScopeKey":
                    return await files.InstanceOfAsync(key, isPlace: false, cancel) ?? 0;
                case "variableKey":
                    return await files.InstanceOfAsync(key, isPlace: true, cancel) ?? 0;
            }
        }

        return null;
    }

    // What is open has rows, so that only instances with such rows need to be read for it.
    private IQueryable<long> Candidates(Type item, SearchTerms search)
    {
        var states = search.All.FirstOrDefault(condition => condition.Field == "state") is { Comparison: Comparison.Equal, Operand: string state } ? state : null;
        var known = visibility.Known;
        if (search.All.FirstOrDefault(condition => condition.Field == "processDefinitionKey") is { Comparison: Comparison.Equal, Operand: long definition }
            && definitions.Process(definition)?.Id is { } processId)
        {
            known = known.Where(instance => instance.DefinitionKey == definition || instance.ProcessId != processId);
        }

        return (item.Name, states) switch
        {
            (nameof(IncidentResult), "ACTIVE") => known.Where(instance => db.Incidents.Any(incident => incident.InstanceKey == instance.Key)).Select(instance => instance.Key),
            (nameof(JobResult), "CREATED" or "FAILED" or "RETRIES_UPDATED") => known.Where(instance => db.Jobs.Any(job => job.InstanceKey == instance.Key)).Select(instance => instance.Key),
            (nameof(ElementInstanceResult), "ACTIVE") => known.Where(instance => instance.Ended == null).Select(instance => instance.Key),
            _ => known.Select(instance => instance.Key),
        };
    }
}
