using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>What the runtime asks of the rows in memory.</summary>
internal sealed partial class MemoryRows
{
    // Incidents of rows that were put aside, by row.
    private readonly Dictionary<long, long> _aside = [];

    private IEnumerable<PendingTimer> LiveTimers =>
        Timers.Values.Where(pair => !pair.Aside && !IsSuspended(pair.Timer.InstanceKey)).Select(pair => pair.Timer);

    public long? InstanceOf(RowKind kind, long key) => kind switch
    {
        RowKind.Task => Tasks.TryGetValue(key, out var task) ? task.InstanceKey : null,
        RowKind.Job => Jobs.TryGetValue(key, out var job) ? job.InstanceKey : null,
        RowKind.Timer => Timers.TryGetValue(key, out var timer) ? timer.Timer.InstanceKey : null,
        RowKind.Subscription => Subscriptions.TryGetValue(key, out var open) ? open.Subscription.InstanceKey : null,
        RowKind.Incident => Incidents.TryGetValue(key, out var incident) ? incident.InstanceKey : null,
        RowKind.Escalation => Escalations.TryGetValue(key, out var escalation) ? escalation.InstanceKey : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public bool Refire(StartTimerFired fired)
    {
        if (!Timers.TryGetValue(fired.TimerKey, out var row) || row.Timer.Due != fired.Due)
        {
            return false;
        }

        if (fired.NextDue is { } next)
        {
            Timers[fired.TimerKey] = (row.Timer with { Due = next, RepetitionsLeft = fired.RepetitionsLeft }, false);
        }
        else
        {
            Timers.Remove(fired.TimerKey);
        }

        return true;
    }

    public void ReplaceStarts(HashSet<long> goneDefinitions, Deployment deployment)
    {
        foreach (var open in Subscriptions.Values.Where(pair => goneDefinitions.Contains(pair.Subscription.DefinitionKey)).ToArray())
        {
            Subscriptions.Remove(open.Subscription.SubscriptionKey);
        }

        foreach (var (timer, _) in Timers.Values.Where(pair => goneDefinitions.Contains(pair.Timer.DefinitionKey)).ToArray())
        {
            RemoveTimer(timer.TimerKey);
        }

        foreach (var subscription in deployment.StartSubscriptions)
        {
            Open(subscription, staysOpen: true);
        }

        foreach (var timer in deployment.StartTimers)
        {
            Schedule(timer);
        }
    }

    public IReadOnlyList<PendingTimer> DueTimers(Instant now, int most) =>
        [.. LiveTimers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due).ThenBy(timer => timer.TimerKey).Take(most)];

    public Instant? NextTimer() => LiveTimers.Select(timer => (Instant?)timer.Due).Min();

    public void PutAside(RowAside row, RowIncident incident)
    {
        var isThere = row.Kind switch
        {
            RowKind.Timer => Timers.ContainsKey(row.Key),
            RowKind.Job => Jobs.ContainsKey(row.Key),
            RowKind.Message => Outbox.ContainsKey(row.Key),
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.Kind, null),
        };
        if (isThere && _aside.TryAdd(row.Key, incident.IncidentKey))
        {
            SetAside(row.Key, true);
            Raise(new IncidentRow(incident.IncidentKey, row.InstanceKey, row.ElementId, incident.Kind, incident.Message, row.Kind == RowKind.Job ? row.Key : null, incident.At));
        }
    }

    public bool TakeBack(long incidentKey)
    {
        var row = _aside.FirstOrDefault(entry => entry.Value == incidentKey).Key;
        if (row == 0)
        {
            return false;
        }

        ResolveIncidentOf(row);
        SetAside(row, false);
        return true;
    }

    private void SetAside(long key, bool isAside)
    {
        if (Timers.TryGetValue(key, out var timer))
        {
            Timers[key] = (timer.Timer, isAside);
        }
        else if (Outbox.TryGetValue(key, out var message))
        {
            Outbox[key] = (message.Entry, isAside);
        }
    }

    public IReadOnlyList<OpenSubscription> Matching(SubscriptionKind kind, string name, string? correlationKey) =>
        [.. Subscriptions.Values.Select(pair => pair.Subscription).Where(subscription => subscription.Kind == kind && Matches(subscription, name, correlationKey))];

    public IReadOnlyList<WaitingJob> TakeJobs(IReadOnlyCollection<string> types, Instant now, Duration lease, int most, Func<JobRow, bool> mayTake)
    {
        var taken = Takeable(types).Where(job => job.AvailableAt <= now).Where(mayTake).OrderBy(job => job.AvailableAt).ThenBy(job => job.JobKey).Take(most).ToArray();
        foreach (var job in taken)
        {
            Jobs[job.JobKey] = job with { AvailableAt = now + lease };
            _leased.Add(job.JobKey);
        }

        return [.. taken.Select(job => new WaitingJob(job.JobKey, job.InstanceKey, job.ElementId, job.Type, job.Retries, job.Headers, job.Variables, job.BusinessKey, job.ProcessId) { Failures = job.Failures })];
    }

    public bool ExtendJob(long jobKey, Instant until)
    {
        if (!_leased.Contains(jobKey) || !Jobs.TryGetValue(jobKey, out var job))
        {
            return false;
        }

        Jobs[jobKey] = job with { AvailableAt = until };
        return true;
    }

    public Instant? NextJob(IReadOnlyCollection<string> types) => Takeable(types).Select(job => (Instant?)job.AvailableAt).Min();

    public void Buffer(OutboxEntry message) => Outbox[message.MessageKey] = (message, true);

    public void DropExpired(Instant now)
    {
        foreach (var (entry, _) in Outbox.Values.Where(pair => pair.Buffered && pair.Entry.Expires <= now).ToArray())
        {
            Outbox.Remove(entry.MessageKey);
        }
    }

    private static bool Matches(OpenSubscription subscription, string name, string? correlationKey) =>
        subscription.Name == name && (subscription.CorrelationKey is null || subscription.CorrelationKey == correlationKey);

    private IEnumerable<JobRow> Takeable(IReadOnlyCollection<string> types) =>
        Jobs.Values.Where(job => job.Retries > 0 && !_aside.ContainsKey(job.JobKey) && types.Contains(job.Type) && !IsSuspended(job.InstanceKey));

    private bool IsSuspended(long instanceKey) => Instances.TryGetValue(instanceKey, out var row) && row.Status == InstanceStatus.Suspended;

    private void ResolveIncidentOf(long timerKey)
    {
        if (_aside.Remove(timerKey, out var incident))
        {
            Incidents.Remove(incident);
        }
    }
}
