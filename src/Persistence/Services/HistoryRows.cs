using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Services;

/// <summary>The tasks and escalations of one instance as its history tells them, to be compared with the rows that pages show.</summary>
internal sealed class HistoryRows : IRowWriter
{
    public InstanceRow? Instance { get; private set; }

    public Dictionary<long, TaskRow> Tasks { get; } = [];

    public Dictionary<long, EscalationRow> Escalations { get; } = [];

    /// <summary>What a history comes to.</summary>
    public static HistoryRows Of(IEnumerable<HistoryEntry> entries, IDomainProjection domain)
    {
        var rows = new HistoryRows();
        foreach (var entry in entries)
        {
            var events = EventCodec.Read(entry.Events);
            var commit = new Commit
            {
                InstanceKey = entry.InstanceKey,
                ExpectedVersion = entry.Version - 1,
                State = default,
                Events = events,
                History = entry,
                BusinessKey = rows.Instance?.BusinessKey ?? events.OfType<InstanceStarted>().FirstOrDefault()?.BusinessKey,
                ProcessId = rows.Instance?.ProcessId ?? "",
            };
            RowProjection.Project(commit, rows);
            if (rows.Instance is { } instance)
            {
                rows.Instance = instance with { Partition = RowProjection.Partition(commit, domain) ?? instance.Partition };
            }
        }

        return rows;
    }

    public void Start(InstanceRow instance) => Instance = instance;

    public void End(long instanceKey, InstanceStatus status, Instant at) => Instance = Instance! with { Status = status, Ended = at };

    public void Suspend(long instanceKey, bool suspended) => Instance = Instance! with { Status = suspended ? InstanceStatus.Suspended : InstanceStatus.Running };

    public void Migrate(long instanceKey, long definitionKey, string processId) => Instance = Instance! with { DefinitionKey = definitionKey, ProcessId = processId };

    public void Create(TaskRow task) => Tasks[task.TaskKey] = task;

    public void Assign(long taskKey, string? assignee) => Tasks[taskKey] = Tasks[taskKey] with { Terms = Tasks[taskKey].Terms with { Assignee = assignee } };

    public void End(long taskKey, TaskState state, Instant at, string? by) => Tasks[taskKey] = Tasks[taskKey] with { State = state, Ended = at, EndedBy = by };

    public void Migrate(long taskKey, string elementId, string name, string processId, string? formId, TaskTerms terms) =>
        Tasks[taskKey] = Tasks[taskKey] with { ElementId = elementId, Name = name, ProcessId = processId, FormId = formId, Terms = terms };

    public void Raise(EscalationRow escalation) => Escalations[escalation.EscalationKey] = escalation;

    public void Acknowledge(long escalationKey, EscalationNote direction) => Escalations[escalationKey] = Escalations[escalationKey] with { Acknowledged = direction };

    public void Answer(long escalationKey, EscalationNote answer) => Escalations[escalationKey] = Escalations[escalationKey] with { Answered = answer };

    public void CloseEscalation(long escalationKey, Instant at) => Escalations[escalationKey] = Escalations[escalationKey] with { Closed = at };

    // What comes and goes with the engine's work shows nobody anything, and is rebuilt from the state.
    public void SetVariables(long instanceKey, FeelContext variables)
    {
    }

    public void Schedule(PendingTimer timer)
    {
    }

    public void Move(long timerKey, Instant due)
    {
    }

    public void RemoveTimer(long timerKey)
    {
    }

    public void Open(OpenSubscription subscription, bool staysOpen)
    {
    }

    public void Triggered(long subscriptionKey)
    {
    }

    public void CloseSubscription(long subscriptionKey)
    {
    }

    public void Create(JobRow job)
    {
    }

    public void Fail(long jobKey, int retriesLeft, Instant retryAt)
    {
    }

    public void Retry(long jobKey, int retriesLeft, Instant at)
    {
    }

    public void RemoveJob(long jobKey)
    {
    }

    public void Raise(IncidentRow incident)
    {
    }

    public void ResolveIncident(long incidentKey)
    {
    }

    public void Send(OutboxEntry entry)
    {
    }

    public void Relabel(WaitKind kind, long key, string elementId)
    {
    }
}
