using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Decisions.Feel;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;
using Peninsula.Host.Cases;
using Peninsula.Persistence;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Messages: one event for whoever waits for it by name and correlation key, now or within the message's time to live.</summary>
[Route("v2")]
[Tags("Messages")]
public sealed class MessagesController(Gate gate, Engine engine, InstanceSight sight, InstanceLists lists, MessageLists messages, UsedIds ids, IClock clock) : ApiController
{
    /// <summary>Sends a message. One with a message id is taken once in its time to live.</summary>
    [HttpPost("messages/publication")]
    [Asks(nameof(AccessPolicy.WorkJobs))]
    public async Task<MessagePublished> PublishMessage(MessagePublication request, CancellationToken cancel)
    {
        Tenants.Check(request.TenantId);
        if (request.TimeToLive is < 0 || request.Name.Length == 0)
        {
            throw ApiProblem.Invalid("timeToLive is not below 0 (milliseconds), and name not empty.");
        }

        await CheckReceiversAsync(request.Name, request.CorrelationKey, cancel);
        var lives = Duration.FromMilliseconds(request.TimeToLive ?? 0);
        if (request.MessageId is { Length: > 0 } id)
        {
            var now = clock.GetCurrentInstant();
            if (!await ids.TakeAsync($"message:{request.Name}:{request.CorrelationKey}", id, now, now + Duration.Max(lives, Duration.FromSeconds(1))))
            {
                throw new ApiProblem(StatusCodes.Status409Conflict, "ALREADY_EXISTS",
                    $"A message \"{request.Name}\" with the id \"{id}\" has been published already; nothing was sent. Give a new message a new id.");
            }
        }

        var sent = await engine.Workflows.PublishMessageAsync(Message(request.Name, request.CorrelationKey, request.Variables) with { TimeToLive = lives > Duration.Zero ? lives : null }, cancel);
        return new MessagePublished(Definitions.Tenant, sent.BufferedAs ?? engine.Workflows.Keys.Next());
    }

    /// <summary>Sends a message that somebody must be waiting for.</summary>
    [HttpPost("messages/correlation")]
    [Asks(nameof(AccessPolicy.WorkJobs))]
    public async Task<MessageCorrelated> CorrelateMessage(MessageCorrelation request, CancellationToken cancel)
    {
        Tenants.Check(request.TenantId);
        await CheckReceiversAsync(request.Name, request.CorrelationKey, cancel);
        var sent = await engine.Workflows.PublishMessageAsync(Message(request.Name, request.CorrelationKey, request.Variables), cancel);
        return sent.Receivers.FirstOrDefault(one => one.IsAccepted) is { } receiver
            ? new MessageCorrelated(Definitions.Tenant, engine.Workflows.Keys.Next(), receiver.InstanceKey)
            : throw Nobody(request.Name, request.CorrelationKey);
    }

    [HttpPost("message-subscriptions/search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<MessageSubscriptionResult>> SearchMessageSubscriptions([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, MessageLists.Subscriptions), MessageLists.Subscriptions, messages.SubscriptionsOf, null, cancel);

    [HttpPost("correlated-message-subscriptions/search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public Task<SearchResult<CorrelatedMessageResult>> SearchCorrelatedMessageSubscriptions([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, CancellationToken cancel) =>
        lists.FindAsync(Terms.Of(request, MessageLists.Correlated), MessageLists.Correlated, messages.CorrelatedOf, null, cancel);

    /// <summary>Sends a signal to everybody who waits for it, whatever the area: so only those who run the service do.</summary>
    [HttpPost("signals/broadcast")]
    [Asks(nameof(AccessPolicy.Operate))]
    public async Task<SignalSent> BroadcastSignal(SignalBroadcastRequest request, CancellationToken cancel)
    {
        if (!gate.MayOperateAll)
        {
            throw ApiProblem.Forbidden("A signal reaches every area, so only clients with the role administrator broadcast one. Send a message to one case instead.");
        }

        Tenants.Check(request.TenantId);
        await engine.Workflows.BroadcastSignalAsync(request.SignalName, request.Variables ?? FeelContext.Empty, gate.Person.Id, cancel);
        return new SignalSent(Definitions.Tenant, engine.Workflows.Keys.Next());
    }

    private MessageRequest Message(string name, string? correlationKey, FeelContext? variables) =>
        new(name, correlationKey is { Length: > 0 } ? correlationKey : null, variables ?? FeelContext.Empty) { By = gate.Person.Id };

    // A message for a case of another area is for nobody whom this client knows of.
    private async Task CheckReceiversAsync(string name, string? correlationKey, CancellationToken cancel)
    {
        var receivers = await engine.Workflows.Store.SubscriptionsAsync(SubscriptionKind.Message, name, correlationKey is { Length: > 0 } ? correlationKey : null, cancel);
        foreach (var receiver in receivers.Where(one => one.InstanceKey != 0))
        {
            if (!gate.MayWorkJobs(await sight.FactsAsync(receiver.InstanceKey, cancel)))
            {
                throw Nobody(name, correlationKey);
            }
        }

        // Without a receiver nobody has been asked about: the message starts something of the client's own, or waits.
        _ = gate.MayWorkJobs(new CaseFacts { Area = "", RaisedBy = gate.Person.Id });
    }

    private static ApiProblem Nobody(string name, string? correlationKey) => new(StatusCodes.Status404NotFound, "NOT_FOUND",
        $"Nobody waits for a message \"{name}\" with the correlation key \"{correlationKey}\", or not in your area. Publish it with a time to live if the receiver comes later.");
}

public sealed record MessagePublication
{
    public required string Name { get; init; }

    public string? CorrelationKey { get; init; }

    /// <summary>Milliseconds for which it is kept while nobody waits for it.</summary>
    public long? TimeToLive { get; init; }

    public string? MessageId { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

public sealed record MessageCorrelation
{
    public required string Name { get; init; }

    public string? CorrelationKey { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

public sealed record SignalBroadcastRequest
{
    public required string SignalName { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

public sealed record MessagePublished(string TenantId, Key MessageKey);

public sealed record MessageCorrelated(string TenantId, Key MessageKey, Key ProcessInstanceKey);

public sealed record SignalSent(string TenantId, Key SignalKey);
