using NodaTime;

namespace Peninsula.Casework.Simulation;

/// <summary>What fictional people will do, by when. Commits add to it from other threads.</summary>
internal sealed class EventQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Func<Task>, (Instant At, long Order)> _acts = new();
    private long _order;

    public void Add(Instant at, Func<Task> act)
    {
        lock (_gate)
        {
            _acts.Enqueue(act, (at, _order++));
        }
    }

    public Instant? Next
    {
        get
        {
            lock (_gate)
            {
                return _acts.TryPeek(out _, out var when) ? when.At : null;
            }
        }
    }

    public Func<Task>? Take(Instant until)
    {
        lock (_gate)
        {
            return _acts.TryPeek(out _, out var when) && when.At <= until ? _acts.Dequeue() : null;
        }
    }
}
