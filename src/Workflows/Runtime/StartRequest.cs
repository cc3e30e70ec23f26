using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Runtime;

/// <summary>Asks for a new instance.</summary>
public sealed record StartRequest
{
    /// <summary>The process, whose newest version is started; null when <see cref="DefinitionKey"/> says which.</summary>
    public string? ProcessId { get; init; }

    /// <summary>The version to start; null for the newest.</summary>
    public long? DefinitionKey { get; init; }

    /// <summary>The variables to start with.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>What people know the case by, or null.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Who starts it, or null for the engine.</summary>
    public string? By { get; init; }

    /// <summary>The start event; null for the none start event.</summary>
    public string? StartElementId { get; init; }

    /// <summary>
    /// A one-time id of the asking, or null. However often the same id is sent, and from however many places at once, it
    /// starts one instance: the others are refused with <see cref="Execution.Refusal.AlreadyDone"/> and that instance's key.
    /// </summary>
    public string? StartId { get; init; }
}

/// <summary>A message from outside, or from an instance.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">What identifies the receiver; without it the oldest receiver of that name that asks for none.</param>
/// <param name="Variables">What goes with it.</param>
public sealed record MessageRequest(string Name, string? CorrelationKey, FeelContext Variables)
{
    /// <summary>How long it is kept while nobody waits for it; null: not at all.</summary>
    public NodaTime.Duration? TimeToLive { get; init; }

    /// <summary>The publisher's id of it, or null. While it is used (its time to live, and a day at least) another message of that name, key and id is refused.</summary>
    public string? MessageId { get; init; }

    /// <summary>The business key of instances that it starts; null: its correlation key.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Who sends it, or null.</summary>
    public string? By { get; init; }

    /// <summary>Whose rights bound whom it reaches, now and when it is delivered later (see <see cref="IMessagePolicy"/>); null: whoever waits for it.</summary>
    public string? Sender { get; init; }
}

/// <summary>What became of a message or signal.</summary>
/// <param name="Receivers">What each receiver made of it; empty when nobody waited.</param>
/// <param name="BufferedAs">The key under which it is kept for a later receiver, or null.</param>
public sealed record PublishResult(IReadOnlyList<CommandResult> Receivers, long? BufferedAs)
{
    /// <summary>Whether anybody received it.</summary>
    public bool IsReceived => Receivers.Any(receiver => receiver.IsAccepted);
}
