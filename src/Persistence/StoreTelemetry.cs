using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Peninsula.Persistence;

/// <summary>Metrics of the store, for whoever listens: how large the groups of commits are, and how long the disk takes. Nothing of what is written.</summary>
public static class StoreTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Peninsula.Persistence";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<int> Writes = Meter.CreateHistogram<int>("peninsula.store.group.size", "{write}", "Writes that shared a transaction");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("peninsula.store.group.duration", "s", "Until a transaction was durable, from its beginning");
    private static readonly Counter<long> Busy = Meter.CreateCounter<long>("peninsula.store.busy", "{write}", "Writes that were turned away because too many waited");

    internal static void Committed(int writes, long since)
    {
        Writes.Record(writes);
        Durations.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    internal static void TurnedAway() => Busy.Add(1);
}
