using NodaTime;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime;

/// <summary>
/// Gives 64-bit keys that are positive and ordered by creation: 41 bits of milliseconds since 2025, 10 bits of host,
/// 12 bits of sequence. Good until 2094.
/// </summary>
/// <remarks>
/// When the clock steps back, or more than 4,096 keys are wanted in a millisecond, the time in the key runs ahead of
/// the clock instead of waiting for it: order and uniqueness never depend on the clock being right.
/// </remarks>
public sealed class KeyGenerator : IKeySource
{
    /// <summary>Hosts that can share a store.</summary>
    public const int MaxHosts = 1 << HostBits;

    private const int HostBits = 10;
    private const int SequenceBits = 12;
    private const long Greatest = (1L << (63 - HostBits)) - 1;
    private const long LastMillisecond = Greatest >> SequenceBits;
    private static readonly Instant Epoch = Instant.FromUtc(2025, 1, 1, 0, 0);

    // One command makes far fewer keys than a second holds, so a second past the greatest stored key is past all.
    private const long RestartMargin = 1000;

    private readonly IClock _clock;
    private readonly Func<int> _host;

    // Milliseconds and sequence of the last key, without the host between them.
    private long _last;

    /// <summary>A source of keys for one host.</summary>
    /// <param name="clock">Tells the time.</param>
    /// <param name="host">Number of this host, 0 to 1023; no two running hosts that share a store may have the same.</param>
    /// <param name="greatestStored">A key that every new one must exceed: see <see cref="IWorkflowStore.GreatestKeyAsync"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No host has that number.</exception>
    public KeyGenerator(IClock clock, int host = 0, long greatestStored = 0)
        : this(clock, () => host, greatestStored)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(host);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(host, MaxHosts);
    }

    /// <summary>A source of keys for a host whose number can change.</summary>
    internal KeyGenerator(IClock clock, Func<int> host, long greatestStored)
    {
        _clock = clock;
        _host = host;
        _last = greatestStored == 0 ? 0 : ((greatestStored >> (HostBits + SequenceBits)) + RestartMargin) << SequenceBits;
    }

    /// <inheritdoc/>
    public long Next()
    {
        var now = Milliseconds(_clock.GetCurrentInstant()) << SequenceBits;
        while (true)
        {
            var before = Volatile.Read(ref _last);
            var next = Math.Max(before + 1, now);
            if (next > Greatest)
            {
                throw new InvalidOperationException("There are no keys for times after 2094. Is the clock right?");
            }

            if (Interlocked.CompareExchange(ref _last, next, before) == before)
            {
                return (next >> SequenceBits << (HostBits + SequenceBits)) | ((long)_host() << SequenceBits) | (next & ((1 << SequenceBits) - 1));
            }
        }
    }

    /// <inheritdoc/>
    public Instant? TimeOf(long key) => MadeAt(key);

    /// <summary>The time in a key: that at which it was made, to the millisecond, or a little after it.</summary>
    public static Instant MadeAt(long key) => Epoch + Duration.FromMilliseconds(key >> (HostBits + SequenceBits));

    /// <summary>The least key that could be made at <paramref name="time"/>; 0 for times before 2025.</summary>
    public static long Floor(Instant time) => Milliseconds(time) << (HostBits + SequenceBits);

    private static long Milliseconds(Instant time) => Math.Clamp((long)(time - Epoch).TotalMilliseconds, 0, LastMillisecond);
}
