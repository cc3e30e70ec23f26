using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Tests.Random;

/// <summary>What must hold of an instance in any store, at any moment at which nothing is being written.</summary>
internal static class InstanceCheck
{
    /// <summary>Checks; gives the keys of what was done: instances started, tasks completed, jobs ended.</summary>
    public static async Task<IReadOnlySet<long>> OfAsync(IWorkflowStore store, long instanceKey)
    {
        var stored = await store.LoadAsync(instanceKey);
        stored.Should().NotBeNull("instance {0} was acknowledged", instanceKey);
        var entries = new List<HistoryEntry>();
        await foreach (var entry in store.HistoryAsync(instanceKey))
        {
            entries.Add(entry);
        }

        HistoryChain.Verify(entries, stored!.HistoryHash).Should().BeNull("the history is chained");
        stored.Version.Should().Be(entries.Count, "each commit is one entry");
        var events = entries.SelectMany(entry => EventCodec.Read(entry.Events)).ToList();
        var state = StateCodec.Read(stored.State);
        StateCodec.Write(InstanceState.Replay(events)).Should().Equal(stored.State.ToArray(), "the history leads to the state");
        await RowsAsync(store, state, events);
        events.OfType<TimerFired>().Should().OnlyHaveUniqueItems("no timer fires twice");
        events.OfType<SubscriptionTriggered>().Where(triggered => triggered.MessageId is not null).Select(triggered => (triggered.MessageId, triggered.SubscriptionKey)).Should().OnlyHaveUniqueItems("a message reaches a subscription once");
        var done = events.SelectMany(Done).ToList();
        done.Should().OnlyHaveUniqueItems("nothing is done twice");
        return done.ToHashSet();
    }

    // Rows are there exactly while their element waits.
    private static async Task RowsAsync(IWorkflowStore store, InstanceState state, List<WorkflowEvent> events)
    {
        await RowsAsync(store, RowKind.Timer, events.OfType<TimerScheduled>().Select(e => e.TimerKey), state.Timers.Select(timer => timer.Key));
        await RowsAsync(store, RowKind.Job, events.OfType<JobCreated>().Select(e => e.JobKey), state.Jobs.Select(job => job.Key));
        await RowsAsync(store, RowKind.Subscription, events.OfType<SubscriptionOpened>().Select(e => e.SubscriptionKey), state.Subscriptions.Select(subscription => subscription.Key));
        await RowsAsync(store, RowKind.Incident, events.OfType<IncidentRaised>().Select(e => e.IncidentKey), state.Incidents.Select(incident => incident.Key));
        foreach (var task in state.Tasks)
        {
            (await store.InstanceOfAsync(RowKind.Task, task.Key)).Should().Be(state.Key);
        }
    }

    private static async Task RowsAsync(IWorkflowStore store, RowKind kind, IEnumerable<long> ever, IEnumerable<long> now)
    {
        var waiting = now.ToHashSet();
        foreach (var key in ever.Distinct())
        {
            (await store.InstanceOfAsync(kind, key) is not null).Should().Be(waiting.Contains(key), "a row of {0} {1} is there while it waits", kind, key);
        }
    }

    private static IEnumerable<long> Done(WorkflowEvent happened) => happened switch
    {
        InstanceStarted e => [e.InstanceKey],
        TaskCompleted e => [e.TaskKey],
        JobCompleted e => [e.JobKey],
        JobErrorThrown e => [e.JobKey],
        _ => [],
    };
}
