using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>Takes the changes that a commit's events make to the rows that others query: see <see cref="RowProjection"/>.</summary>
public interface IRowWriter
{
    /// <summary>A new instance.</summary>
    void Start(InstanceRow instance);

    /// <summary>The instance ended: its timers, subscriptions, jobs and incidents are gone already, by events of their own.</summary>
    void End(long instanceKey, InstanceStatus status, Instant at);

    /// <summary>The instance was suspended, so that its timers and jobs wait, or resumed.</summary>
    void Suspend(long instanceKey, bool suspended);

    /// <summary>Variables of the instance's root scope took these values.</summary>
    void SetVariables(long instanceKey, FeelContext variables);

    /// <summary>A task is open.</summary>
    void Create(TaskRow task);

    /// <summary>A task has another assignee, or none.</summary>
    void Assign(long taskKey, string? assignee);

    /// <summary>A task is done or no longer asked for.</summary>
    void End(long taskKey, TaskState state, Instant at, string? by);

    /// <summary>A timer is pending.</summary>
    void Schedule(PendingTimer timer);

    /// <summary>A timer's due time was moved; if it was put aside it counts again.</summary>
    void Move(long timerKey, Instant due);

    /// <summary>A timer is gone.</summary>
    void RemoveTimer(long timerKey);

    /// <summary>A subscription is open. Buffered messages that it matches are to be delivered.</summary>
    void Open(OpenSubscription subscription, bool staysOpen);

    /// <summary>A subscription was triggered, and is gone unless it stays open.</summary>
    void Triggered(long subscriptionKey);

    /// <summary>A subscription is gone.</summary>
    void CloseSubscription(long subscriptionKey);

    /// <summary>A job waits.</summary>
    void Create(JobRow job);

    /// <summary>A job failed, and may be taken again from then on while it has retries.</summary>
    void Fail(long jobKey, int retriesLeft, Instant retryAt);

    /// <summary>A job has so many retries. Unless a worker has it, it may be taken again from then on.</summary>
    void Retry(long jobKey, int retriesLeft, Instant at);

    /// <summary>A job is gone.</summary>
    void RemoveJob(long jobKey);

    /// <summary>An incident is open.</summary>
    void Raise(IncidentRow incident);

    /// <summary>An incident is gone.</summary>
    void ResolveIncident(long incidentKey);

    /// <summary>A message or signal is to be delivered.</summary>
    void Send(OutboxEntry entry);

    /// <summary>A ladder step was reached. Each recipient is told once.</summary>
    void Raise(EscalationRow escalation);

    /// <summary>An escalation was acknowledged.</summary>
    void Acknowledge(long escalationKey, EscalationNote direction);

    /// <summary>An escalation was answered.</summary>
    void Answer(long escalationKey, EscalationNote answer);

    /// <summary>The instance runs another version of its process, or another process.</summary>
    void Migrate(long instanceKey, long definitionKey, string processId);

    /// <summary>An open task belongs to another version of its process, perhaps with other terms; who may take it follows from them.</summary>
    void Migrate(long taskKey, string elementId, string name, string processId, string? formId, TaskTerms terms);

    /// <summary>A row belongs to an element of another id; nothing else of it changes.</summary>
    void Relabel(WaitKind kind, long key, string elementId);

    /// <summary>An escalation's task is done or gone.</summary>
    void CloseEscalation(long escalationKey, Instant at);
}
