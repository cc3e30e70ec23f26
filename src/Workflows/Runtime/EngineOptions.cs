using NodaTime;

namespace Peninsula.Workflows.Runtime;

/// <summary>How an engine works.</summary>
public sealed record EngineOptions
{
    /// <summary>One thing after another, each in its due order with its consequences: for rehearsal and simulation.</summary>
    public static EngineOptions Sequential { get; } = new() { Parallelism = 1, TimerBatch = 1, BatchParallelism = 1 };

    /// <summary>Instances that the engine itself works on at a time, for timers, deliveries and jobs. People's commands are not counted.</summary>
    public int Parallelism { get; init; } = 32;

    /// <summary>Due timers taken at a time.</summary>
    public int TimerBatch { get; init; } = 256;

    /// <summary>Instances of a batch that are taken at a time, before another batch's are.</summary>
    public int BatchSlice { get; init; } = 64;

    /// <summary>Instances of batches that are worked on at a time: few, so that nothing else waits for them.</summary>
    public int BatchParallelism { get; init; } = 4;

    /// <summary>States kept decoded in memory.</summary>
    public int CachedInstances { get; init; } = 2_000;

    /// <summary>Times that a command is tried again after another host committed first.</summary>
    public int ConflictRetries { get; init; } = 20;

    /// <summary>How long a message that an instance sent is kept for a receiver that does not wait yet.</summary>
    public Duration SentMessageTimeToLive { get; init; } = Duration.FromDays(1);
}
