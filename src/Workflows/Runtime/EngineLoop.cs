using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Workflows.Runtime;

/// <summary>Keeps an engine going: fires timers, delivers messages and runs jobs as they become due, until it is cancelled.</summary>
/// <remarks>
/// It sleeps until the next row is due or a commit makes work, and never longer than <see cref="LongestSleep"/>: the clock may be set,
/// and another host may have written.
/// </remarks>
public sealed class EngineLoop(WorkflowEngine engine, JobRunner? jobs, ILogger log)
{
    private readonly Alarm _timerAlarm = new();
    private readonly Alarm _jobAlarm = new();
    private readonly Alarm _batchAlarm = new();

    /// <summary>The longest time without a look at the store.</summary>
    public Duration LongestSleep { get; init; } = Duration.FromSeconds(10);

    /// <summary>When the timers were last looked at; for health checks. Null before the first time.</summary>
    public Instant? LastPump { get; private set; }

    /// <summary>Looks at once: for whoever moves the clock.</summary>
    public void Wake()
    {
        _timerAlarm.Ring();
        _jobAlarm.Ring();
        _batchAlarm.Ring();
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        engine.Changed += OnChanged;
        engine.Batches.Changed += _batchAlarm.Ring;
        try
        {
            await Task.WhenAll(
                RepeatAsync(_timerAlarm, PumpAsync, engine.Store.NextTimerAsync, cancel),
                RepeatAsync(_batchAlarm, engine.RunBatchesAsync, _ => ValueTask.FromResult<Instant?>(null), cancel),
                jobs is null or { Types.Count: 0 } ? Task.CompletedTask : RepeatAsync(_jobAlarm, jobs.RunAsync, token => engine.Store.NextJobAsync(jobs.Types, token), cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The way it ends.
        }
        finally
        {
            engine.Changed -= OnChanged;
            engine.Batches.Changed -= _batchAlarm.Ring;
        }
    }

    private async Task<int> PumpAsync(CancellationToken cancel)
    {
        var moved = await engine.PumpAsync(cancel);
        LastPump = engine.Clock.GetCurrentInstant();
        return moved;
    }

    private async Task RepeatAsync(Alarm alarm, Func<CancellationToken, Task<int>> work, Func<CancellationToken, ValueTask<Instant?>> next, CancellationToken cancel)
    {
        while (true)
        {
            var sleep = LongestSleep;
            try
            {
                if (await work(cancel) > 0)
                {
                    continue;
                }

                if (await next(cancel) is { } due)
                {
                    // What is due and could not be dealt with is tried again, but not in a spin.
                    sleep = Duration.Max(Duration.FromMilliseconds(100), Duration.Min(sleep, due - engine.Clock.GetCurrentInstant()));
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "The engine's loop goes on after an error");
                sleep = Duration.FromSeconds(1);
            }

            await alarm.WaitAsync(sleep, cancel);
        }
    }

    private void OnChanged(StoreChanges changes)
    {
        if (changes.HasFlag(StoreChanges.Timers))
        {
            _timerAlarm.Ring();
        }

        if (changes.HasFlag(StoreChanges.Jobs))
        {
            _jobAlarm.Ring();
        }
    }

    /// <summary>Rings once for any number of calls since the last wait.</summary>
    private sealed class Alarm
    {
        private volatile TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Ring() => _rung.TrySetResult();

        public async Task WaitAsync(Duration longest, CancellationToken cancel)
        {
            try
            {
                await _rung.Task.WaitAsync(longest.ToTimeSpan(), cancel);
            }
            catch (TimeoutException)
            {
                // Nothing rang: it is time to look all the same.
            }

            // Before the look that follows, so that a ring during it counts for the next wait.
            _rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
