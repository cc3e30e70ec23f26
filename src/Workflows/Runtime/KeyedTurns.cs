namespace Peninsula.Workflows.Runtime;

/// <summary>
/// Gives each key's turn to one holder at a time, in the order of asking. An entry exists only while somebody holds or
/// awaits the turn, so memory follows the work in hand, not the keys ever seen.
/// </summary>
internal sealed class KeyedTurns
{
    private readonly Dictionary<long, Queue<TaskCompletionSource>?> held = [];
    private readonly Lock gate = new();

    /// <summary>Keys whose turn is held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return held.Count;
            }
        }
    }

    /// <summary>Waits for the turn of <paramref name="key"/>; it is given back when the result is disposed.</summary>
    public async ValueTask<Turn> EnterAsync(long key, CancellationToken cancel = default)
    {
        TaskCompletionSource waiter;
        lock (gate)
        {
            if (held.TryAdd(key, null))
            {
                return new Turn(this, key);
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (held[key] ??= new Queue<TaskCompletionSource>()).Enqueue(waiter);
        }

        // Whoever gives up stays in the queue, marked; Leave passes the turn over such waiters.
        await using (cancel.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter))
        {
            await waiter.Task;
        }

        return new Turn(this, key);
    }

    private void Leave(long key)
    {
        lock (gate)
        {
            var waiting = held[key];
            while (waiting is not null && waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            held.Remove(key);
        }
    }

    /// <summary>The right to act on one key.</summary>
    internal readonly struct Turn(KeyedTurns turns, long key) : IDisposable
    {
        public void Dispose() => turns.Leave(key);
    }
}
