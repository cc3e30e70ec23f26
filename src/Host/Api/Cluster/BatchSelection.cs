using System.Text.Json;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Operations;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Creates batches of what a filter finds: the instances that run and that the client may run, settled when it asks.</summary>
internal sealed class BatchSelection(BatchOperations batches, InstanceList list)
{
    private const int Most = 10_000;
    private const int Page = 1_000;

    public async Task<BatchCreatedResult> CreateAsync(Command operation, JsonElement? filter, CancellationToken cancel)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } given || !given.EnumerateObject().Any())
        {
            throw ApiProblem.Invalid("Say in \"filter\" which process instances are meant, by processDefinitionKey for example: an empty filter would mean every one that you may run.");
        }

        return await CreateAsync(operation, await KeysAsync(given, operation is ResolveIncidents, cancel), cancel);
    }

    public async Task<BatchCreatedResult> CreateAsync(Command operation, IReadOnlyCollection<long> keys, CancellationToken cancel)
    {
        var progress = await batches.CreateAsync(operation, keys, cancel);
        return new BatchCreatedResult(progress.Batch.BatchKey, BatchLists.TypeOf(progress.Batch.Kind));
    }

    private async Task<List<long>> KeysAsync(JsonElement filter, bool withIncident, CancellationToken cancel)
    {
        var terms = Terms.Of(new SearchRequest { Filter = filter }, ProcessInstancesController.Fields);
        var running = new Condition("state", Comparison.In, new List<object> { InstanceStatus.Running, InstanceStatus.Suspended });
        terms = terms with { Search = terms.Search with { All = [.. terms.Search.All, running], Limit = Page } };
        var keys = new List<long>();
        SearchPage<ListedInstance> page;
        do
        {
            page = await list.FindAsync(terms, cancel);
            keys.AddRange(await batches.OperableAsync(page.Items.Where(row => row.HasIncident || !withIncident).Select(row => row.Key), cancel));
            if (keys.Count > Most)
            {
                throw ApiProblem.Invalid($"The filter finds more than {Most} process instances. Narrow it, and do the operation in parts.");
            }

            terms = terms with { Search = terms.Search with { Cursor = page.End } };
        }
        while (page.Items.Count == Page);

        return keys;
    }
}
