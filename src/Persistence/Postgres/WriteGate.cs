namespace Peninsula.Persistence.Postgres;

/// <summary>Lets a number of writers in at a time, a bounded number wait, and turns the rest away: a queue without an end would answer everybody too late.</summary>
internal sealed class WriteGate(int places, int queueLimit) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places);
    private int _present;

    /// <summary>A place, given back when it is disposed; null when too many wait already.</summary>
    public async ValueTask<Place?> EnterAsync()
    {
        if (Interlocked.Increment(ref _present) > places + queueLimit)
        {
            Interlocked.Decrement(ref _present);
            return null;
        }

        await _free.WaitAsync();
        return new Place(this);
    }

    public void Dispose() => _free.Dispose();

    private void Leave()
    {
        Interlocked.Decrement(ref _present);
        _free.Release();
    }

    internal sealed class Place(WriteGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
