using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Jobs;

/// <summary>Wakes workers that wait for jobs: one of them for each job, not all of them for every job.</summary>
public sealed class JobSignal(Engine engine)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<TaskCompletionSource>> _waiting = new(StringComparer.Ordinal);
    private bool _listens;

    /// <summary>Waits until a job of the type may be there, or the time is over.</summary>
    public async Task WaitAsync(string type, TimeSpan longest, CancellationToken cancel)
    {
        var rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource> place;
        lock (_gate)
        {
            if (!_listens)
            {
                engine.Workflows.Committed += OnCommitted;
                _listens = true;
            }

            if (!_waiting.TryGetValue(type, out var line))
            {
                _waiting[type] = line = new LinkedList<TaskCompletionSource>();
            }

            place = line.AddLast(rung);
        }

        try
        {
            await rung.Task.WaitAsync(longest, cancel);
        }
        catch (TimeoutException)
        {
            // Nothing rang: it is time to look all the same.
        }
        finally
        {
            lock (_gate)
            {
                place.List?.Remove(place);
            }
        }
    }

    private void OnCommitted(Commit commit)
    {
        foreach (var happened in commit.Events)
        {
            switch (happened)
            {
                case JobCreated created:
                    Ring(created.Type);
                    break;
                case JobFailed or JobRetriesSet or InstanceResumed:
                    RingAll();
                    break;
            }
        }
    }

    private void Ring(string type)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(type, out var line) && line.First is { } first)
            {
                line.RemoveFirst();
                first.Value.TrySetResult();
            }
        }
    }

    private void RingAll()
    {
        lock (_gate)
        {
            foreach (var line in _waiting.Values.Where(line => line.Count > 0))
            {
                line.First!.Value.TrySetResult();
                line.RemoveFirst();
            }
        }
    }
}
