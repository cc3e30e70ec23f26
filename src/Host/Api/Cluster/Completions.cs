using System.Collections.Concurrent;
using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Api.Conventions;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Waits for instances to end, for clients that start one and want its result.</summary>
internal sealed class Completions(Engine engine)
{
    // Another host may end the instance, of which this one hears nothing: so it looks now and then.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();
    private int _listens;

    /// <summary>The state of an instance that has ended by itself; a problem when it was ended, or does not end in time.</summary>
    public async Task<InstanceState> OfAsync(long instanceKey, Duration wait, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _listens, 1) == 0)
        {
            engine.Workflows.Committed += OnCommitted;
        }

        var ended = _waiting.GetOrAdd(instanceKey, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            while (true)
            {
                var state = await engine.Workflows.InspectAsync(instanceKey, cancel);
                if (state is { HasEnded: true })
                {
                    return state.Status == InstanceStatus.Completed
                        ? state
                        : throw ApiProblem.Conflict($"The instance {instanceKey} was ended before it completed.");
                }

                var left = wait.ToTimeSpan() - System.Diagnostics.Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero)
                {
                    throw new ApiProblem(StatusCodes.Status504GatewayTimeout, "DEADLINE_EXCEEDED",
                        $"The instance {instanceKey} was started and has not ended in {wait.TotalMilliseconds:0} ms. It goes on; read it at /v2/process-instances/{instanceKey}.");
                }

                await Task.WhenAny(ended.Task, Task.Delay(left < Look ? left : Look, cancel));
                cancel.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _waiting.TryRemove(instanceKey, out _);
        }
    }

    private void OnCommitted(Commit commit)
    {
        if (!_waiting.IsEmpty && commit.Events.Any(happened => happened is InstanceCompleted or InstanceCancelled) && _waiting.TryGetValue(commit.InstanceKey, out var ended))
        {
            ended.TrySetResult();
        }
    }
}
