using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Runtime;

/// <summary>Makes row changes of events. Every store uses it, so that they all show the same rows.</summary>
public static class RowProjection
{
    /// <summary>Tells <paramref name="rows"/> what the commit's events change, in their order.</summary>
    public static void Project(Commit commit, IRowWriter rows)
    {
        foreach (var happened in commit.Events)
        {
            if (!ProjectTasks(commit, happened, rows) && !ProjectWaits(commit, happened, rows) && !ProjectEscalations(commit, happened, rows))
            {
                ProjectInstance(commit, happened, rows);
            }
        }
    }

    /// <summary>The partition into which the commit puts its instance, or null when it stays where it is. A store writes it with the state.</summary>
    public static string? Partition(Commit commit, IDomainProjection domain) =>
        commit.Events.OfType<VariablesSet>().Where(set => set.ScopeKey == commit.InstanceKey).Select(set => domain.Partition(commit.BusinessKey, set.Variables)).LastOrDefault(partition => partition is not null);

    // Events that change no row (elements, sequence flows, decisions, remarks) fall through: state and history have them.
    private static void ProjectInstance(Commit commit, WorkflowEvent happened, IRowWriter rows)
    {
        switch (happened)
        {
            case InstanceStarted e:
                rows.Start(new InstanceRow(e.InstanceKey, e.DefinitionKey, e.ProcessId, e.BusinessKey, InstanceStatus.Running, commit.At));
                break;
            case InstanceCompleted e:
                rows.End(e.InstanceKey, InstanceStatus.Completed, commit.At);
                break;
            case InstanceCancelled e:
                rows.End(e.InstanceKey, InstanceStatus.Cancelled, commit.At);
                break;
            case InstanceSuspended e:
                rows.Suspend(e.InstanceKey, true);
                break;
            case InstanceResumed e:
                rows.Suspend(e.InstanceKey, false);
                break;
            case InstanceMigrated e when e.ScopeKey == commit.InstanceKey:
                rows.Migrate(e.InstanceKey, e.DefinitionKey, e.ProcessId);
                break;
            case WaitMigrated e:
                rows.Relabel(e.Kind, e.Key, e.ElementId);
                break;
            case VariablesSet e when e.ScopeKey == commit.InstanceKey:
                rows.SetVariables(commit.InstanceKey, e.Variables);
                break;
            case IncidentRaised e:
                rows.Raise(new IncidentRow(e.IncidentKey, commit.InstanceKey, e.ElementId, e.Kind.ToString(), e.Message, e.JobKey, commit.At));
                break;
            case IncidentResolved e:
                rows.ResolveIncident(e.IncidentKey);
                break;
            case MessageSent e:
                rows.Send(new OutboxEntry(e.MessageKey, commit.InstanceKey, false, e.Name, e.CorrelationKey, e.Variables, commit.At));
                break;
            case SignalBroadcast e:
                rows.Send(new OutboxEntry(e.MessageKey, commit.InstanceKey, true, e.Name, null, e.Variables, commit.At));
                break;
        }
    }

    private static bool ProjectTasks(Commit commit, WorkflowEvent happened, IRowWriter rows)
    {
        switch (happened)
        {
            case TaskCreated e:
                rows.Create(new TaskRow(e.TaskKey, commit.InstanceKey, e.ElementId, e.Name, e.ProcessId, e.FormId, commit.BusinessKey, e.Terms, commit.At));
                return true;
            case TaskAssigned e:
                rows.Assign(e.TaskKey, e.Assignee);
                return true;
            case TaskMigrated e:
                rows.Migrate(e.TaskKey, e.ElementId, e.Name, e.ProcessId, e.FormId, e.Terms);
                return true;
            case TaskCompleted e:
                rows.End(e.TaskKey, TaskState.Completed, commit.At, commit.History.By);
                return true;
            case TaskCancelled e:
                rows.End(e.TaskKey, TaskState.Cancelled, commit.At, commit.History.By);
                return true;
            default:
                return false;
        }
    }

    private static bool ProjectWaits(Commit commit, WorkflowEvent happened, IRowWriter rows)
    {
        switch (happened)
        {
            case TimerScheduled e:
                rows.Schedule(new PendingTimer(e.TimerKey, commit.InstanceKey, 0, e.ElementId, e.Due, e.Kind, e.RepetitionsLeft, e.Interval));
                return true;
            case TimerChanged e:
                rows.Move(e.TimerKey, e.Due);
                return true;
            case TimerFired e:
                rows.RemoveTimer(e.TimerKey);
                return true;
            case TimerCancelled e:
                rows.RemoveTimer(e.TimerKey);
                return true;
            case SubscriptionOpened e:
                rows.Open(new OpenSubscription(e.SubscriptionKey, commit.InstanceKey, 0, e.ElementId, e.Kind, e.Name, e.CorrelationKey), e.StaysOpen);
                return true;
            case SubscriptionTriggered e:
                rows.Triggered(e.SubscriptionKey);
                return true;
            case SubscriptionClosed e:
                rows.CloseSubscription(e.SubscriptionKey);
                return true;
            case JobCreated e:
                rows.Create(new JobRow(e.JobKey, commit.InstanceKey, e.ElementId, e.Type, e.Retries, e.Headers, e.Variables, commit.BusinessKey, commit.ProcessId, commit.At));
                return true;
            case JobFailed e:
                rows.Fail(e.JobKey, e.RetriesLeft, e.RetryAt);
                return true;
            case JobRetriesSet e:
                rows.Retry(e.JobKey, e.RetriesLeft, commit.At);
                return true;
            case JobCompleted e:
                rows.RemoveJob(e.JobKey);
                return true;
            case JobErrorThrown e:
                rows.RemoveJob(e.JobKey);
                return true;
            case JobCancelled e:
                rows.RemoveJob(e.JobKey);
                return true;
            default:
                return false;
        }
    }

    private static bool ProjectEscalations(Commit commit, WorkflowEvent happened, IRowWriter rows)
    {
        switch (happened)
        {
            case EscalationRaised e:
                rows.Raise(new EscalationRow(e.EscalationKey, commit.InstanceKey, e.TaskKey, e.ElementId, commit.BusinessKey, e.Level, e.Recipients, e.Anonymised, commit.At));
                return true;
            case EscalationAcknowledged e:
                rows.Acknowledge(e.EscalationKey, new EscalationNote(commit.At, commit.History.By, e.Direction));
                return true;
            case EscalationAnswered e:
                rows.Answer(e.EscalationKey, new EscalationNote(commit.At, commit.History.By, e.Answer));
                return true;
            case EscalationClosed e:
                rows.CloseEscalation(e.EscalationKey, commit.At);
                return true;
            default:
                return false;
        }
    }
}
