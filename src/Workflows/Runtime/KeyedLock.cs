namespace Peninsula.Workflows.Runtime;

/// <summary>
/// A lock for each key: one holder at a time, in the order of asking. An entry exists only while somebody holds or awaits
/// the lock, so memory follows the work in hand, not the keys ever seen.
/// </summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<long, Queue<TaskCompletionSource>?> _held = [];
    private readonly Lock _gate = new();

    /// <summary>Keys whose lock is held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>Waits for the lock of <paramref name="key"/>; it is released when the result is disposed.</summary>
    public async ValueTask<Holder> EnterAsync(long key, CancellationToken cancel = default)
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_held.TryAdd(key, null))
            {
                return new Holder(this, key);
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_held[key] ??= new Queue<TaskCompletionSource>()).Enqueue(waiter);
        }

        // Whoever gives up stays in the queue, marked; Leave passes such waiters over.
        await using (cancel.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter))
        {
            await waiter.Task;
        }

        return new Holder(this, key);
    }

    private void Leave(long key)
    {
        lock (_gate)
        {
            var waiting = _held[key];
            while (waiting is not null && waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _held.Remove(key);
        }
    }

    /// <summary>The right to act on one key.</summary>
    internal readonly struct Holder(KeyedLock owner, long key) : IDisposable
    {
        public void Dispose() => owner.Leave(key);
    }
}
