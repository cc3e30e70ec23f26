using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Timers;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>Fires timers that are due, soonest first. A timer that cannot be fired is put aside with an incident; it stops no other.</summary>
internal sealed class TimerPump(IWorkflowStore store, CommandDispatcher dispatcher, IKeySource keys, IClock clock, DateTimeZone zone, EngineOptions options, ILogger log)
{
    /// <summary>Fires one batch; gives how many rows it got out of the way.</summary>
    /// <param name="now">Timers due at or before this time fire.</param>
    /// <param name="waiting">Timers that could not be fired now and are to be tried at the next pump; added to.</param>
    /// <param name="cancel">Ends between timers.</param>
    public async Task<int> FireAsync(Instant now, HashSet<long> waiting, CancellationToken cancel)
    {
        var due = await store.DueTimersAsync(now, options.TimerBatch + waiting.Count, cancel);
        var todo = due.Where(timer => !waiting.Contains(timer.TimerKey)).ToArray();

        // One instance's timers in due order, one after another; instances side by side, so that their commits share a transaction.
        var groups = todo.GroupBy(timer => timer.InstanceKey == 0 ? -timer.TimerKey : timer.InstanceKey);
        var moved = 0;
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancel }, async (group, token) =>
        {
            foreach (var timer in group)
            {
                var fired = await TryFireAsync(timer, token);
                EngineTelemetry.Fired(timer, now, fired);
                if (fired)
                {
                    Interlocked.Increment(ref moved);
                }
                else
                {
                    lock (waiting)
                    {
                        waiting.Add(timer.TimerKey);
                    }
                }
            }
        });
        return moved;
    }

    private async Task<bool> TryFireAsync(PendingTimer timer, CancellationToken cancel)
    {
        try
        {
            var result = await FireAsync(timer, cancel);
            switch (result.Refusal)
            {
                case null:
                    return true;
                case Refusal.Busy or Refusal.WrongState:
                    return false;
                default:
                    // Gone meanwhile, which is well: then putting it aside finds no row. Otherwise row and state disagree.
                    await PutAsideAsync(timer, result.Message ?? "The timer cannot be fired.", cancel);
                    return true;
            }
        }
        catch (StoreException error)
        {
            log.LogWarning(error, "Timer {Timer} waits: the store did not answer", timer.TimerKey);
            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Timer {Timer} of instance {Instance} cannot be fired and is put aside", timer.TimerKey, timer.InstanceKey);
            await PutAsideAsync(timer, error.Message, cancel);
            return true;
        }
    }

    /// <summary>Fires one timer, due or not.</summary>
    public Task<CommandResult> FireAsync(PendingTimer timer, CancellationToken cancel)
    {
        if (timer.Kind != TimerKind.Start)
        {
            return dispatcher.ExecuteAsync(timer.InstanceKey, new FireTimer(timer.TimerKey), null, cancel);
        }

        var next = TimerSchedule.After(new TimerPlan(timer.Due, timer.RepetitionsLeft, timer.Interval), zone, clock.GetCurrentInstant());
        return StartAsync(timer, new StartTimerFired(timer.TimerKey, timer.Due, next?.Due, next?.RepetitionsLeft ?? 0), cancel);
    }

    private async Task<CommandResult> StartAsync(PendingTimer timer, StartTimerFired fired, CancellationToken cancel)
    {
        var result = await dispatcher.StartAsync(new StartInstance(timer.DefinitionKey, null, FeelContext.Empty, timer.ElementId), fired, null, cancel);

        // Another host was first; the row says so by now.
        return result.Refusal == Refusal.AlreadyDone ? CommandResult.Accepted(0, []) : result;
    }

    private async Task PutAsideAsync(PendingTimer timer, string why, CancellationToken cancel)
    {
        try
        {
            EngineTelemetry.PutAside("Timer");
            await store.PutAsideAsync(new RowAside(RowKind.Timer, timer.TimerKey, timer.InstanceKey, timer.ElementId), new RowIncident(keys.Next(), "Timer", $"The timer could not be fired: {why}", clock.GetCurrentInstant()), cancel);
        }
        catch (StoreException error)
        {
            log.LogWarning(error, "Timer {Timer} could not be put aside: the store did not answer", timer.TimerKey);
        }
    }
}
