using NodaTime;
using Peninsula.Casework.Operations;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Host.Api.Cluster;

/// <summary>A batch as lists need it.</summary>
internal sealed class BatchView
{
    public long Key { get; init; }

    public required string Type { get; init; }

    public BatchStatus Status { get; init; }

    public string? By { get; init; }

    public Instant Created { get; init; }

    public Instant? Ended { get; init; }

    public int Total { get; init; }

    public int Done { get; init; }

    public int Failed { get; init; }
}

/// <summary>One instance of a batch, as lists need it.</summary>
internal sealed class BatchItemView
{
    public long BatchKey { get; init; }

    public long InstanceKey { get; init; }

    public required string Type { get; init; }

    public required string State { get; init; }

    public string? Message { get; init; }

    public Instant? At { get; init; }
}

/// <summary>Lists of batches and of what became of their instances: a client sees those that it asked for.</summary>
internal sealed class BatchLists(PeninsulaDbContext db, BatchOperations batches)
{
    internal const string Cancel = "CANCEL_PROCESS_INSTANCE";
    internal const string Migrate = "MIGRATE_PROCESS_INSTANCE";
    internal const string Modify = "MODIFY_PROCESS_INSTANCE";
    internal const string Resolve = "RESOLVE_INCIDENT";

    internal static readonly ListFields<BatchView> Batches = new ListFields<BatchView>(row => row.Key)
        .Key("batchOperationKey", row => row.Key)
        .Text("operationType", row => row.Type)
        .Choice("state", row => row.Status, ("ACTIVE", [BatchStatus.Running]), ("SUSPENDED", [BatchStatus.Suspended]), ("COMPLETED", [BatchStatus.Completed]), ("CANCELED", [BatchStatus.Cancelled]))
        .Time("startDate", row => row.Created)
        .Time("endDate", row => row.Ended)
        .Same("actorType", "CLIENT")
        .Text("actorId", row => row.By);

    internal static readonly ListFields<BatchItemView> Items = new ListFields<BatchItemView>(row => row.InstanceKey)
        .Key("batchOperationKey", row => row.BatchKey)
        .Key("itemKey", row => row.InstanceKey)
        .Key("processInstanceKey", row => row.InstanceKey)
        .Text("operationType", row => row.Type)
        .Text("state", row => row.State)
        .Time("processedDate", row => row.At);

    public async Task<SearchResult<BatchOperationResult>> FindAsync(SearchRequest? request, CancellationToken cancel)
    {
        var rows = batches.Theirs().Select(batch => new BatchView
        {
            Key = batch.Key,
            Type = batch.Kind == "MigrateInstance" ? Migrate : batch.Kind == "ModifyInstance" ? Modify : batch.Kind == "ResolveIncidents" ? Resolve : Cancel,
            Status = batch.Status,
            By = batch.By,
            Created = batch.Created,
            Ended = batch.Ended,
            Total = db.BatchItems.Count(item => item.BatchKey == batch.Key),
            Done = db.BatchItems.Count(item => item.BatchKey == batch.Key && item.State == BatchItemState.Done),
            Failed = db.BatchItems.Count(item => item.BatchKey == batch.Key && item.State == BatchItemState.Failed),
        });
        return Terms.Result((await KeysetSearch.FindAsync(rows, Batches.Fields, Terms.Of(request, Batches).Search, cancel)).Select(Result));
    }

    public async Task<SearchResult<BatchOperationItemResult>> FindItemsAsync(SearchRequest? request, CancellationToken cancel)
    {
        var rows = from item in db.BatchItems
                   join batch in batches.Theirs() on item.BatchKey equals batch.Key
                   select new BatchItemView
                   {
                       BatchKey = item.BatchKey,
                       InstanceKey = item.InstanceKey,
                       Type = batch.Kind == "MigrateInstance" ? Migrate : batch.Kind == "ModifyInstance" ? Modify : batch.Kind == "ResolveIncidents" ? Resolve : Cancel,
                       State = item.State == BatchItemState.Done ? "COMPLETED" : item.State == BatchItemState.Failed ? "FAILED" : batch.Status == BatchStatus.Cancelled ? "CANCELED" : "ACTIVE",
                       Message = item.Message,
                       At = item.At,
                   };
        var terms = Terms.Of(request, Items).Search;

        // An instance may be in many batches: only with the batch's key does a cursor name one row.
        var order = terms.Order.Any(ordering => ordering.Field == "batchOperationKey") ? terms.Order : [.. terms.Order, new Ordering("batchOperationKey")];
        return Terms.Result((await KeysetSearch.FindAsync(rows, Items.Fields, terms with { Order = order }, cancel)).Select(Result));
    }

    internal static BatchOperationResult Result(BatchProgress progress) => Result(new BatchView
    {
        Key = progress.Batch.BatchKey,
        Type = TypeOf(progress.Batch.Kind),
        Status = progress.Batch.Status,
        By = progress.Batch.By,
        Created = progress.Batch.Created,
        Ended = progress.Batch.Ended,
        Total = progress.Total,
        Done = progress.Done,
        Failed = progress.Failed,
    });

    internal static string TypeOf(string kind) => kind switch
    {
        "MigrateInstance" => Migrate,
        "ModifyInstance" => Modify,
        "ResolveIncidents" => Resolve,
        _ => Cancel,
    };

    private static BatchOperationResult Result(BatchView batch) => new()
    {
        BatchOperationKey = batch.Key,
        BatchOperationType = batch.Type,
        State = batch.Status switch
        {
            BatchStatus.Suspended => "SUSPENDED",
            BatchStatus.Completed => "COMPLETED",
            BatchStatus.Cancelled => "CANCELED",
            _ => "ACTIVE",
        },
        StartDate = batch.Created,
        EndDate = batch.Ended,
        ActorId = batch.By,
        OperationsTotalCount = batch.Total,
        OperationsCompletedCount = batch.Done,
        OperationsFailedCount = batch.Failed,
    };

    private static BatchOperationItemResult Result(BatchItemView item) =>
        new(item.Type, item.BatchKey, item.InstanceKey, item.InstanceKey, item.InstanceKey, item.State, item.At, item.Message);
}

internal sealed record BatchCreatedResult(Key BatchOperationKey, string BatchOperationType);

internal sealed record BatchOperationResult
{
    public Key BatchOperationKey { get; init; }

    public required string State { get; init; }

    public required string BatchOperationType { get; init; }

    public Instant? StartDate { get; init; }

    public Instant? EndDate { get; init; }

    public string ActorType => "CLIENT";

    public string? ActorId { get; init; }

    public int OperationsTotalCount { get; init; }

    public int OperationsFailedCount { get; init; }

    public int OperationsCompletedCount { get; init; }

    /// <summary>What went wrong with the batch as a whole: nothing, since it is written whole or refused. Items have their own messages.</summary>
    public IReadOnlyList<object> Errors => [];
}

internal sealed record BatchOperationItemResult(
    string OperationType, Key BatchOperationKey, Key ItemKey, Key ProcessInstanceKey, Key? RootProcessInstanceKey, string State, Instant? ProcessedDate, string? ErrorMessage);
