using NodaTime;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Persistence.Queries;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Lists of what instances wait for and of what reached them.</summary>
internal sealed class MessageLists(Definitions definitions)
{
    internal static readonly ListFields<MessageSubscriptionResult> Subscriptions = new ListFields<MessageSubscriptionResult>(row => row.MessageSubscriptionKey.Value)
        .Key("messageSubscriptionKey", row => row.MessageSubscriptionKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Text("processDefinitionId", row => row.ProcessDefinitionId)
        .Text("elementId", row => row.ElementId)
        .Key("elementInstanceKey", row => row.ElementInstanceKey.Value)
        .Text("messageSubscriptionState", row => row.MessageSubscriptionState)
        .Time("lastUpdatedDate", row => row.LastUpdatedDate)
        .Text("messageName", row => row.MessageName)
        .Text("correlationKey", row => row.CorrelationKey)
        .Text("tenantId", row => row.TenantId);

    internal static readonly ListFields<CorrelatedMessageResult> Correlated = new ListFields<CorrelatedMessageResult>(row => row.Key)
        .Key("subscriptionKey", row => row.SubscriptionKey.Value)
        .Key("messageKey", row => row.MessageKey.Value)
        .Key("processInstanceKey", row => row.ProcessInstanceKey.Value)
        .Key("processDefinitionKey", row => row.ProcessDefinitionKey.Value)
        .Text("processDefinitionId", row => row.ProcessDefinitionId)
        .Text("elementId", row => row.ElementId)
        .Key("elementInstanceKey", row => row.ElementInstanceKey.Value)
        .Time("correlationTime", row => row.CorrelationTime)
        .Text("messageName", row => row.MessageName)
        .Text("correlationKey", row => row.CorrelationKey)
        .Number("partitionId", row => row.PartitionId)
        .Text("tenantId", row => row.TenantId);

    internal Task<IEnumerable<MessageSubscriptionResult>> SubscriptionsOf(InstanceFile file, CancellationToken cancel) => Task.FromResult(file.Subscriptions.Select(subscription => new MessageSubscriptionResult
    {
        MessageSubscriptionKey = subscription.Key,
        ProcessDefinitionId = definitions.IdOf(subscription.DefinitionKey),
        ProcessDefinitionKey = subscription.DefinitionKey,
        ProcessInstanceKey = file.InstanceKey,
        ElementId = subscription.ElementId,
        ElementInstanceKey = subscription.ElementKey,
        MessageSubscriptionState = subscription.Status switch
        {
            SubscriptionStatus.Correlated => "CORRELATED",
            SubscriptionStatus.Closed => "DELETED",
            _ => "CREATED",
        },
        LastUpdatedDate = subscription.Changed,
        MessageName = subscription.Name,
        CorrelationKey = subscription.CorrelationKey,
    }));

    internal Task<IEnumerable<CorrelatedMessageResult>> CorrelatedOf(InstanceFile file, CancellationToken cancel) => Task.FromResult(file.Correlations.Select(correlation => new CorrelatedMessageResult
    {
        Key = correlation.Key,
        CorrelationKey = correlation.Subscription.CorrelationKey ?? "",
        CorrelationTime = correlation.At,
        ElementId = correlation.Subscription.ElementId,
        ElementInstanceKey = correlation.Subscription.ElementKey,
        // A message that reached its receiver at once was never kept, and is known by its place in the history.
        MessageKey = long.TryParse(correlation.MessageKey, out var key) ? key : correlation.Key,
        MessageName = correlation.Subscription.Name,
        PartitionId = 1,
        ProcessDefinitionId = definitions.IdOf(correlation.Subscription.DefinitionKey),
        ProcessDefinitionKey = correlation.Subscription.DefinitionKey,
        ProcessInstanceKey = file.InstanceKey,
        SubscriptionKey = correlation.Subscription.Key,
    }));
}

internal sealed record MessageSubscriptionResult
{
    public Key MessageSubscriptionKey { get; init; }

    public required string ProcessDefinitionId { get; init; }

    public Key ProcessDefinitionKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public required string ElementId { get; init; }

    public Key ElementInstanceKey { get; init; }

    public required string MessageSubscriptionState { get; init; }

    public Instant LastUpdatedDate { get; init; }

    public required string MessageName { get; init; }

    public string? CorrelationKey { get; init; }

    public string TenantId => Definitions.Tenant;
}

internal sealed record CorrelatedMessageResult
{
    [System.Text.Json.Serialization.JsonIgnore]
    public long Key { get; init; }

    public required string CorrelationKey { get; init; }

    public Instant CorrelationTime { get; init; }

    public required string ElementId { get; init; }

    public Key ElementInstanceKey { get; init; }

    public Key MessageKey { get; init; }

    public required string MessageName { get; init; }

    public int PartitionId { get; init; }

    public required string ProcessDefinitionId { get; init; }

    public Key ProcessDefinitionKey { get; init; }

    public Key ProcessInstanceKey { get; init; }

    public Key? RootProcessInstanceKey => ProcessInstanceKey;

    public Key SubscriptionKey { get; init; }

    public string TenantId => Definitions.Tenant;
}
