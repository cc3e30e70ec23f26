using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Persistence.Store;

/// <summary>What a migration to another version changes in rows that stay.</summary>
internal sealed partial class RowWriter
{
    public void Migrate(long instanceKey, long definitionKey, string processId)
    {
        statements.Run("UPDATE instances SET definition_key = ?2, process_id = ?3 WHERE key = ?1", instanceKey, definitionKey, processId);
        statements.Run("UPDATE cases SET process_id = ?2 WHERE instance_key = ?1", instanceKey, processId);
        statements.Run("UPDATE jobs SET process_id = ?2 WHERE instance_key = ?1", instanceKey, processId);
    }

    public void Migrate(long taskKey, string elementId, string name, string processId, string? formId, TaskTerms terms)
    {
        statements.Run(
            domain.MigrateTask,
            [taskKey, elementId, name, processId, formId, terms.Assignee, terms.Priority, Ticks(terms.Due), Ticks(terms.FollowUp), .. domain.Domain.TaskValues(terms.Tags)]);
        statements.Run("DELETE FROM task_candidates WHERE task_key = ?1", taskKey);
        Candidates(taskKey, true, terms.CandidateGroups);
        Candidates(taskKey, false, terms.CandidateUsers);
    }

    public void Relabel(WaitKind kind, long key, string elementId)
    {
        var table = kind switch
        {
            WaitKind.Job => "jobs",
            WaitKind.Timer => "timers",
            WaitKind.Subscription => "subscriptions",
            WaitKind.Incident => "incidents",
            WaitKind.Escalation => "escalations",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        statements.Run($"UPDATE {table} SET element_id = ?2 WHERE key = ?1", key, elementId);
    }
}
