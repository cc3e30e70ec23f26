using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>A pending timer row.</summary>
/// <param name="TimerKey">Its key.</param>
/// <param name="InstanceKey">The instance, or 0 when it belongs to a definition.</param>
/// <param name="DefinitionKey">The definition that it starts, or 0.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Due">When it fires.</param>
/// <param name="Kind">What it does.</param>
/// <param name="RepetitionsLeft">Times that it fires again after this one; -1 for ever.</param>
/// <param name="Interval">ISO 8601 text of the cycle's interval, or null.</param>
public sealed record PendingTimer(long TimerKey, long InstanceKey, long DefinitionKey, string ElementId, Instant Due, TimerKind Kind, int RepetitionsLeft = 0, string? Interval = null);

/// <summary>An open subscription row.</summary>
/// <param name="SubscriptionKey">Its key.</param>
/// <param name="InstanceKey">The instance, or 0 when it belongs to a start event.</param>
/// <param name="DefinitionKey">The definition that it starts, or 0.</param>
/// <param name="ElementId">The event's element id.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Name">The message's or signal's name.</param>
/// <param name="CorrelationKey">The value a message must carry, or null for any.</param>
public sealed record OpenSubscription(long SubscriptionKey, long InstanceKey, long DefinitionKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey);

/// <summary>A job handed to a worker.</summary>
/// <param name="JobKey">Its key: also the idempotency key of its effect.</param>
/// <param name="InstanceKey">The instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Type">The job's type.</param>
/// <param name="Retries">Tries left.</param>
/// <param name="Headers">Fixed names and values from the definition.</param>
/// <param name="Variables">What the worker may see.</param>
/// <param name="BusinessKey">The instance's business key, or null.</param>
/// <param name="ProcessId">The process at the root.</param>
public sealed record WaitingJob(long JobKey, long InstanceKey, string ElementId, string Type, int Retries, IReadOnlyDictionary<string, string> Headers, FeelContext Variables, string? BusinessKey, string ProcessId)
{
    /// <summary>How often it has failed so far.</summary>
    public int Failures { get; init; }

    /// <summary>Why its row could not be read whole, or null when it could.</summary>
    public string? Unreadable { get; init; }
}

/// <summary>The instances whose jobs a worker may take: those of some partitions, those that it started itself, those that the engine started.</summary>
/// <param name="StartedBy">Who may take the jobs of what they started, where that is in no partition.</param>
/// <param name="Partitions">Partitions: see <see cref="IDomainProjection.Partition"/>.</param>
/// <param name="Unowned">Whether jobs of instances that are in no partition and that nobody started are among them.</param>
public sealed record JobScope(string StartedBy, IReadOnlyCollection<string> Partitions, bool Unowned);

/// <summary>A message or signal that an instance sent, or that came from outside while nobody waited (<paramref name="FromInstance"/> 0).</summary>
/// <param name="MessageKey">Its key.</param>
/// <param name="FromInstance">The sender, or 0.</param>
/// <param name="IsSignal">Whether it is a signal.</param>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">What identifies the receiver, or null.</param>
/// <param name="Variables">What goes with it.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Expires">Until when it is kept while nobody waits for it; null until it was buffered.</param>
public sealed record OutboxEntry(long MessageKey, long FromInstance, bool IsSignal, string Name, string? CorrelationKey, FeelContext Variables, Instant At, Instant? Expires = null)
{
    /// <summary>Whose rights bound whom it reaches, or null.</summary>
    public string? Sender { get; init; }

    /// <summary>Why its row could not be read whole, or null when it could.</summary>
    public string? Unreadable { get; init; }
}

/// <summary>A row that is put aside.</summary>
/// <param name="Kind">A timer, a job or a message.</param>
/// <param name="Key">Its key.</param>
/// <param name="InstanceKey">The instance that it belongs to, or 0.</param>
/// <param name="ElementId">The element, or empty.</param>
public sealed record RowAside(RowKind Kind, long Key, long InstanceKey, string ElementId);

/// <summary>An incident that the runtime itself raises about a row.</summary>
public sealed record RowIncident(long IncidentKey, string Kind, string Message, Instant At);
