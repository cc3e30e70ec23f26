using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Workflows.Runtime;

/// <summary>An instance as it was last committed.</summary>
/// <param name="InstanceKey">Its key.</param>
/// <param name="Version">Number of commits so far.</param>
/// <param name="State">What <see cref="StateCodec"/> wrote.</param>
/// <param name="HistoryHash">SHA-256 of the last history entry, 32 bytes.</param>
public sealed record StoredInstance(long InstanceKey, long Version, ReadOnlyMemory<byte> State, ReadOnlyMemory<byte> HistoryHash);

/// <summary>What one command changed.</summary>
public sealed record Commit
{
    /// <summary>The instance.</summary>
    public required long InstanceKey { get; init; }

    /// <summary>The version that the command read; 0 for a new instance. The commit makes it one more.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The new state, as <see cref="StateCodec"/> wrote it.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<WorkflowEvent> Events { get; init; }

    /// <summary>The events as history keeps them, already encoded and chained: see <see cref="HistoryEntry"/>.</summary>
    public required HistoryEntry History { get; init; }

    /// <summary>The instance's business key, copied to its rows; null without one.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The id of the process at the root.</summary>
    public required string ProcessId { get; init; }

    /// <summary>When the command was taken.</summary>
    public Instant At => History.At;

    /// <summary>For a start from a definition's timer: that timer, removed or moved in the same transaction. <see cref="CommitOutcome.Repeated"/> when it is gone or moved already.</summary>
    public StartTimerFired? StartTimer { get; init; }

    /// <summary>For a start that carries a one-time id: that id. <see cref="CommitOutcome.Repeated"/> when it has started an instance before.</summary>
    public string? StartId { get; init; }

    /// <summary>For a start or trigger by an outbox entry. <see cref="CommitOutcome.Repeated"/> when that entry reached that receiver before.</summary>
    public Delivery? Delivers { get; init; }

    /// <summary>For one instance's part of a batch: the batch, where it is noted as done in the same transaction. <see cref="CommitOutcome.Repeated"/> when it was dealt with before, or the batch does not run.</summary>
    public long? BatchKey { get; init; }
}

/// <summary>A definition's timer that starts an instance.</summary>
/// <param name="TimerKey">Its key.</param>
/// <param name="Due">The due time for which it fires.</param>
/// <param name="NextDue">When it fires again, or null for never.</param>
/// <param name="RepetitionsLeft">Times that it fires again after that; -1 for ever.</param>
public sealed record StartTimerFired(long TimerKey, Instant Due, Instant? NextDue, int RepetitionsLeft);

/// <summary>The delivery of an outbox entry to one receiver.</summary>
/// <param name="MessageKey">The entry.</param>
/// <param name="Receiver">The instance that a message reaches; the subscription that a signal, or a start, reaches.</param>
public sealed record Delivery(long MessageKey, long Receiver);

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Written, durably.</summary>
    Committed,
    /// <summary>Somebody else committed first: load again and try again.</summary>
    Conflict,
    /// <summary>The delivery, start timer or start id that it stands for was committed before; nothing was written.</summary>
    Repeated,
    /// <summary>Too much waits to be written: try later.</summary>
    Busy,
}

/// <summary>One command in an instance's history: append-only, each entry carrying the hash of the one before.</summary>
/// <param name="InstanceKey">The instance.</param>
/// <param name="Version">The version that the command made; 1 for the first.</param>
/// <param name="At">When.</param>
/// <param name="By">Who, or null for the engine.</param>
/// <param name="Command">The command's name, such as <c>CompleteTask</c>.</param>
/// <param name="Events">The events, encoded by <see cref="EventCodec"/>.</param>
/// <param name="PreviousHash">Hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">SHA-256 over all the above.</param>
public sealed record HistoryEntry(long InstanceKey, long Version, Instant At, string? By, string Command, ReadOnlyMemory<byte> Events, ReadOnlyMemory<byte> PreviousHash, ReadOnlyMemory<byte> Hash);
