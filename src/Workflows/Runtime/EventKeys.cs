using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>The keys that events made. Elements have keys and no rows, and other rows go: only the events still know them.</summary>
public static class EventKeys
{
    /// <summary>The greatest key that was made in these events; 0 when none was.</summary>
    public static long Greatest(IReadOnlyList<WorkflowEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var greatest = 0L;
        for (var i = 0; i < events.Count; i++)
        {
            greatest = Math.Max(greatest, KeyOf(events[i]));
        }

        return greatest;
    }

    private static long KeyOf(WorkflowEvent happened) => happened switch
    {
        InstanceStarted e => e.InstanceKey,
        ElementActivated e => e.Key,
        TimerScheduled e => e.TimerKey,
        SubscriptionOpened e => e.SubscriptionKey,
        JobCreated e => e.JobKey,
        IncidentRaised e => e.IncidentKey,
        EscalationRaised e => e.EscalationKey,
        MessageSent e => e.MessageKey,
        SignalBroadcast e => e.MessageKey,
        _ => 0,
    };
}
