using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>The rows of the store in memory, by key. Not thread-safe: the store holds its lock around every call.</summary>
internal sealed partial class MemoryRows : IRowWriter
{
    public SortedDictionary<long, InstanceRow> Instances { get; } = [];

    public SortedDictionary<long, TaskRow> Tasks { get; } = [];

    public SortedDictionary<long, (PendingTimer Timer, bool Aside)> Timers { get; } = [];

    public SortedDictionary<long, (OpenSubscription Subscription, bool StaysOpen)> Subscriptions { get; } = [];

    public SortedDictionary<long, JobRow> Jobs { get; } = [];

    private readonly HashSet<long> _leased = [];

    public SortedDictionary<long, IncidentRow> Incidents { get; } = [];

    public SortedDictionary<long, (OutboxEntry Entry, bool Buffered)> Outbox { get; } = [];

    public SortedDictionary<long, EscalationRow> Escalations { get; } = [];

    public void Start(InstanceRow instance) => Instances[instance.InstanceKey] = instance;

    public void End(long instanceKey, InstanceStatus status, Instant at) =>
        Instances[instanceKey] = Instances[instanceKey] with { Status = status, Ended = at };

    public void Suspend(long instanceKey, bool suspended) =>
        Instances[instanceKey] = Instances[instanceKey] with { Status = suspended ? InstanceStatus.Suspended : InstanceStatus.Running };

    public void SetVariables(long instanceKey, FeelContext variables)
    {
        // The rows in memory file nothing under variables: whoever rehearses looks at the state.
    }

    public void Place(long instanceKey, string? partition) =>
        Instances[instanceKey] = Instances[instanceKey] with { Partition = partition ?? Instances[instanceKey].Partition };

    public void Create(TaskRow task) => Tasks[task.TaskKey] = task;

    public void Assign(long taskKey, string? assignee)
    {
        var task = Tasks[taskKey];
        Tasks[taskKey] = task with { Terms = task.Terms with { Assignee = assignee } };
    }

    public void End(long taskKey, TaskState state, Instant at, string? by) =>
        Tasks[taskKey] = Tasks[taskKey] with { State = state, Ended = at, EndedBy = by };

    public void Schedule(PendingTimer timer) => Timers[timer.TimerKey] = (timer, false);

    public void Move(long timerKey, Instant due)
    {
        ResolveIncidentOf(timerKey);
        Timers[timerKey] = (Timers[timerKey].Timer with { Due = due }, false);
    }

    public void RemoveTimer(long timerKey)
    {
        ResolveIncidentOf(timerKey);
        Timers.Remove(timerKey);
    }

    public void Open(OpenSubscription subscription, bool staysOpen)
    {
        Subscriptions[subscription.SubscriptionKey] = (subscription, staysOpen);
    }

    public bool Unbuffer(IReadOnlyCollection<AwaitedMessage>? awaited)
    {
        awaited ??= [.. Subscriptions.Values.Select(open => open.Subscription).Where(open => open.Kind == SubscriptionKind.Message).Select(open => new AwaitedMessage(open.Name, open.CorrelationKey))];
        var shown = Outbox.Values.Where(pair => pair.Buffered && awaited.Any(wait => wait.Name == pair.Entry.Name && (wait.CorrelationKey is null || wait.CorrelationKey == pair.Entry.CorrelationKey))).ToArray();
        foreach (var (entry, _) in shown)
        {
            Outbox[entry.MessageKey] = (entry, false);
        }

        return shown.Length > 0;
    }

    public void Triggered(long subscriptionKey)
    {
        if (Subscriptions.TryGetValue(subscriptionKey, out var open) && !open.StaysOpen)
        {
            Subscriptions.Remove(subscriptionKey);
        }
    }

    public void CloseSubscription(long subscriptionKey) => Subscriptions.Remove(subscriptionKey);

    public void Create(JobRow job) => Jobs[job.JobKey] = job;

    public void Fail(long jobKey, int retriesLeft, Instant retryAt)
    {
        var job = Jobs[jobKey];
        Jobs[jobKey] = job with { Retries = retriesLeft, AvailableAt = retryAt, Failures = job.Failures + 1 };
        _leased.Remove(jobKey);
    }

    public void Retry(long jobKey, int retriesLeft, Instant at) =>
        Jobs[jobKey] = Jobs[jobKey] with { Retries = retriesLeft, AvailableAt = _leased.Contains(jobKey) ? Jobs[jobKey].AvailableAt : at };

    public void RemoveJob(long jobKey)
    {
        Jobs.Remove(jobKey);
        _leased.Remove(jobKey);
    }

    public void Raise(IncidentRow incident) => Incidents[incident.IncidentKey] = incident;

    public void ResolveIncident(long incidentKey) => Incidents.Remove(incidentKey);

    public void Send(OutboxEntry entry) => Outbox[entry.MessageKey] = (entry, false);

    public void Raise(EscalationRow escalation) => Escalations[escalation.EscalationKey] = escalation;

    public void Acknowledge(long escalationKey, EscalationNote direction) =>
        Escalations[escalationKey] = Escalations[escalationKey] with { Acknowledged = direction };

    public void Answer(long escalationKey, EscalationNote answer) =>
        Escalations[escalationKey] = Escalations[escalationKey] with { Answered = answer };

    public void Migrate(long instanceKey, long definitionKey, string processId)
    {
        Instances[instanceKey] = Instances[instanceKey] with { DefinitionKey = definitionKey, ProcessId = processId };
        foreach (var job in Jobs.Values.Where(job => job.InstanceKey == instanceKey).ToArray())
        {
            Jobs[job.JobKey] = job with { ProcessId = processId };
        }
    }

    public void Migrate(long taskKey, string elementId, string name, string processId, string? formId, TaskTerms terms) =>
        Tasks[taskKey] = Tasks[taskKey] with { ElementId = elementId, Name = name, ProcessId = processId, FormId = formId, Terms = terms };

    public void Relabel(WaitKind kind, long key, string elementId)
    {
        switch (kind)
        {
            case WaitKind.Job:
                Jobs[key] = Jobs[key] with { ElementId = elementId };
                break;
            case WaitKind.Timer:
                Timers[key] = (Timers[key].Timer with { ElementId = elementId }, Timers[key].Aside);
                break;
            case WaitKind.Subscription:
                Subscriptions[key] = (Subscriptions[key].Subscription with { ElementId = elementId }, Subscriptions[key].StaysOpen);
                break;
            case WaitKind.Incident:
                Incidents[key] = Incidents[key] with { ElementId = elementId };
                break;
            case WaitKind.Escalation:
                Escalations[key] = Escalations[key] with { ElementId = elementId };
                break;
        }
    }

    public void CloseEscalation(long escalationKey, Instant at) =>
        Escalations[escalationKey] = Escalations[escalationKey] with { Closed = at };
}
