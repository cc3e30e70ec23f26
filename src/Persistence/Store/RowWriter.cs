using System.Text.Json;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>Writes row changes inside the transaction of their commit.</summary>
internal sealed partial class RowWriter(IStatements statements, DomainStatements domain, long instanceKey, string? businessKey) : IRowWriter
{
    public void Start(InstanceRow instance)
    {
        // The instance's own row is written with its state.
        if (instance.BusinessKey is { } reference)
        {
            statements.Run(
                "INSERT INTO cases (instance_key, reference, process_id, opened, status) VALUES (?1, ?2, ?3, ?4, ?5)",
                instance.InstanceKey, reference, instance.ProcessId, Ticks(instance.Started), (int)instance.Status);
        }
    }

    public void End(long instanceKey, InstanceStatus status, Instant at)
    {
        statements.Run("UPDATE instances SET status = ?2, ended = ?3 WHERE key = ?1", instanceKey, (int)status, Ticks(at));
        if (businessKey is not null)
        {
            statements.Run("UPDATE cases SET status = ?2, closed = ?3 WHERE instance_key = ?1", instanceKey, (int)status, Ticks(at));
        }
    }

    public void Suspend(long instanceKey, bool suspended)
    {
        var (from, to) = suspended ? (Hold.None, Hold.Suspended) : (Hold.Suspended, Hold.None);
        var status = (int)(suspended ? InstanceStatus.Suspended : InstanceStatus.Running);
        statements.Run("UPDATE instances SET status = ?2 WHERE key = ?1", instanceKey, status);
        statements.Run("UPDATE cases SET status = ?2 WHERE instance_key = ?1", instanceKey, status);
        statements.Run("UPDATE timers SET held = ?3 WHERE instance_key = ?1 AND held = ?2", instanceKey, (int)from, (int)to);
        statements.Run("UPDATE jobs SET held = ?3 WHERE instance_key = ?1 AND held = ?2", instanceKey, (int)from, (int)to);
    }

    public void SetVariables(long instanceKey, FeelContext variables)
    {
        if (businessKey is not null && domain.UpdateCase is { } update && domain.Domain.CaseValues(variables) is var values && values.Any(value => value is not null))
        {
            statements.Run(update, [instanceKey, .. values]);
        }
    }

    public void Create(TaskRow task)
    {
        var terms = task.Terms;
        statements.Run(
            domain.InsertTask,
            [
                task.TaskKey, task.InstanceKey, task.ElementId, task.Name, task.ProcessId, task.FormId, task.BusinessKey, terms.Assignee,
                terms.Priority, Ticks(task.Created), Ticks(terms.Due), Ticks(terms.FollowUp), .. domain.Domain.TaskValues(terms.Tags),
            ]);
        Candidates(task.TaskKey, true, terms.CandidateGroups);
        Candidates(task.TaskKey, false, terms.CandidateUsers);
    }

    public void Assign(long taskKey, string? assignee) => statements.Run("UPDATE user_tasks SET assignee = ?2 WHERE key = ?1", taskKey, assignee);

    public void End(long taskKey, TaskState state, Instant at, string? by)
    {
        statements.Run("UPDATE user_tasks SET state = ?2, completed_at = ?3, completed_by = ?4 WHERE key = ?1", taskKey, (int)state, Ticks(at), by);

        // Who might have taken it is in the history; the index of candidates is for what is open.
        statements.Run("DELETE FROM task_candidates WHERE task_key = ?1", taskKey);
    }

    public void Schedule(PendingTimer timer) => statements.Run(
        "INSERT INTO timers (key, instance_key, definition_key, element_id, due, kind, repetitions_left, interval, held) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)",
        timer.TimerKey, timer.InstanceKey, timer.DefinitionKey, timer.ElementId, Ticks(timer.Due), (int)timer.Kind, timer.RepetitionsLeft, timer.Interval);

    public void Move(long timerKey, Instant due)
    {
        statements.Run("DELETE FROM incidents WHERE key = (SELECT incident_key FROM timers WHERE key = ?1)", timerKey);
        statements.Run("UPDATE timers SET due = ?2, held = 0, incident_key = NULL WHERE key = ?1", timerKey, Ticks(due));
    }

    public void RemoveTimer(long timerKey)
    {
        statements.Run("DELETE FROM incidents WHERE key = (SELECT incident_key FROM timers WHERE key = ?1)", timerKey);
        statements.Run("DELETE FROM timers WHERE key = ?1", timerKey);
    }

    public void Open(OpenSubscription subscription, bool staysOpen) =>
        statements.Run(
            "INSERT INTO subscriptions (key, instance_key, definition_key, element_id, kind, name, correlation_key, stays_open) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            subscription.SubscriptionKey, subscription.InstanceKey, subscription.DefinitionKey, subscription.ElementId, (int)subscription.Kind, subscription.Name, subscription.CorrelationKey, staysOpen ? 1 : 0);

    public void Triggered(long subscriptionKey) => statements.Run("DELETE FROM subscriptions WHERE key = ?1 AND NOT stays_open", subscriptionKey);

    public void CloseSubscription(long subscriptionKey) => statements.Run("DELETE FROM subscriptions WHERE key = ?1", subscriptionKey);

    public void Create(JobRow job) => statements.Run(
        """
        INSERT INTO jobs (key, instance_key, element_id, type, retries, headers, variables, business_key, process_id, available_at, failures, held)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0)
        ON CONFLICT (key) DO UPDATE SET retries = excluded.retries, headers = excluded.headers, variables = excluded.variables,
            available_at = excluded.available_at, failures = 0, worker = NULL, held = 0
        """,
        job.JobKey, job.InstanceKey, job.ElementId, job.Type, job.Retries, job.Headers.Count == 0 ? null : JsonSerializer.Serialize(job.Headers),
        FeelJson.ToUtf8(job.Variables), job.BusinessKey, job.ProcessId, Ticks(job.AvailableAt));

    public void Fail(long jobKey, int retriesLeft, Instant retryAt) =>
        statements.Run("UPDATE jobs SET retries = ?2, available_at = ?3, failures = failures + 1, worker = NULL WHERE key = ?1", jobKey, retriesLeft, Ticks(retryAt));

    public void Retry(long jobKey, int retriesLeft, Instant at) =>
        statements.Run("UPDATE jobs SET retries = ?2, available_at = CASE WHEN worker IS NULL THEN ?3 ELSE available_at END WHERE key = ?1", jobKey, retriesLeft, Ticks(at));

    public void RemoveJob(long jobKey) => statements.Run("DELETE FROM jobs WHERE key = ?1", jobKey);

    public void Raise(IncidentRow incident) => statements.Run(
        "INSERT INTO incidents (key, instance_key, element_id, kind, message, job_key, raised) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        incident.IncidentKey, incident.InstanceKey, incident.ElementId, incident.Kind, incident.Message, incident.JobKey, Ticks(incident.Raised));

    public void ResolveIncident(long incidentKey) => statements.Run("DELETE FROM incidents WHERE key = ?1", incidentKey);

    public void Send(OutboxEntry entry) => SharedStatements.Put(statements, entry, buffered: false);

    internal static long Ticks(Instant instant) => instant.ToUnixTimeTicks();

    internal static object? Ticks(Instant? instant) => instant?.ToUnixTimeTicks();

    private void Candidates(long taskKey, bool areGroups, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            statements.Run("INSERT INTO task_candidates (task_key, is_group, name, instance_key) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", taskKey, areGroups ? 1 : 0, name, instanceKey);
        }
    }
}
