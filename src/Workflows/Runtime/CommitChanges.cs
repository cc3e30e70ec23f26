using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>Tells what a commit gives others to do.</summary>
public static class CommitChanges
{
    /// <summary>The kinds of rows that somebody may wait for.</summary>
    public static StoreChanges Of(Commit commit)
    {
        var changes = StoreChanges.None;
        foreach (var happened in commit.Events)
        {
            changes |= happened switch
            {
                TimerScheduled or TimerChanged or MessageSent or SignalBroadcast or SubscriptionOpened => StoreChanges.Timers,
                JobCreated or JobFailed or JobRetriesSet => StoreChanges.Jobs,
                TaskCreated or TaskAssigned or TaskCompleted or TaskCancelled => StoreChanges.Tasks,
                InstanceResumed => StoreChanges.Timers | StoreChanges.Jobs,
                _ => StoreChanges.None,
            };
        }

        return changes;
    }
}
