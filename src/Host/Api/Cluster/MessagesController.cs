using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Messages;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Messages: one event for whoever waits for it by name and correlation key, now or within the message's time to live.</summary>
[Route("v2")]
[Tags("Messages")]
internal sealed class MessagesController(MessageService service, Engine engine, InstanceLists lists, MessageLists messages) : ApiController
{
    /// <summary>
    /// Sends a message. What it answers does not depend on who waits. One with a message id is taken once in its time to
    /// live, and in a day at least.
    /// </summary>
    [HttpPost("messages/publication")]
    [Asks(nameof(AccessPolicy.SendMessage))]
    public async Task<MessagePublished> PublishMessage(MessagePublication request, CancellationToken cancel)
    {
        Tenants.Check(request.TenantId);
        var demand = new MessageDemand(request.Name, Given(request.CorrelationKey), request.Variables ?? FeelContext.Empty, Duration.FromMilliseconds(request.TimeToLive ?? 0), request.MessageId);
        (await service.SendAsync(demand, cancel)).Outcome.OrThrow();
        return new MessagePublished(Definitions.Tenant, engine.Workflows.Keys.Next());
    }

    /// <summary>Sends a message that somebody must be waiting for.</summary>
    [HttpPost("messages/correlation")]
    [Asks(nameof(AccessPolicy.SendMessage))]
    public async Task<MessageCorrelated> CorrelateMessage(MessageCorrelation request, CancellationToken cancel)
    {
        Tenants.Check(request.TenantId);
        var (outcome, result) = await service.SendAsync(new MessageDemand(request.Name, Given(request.CorrelationKey), request.Variables ?? FeelContext.Empty, Duration.Zero), cancel);
        outcome.OrThrow();
        return result!.Receivers.FirstOrDefault(receiver => receiver.IsAccepted) is { } received
            ? new MessageCorrelated(Definitions.Tenant, engine.Workflows.Keys.Next(), received.InstanceKey)
            : throw new ApiProblem(StatusCodes.Status404NotFound, "NOT_FOUND",
                $"Nobody waits for a message \"{request.Name}\" with the correlation key \"{request.CorrelationKey}\", or not in a case of yours. Publish it with a time to live if the receiver comes later.");
    }

    [HttpPost("message-subscriptions/search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<MessageSubscriptionResult>> SearchMessageSubscriptions([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, MessageLists.Subscriptions), MessageLists.Subscriptions, messages.SubscriptionsOf, null, cancel);

    [HttpPost("correlated-message-subscriptions/search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<CorrelatedMessageResult>> SearchCorrelatedMessageSubscriptions([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, MessageLists.Correlated), MessageLists.Correlated, messages.CorrelatedOf, null, cancel);

    /// <summary>Sends a signal to everybody who waits for it among what the client runs.</summary>
    [HttpPost("signals/broadcast")]
    [Asks(nameof(AccessPolicy.Operate))]
    public async Task<SignalSent> BroadcastSignal(SignalBroadcastRequest request, CancellationToken cancel)
    {
        Tenants.Check(request.TenantId);
        (await service.BroadcastAsync(request.SignalName, request.Variables ?? FeelContext.Empty, cancel)).OrThrow();
        return new SignalSent(Definitions.Tenant, engine.Workflows.Keys.Next());
    }

    private static string? Given(string? correlationKey) => correlationKey is { Length: > 0 } ? correlationKey : null;
}

internal sealed record MessagePublication
{
    public required string Name { get; init; }

    public string? CorrelationKey { get; init; }

    /// <summary>Milliseconds for which it is kept while nobody waits for it.</summary>
    public long? TimeToLive { get; init; }

    public string? MessageId { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record MessageCorrelation
{
    public required string Name { get; init; }

    public string? CorrelationKey { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record SignalBroadcastRequest
{
    public required string SignalName { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record MessagePublished(string TenantId, Key MessageKey);

internal sealed record MessageCorrelated(string TenantId, Key MessageKey, Key ProcessInstanceKey);

internal sealed record SignalSent(string TenantId, Key SignalKey);
