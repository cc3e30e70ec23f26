using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Runtime.Batches;

/// <summary>One operation on many instances, each on its own: what cannot be done on one is told, and the others go on.</summary>
/// <param name="Operation">What is done: <see cref="MigrateInstance"/>, <see cref="ModifyInstance"/>, <see cref="CancelInstance"/>, <see cref="ResolveIncidents"/>, <see cref="SuspendInstance"/> or <see cref="ResumeInstance"/>.</param>
/// <param name="Instances">On which; settled when the batch is created.</param>
public sealed record BatchRequest(Command Operation, InstanceSelection Instances)
{
    /// <summary>Who asks; in every instance's history too.</summary>
    public string? By { get; init; }
}

/// <summary>Which instances: those of which everything said here holds.</summary>
public sealed record InstanceSelection
{
    /// <summary>These and no others; null: any.</summary>
    public IReadOnlyCollection<long>? Keys { get; init; }

    /// <summary>Those that run this version.</summary>
    public long? DefinitionKey { get; init; }

    /// <summary>Those of this process, in any version.</summary>
    public string? ProcessId { get; init; }

    /// <summary>Those at this element: something is active there, or a token waits at it.</summary>
    public string? ElementId { get; init; }

    /// <summary>Those with an open incident.</summary>
    public bool WithIncident { get; init; }
}

/// <summary>Where a batch stands.</summary>
public enum BatchStatus
{
    /// <summary>It is worked on.</summary>
    Running,
    /// <summary>Somebody stopped it for now.</summary>
    Suspended,
    /// <summary>Every instance was dealt with.</summary>
    Completed,
    /// <summary>Somebody ended it; the rest is left as it is.</summary>
    Cancelled,
}

/// <summary>A batch's row.</summary>
/// <param name="BatchKey">Its key.</param>
/// <param name="Kind">The operation's name, such as <c>MigrateInstance</c>.</param>
/// <param name="Operation">The operation, encoded by <see cref="OperationCodec"/>.</param>
/// <param name="By">Who asked, or null.</param>
/// <param name="Created">When.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Ended">When it was completed or cancelled, or null.</param>
public sealed record BatchRow(long BatchKey, string Kind, ReadOnlyMemory<byte> Operation, string? By, Instant Created, BatchStatus Status = BatchStatus.Running, Instant? Ended = null)
{
    /// <summary>What is done on each instance.</summary>
    public Command ReadOperation() => OperationCodec.Read(Operation);
}

/// <summary>A batch and how far it is.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Total">Instances that were selected.</param>
/// <param name="Done">Those on which it was done.</param>
/// <param name="Failed">Those on which it could not be done.</param>
public sealed record BatchProgress(BatchRow Batch, int Total, int Done, int Failed)
{
    /// <summary>Those that still wait for it, or never got it when it was cancelled.</summary>
    public int Left => Total - Done - Failed;
}

/// <summary>How one instance of a batch fared.</summary>
public enum BatchItemState
{
    /// <summary>It waits, or was not reached when the batch was cancelled.</summary>
    Pending,
    /// <summary>Done.</summary>
    Done,
    /// <summary>It could not be done; nothing was changed.</summary>
    Failed,
}

/// <summary>One instance of a batch.</summary>
/// <param name="BatchKey">The batch.</param>
/// <param name="InstanceKey">The instance.</param>
/// <param name="State">How it fared.</param>
/// <param name="Message">Why it failed, in plain words, or null.</param>
/// <param name="At">When it was dealt with, or null.</param>
public sealed record BatchItem(long BatchKey, long InstanceKey, BatchItemState State, string? Message = null, Instant? At = null);
