using NodaTime;

namespace Peninsula.Activities.Notices;

/// <summary>
/// A line in somebody's inbox. It carries a kind and a case reference and nothing else of the case: notices are read on
/// locked screens and forwarded, so no personal data goes into one.
/// </summary>
public sealed record Notice
{
    /// <summary>What makes delivering it again harmless: the same key is the same notice.</summary>
    public required string Key { get; init; }

    /// <summary>What happened, a key such as <c>plan-agreed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whose inbox.</summary>
    public required string PersonId { get; init; }

    /// <summary>Whom it was meant for, as written: <c>team:torbay-police-mash</c>.</summary>
    public required string To { get; init; }

    /// <summary>The case, as people know it; null when there is none, or when the reader may not know which.</summary>
    public string? CaseReference { get; init; }

    /// <summary>The task it is about, or null.</summary>
    public long? TaskKey { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether the reader may see no more than counts and ages.</summary>
    public bool Anonymised { get; init; }
}

/// <summary>Where notices are delivered.</summary>
public interface IInbox
{
    /// <summary>Delivers notices, all or none. One whose <see cref="Notice.Key"/> was delivered before is left as it is.</summary>
    ValueTask DeliverAsync(IReadOnlyList<Notice> notices, CancellationToken cancel = default);
}

/// <summary>An inbox in memory, for rehearsals and tests. Safe for several threads.</summary>
public sealed class InMemoryInbox : IInbox
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Notice> _byKey = new(StringComparer.Ordinal);
    private readonly List<Notice> _inOrder = [];

    /// <summary>What was delivered, in order.</summary>
    public IReadOnlyList<Notice> Delivered
    {
        get
        {
            lock (_gate)
            {
                return [.. _inOrder];
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DeliverAsync(IReadOnlyList<Notice> notices, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _inOrder.AddRange(notices.Where(notice => _byKey.TryAdd(notice.Key, notice)));
        }

        return ValueTask.CompletedTask;
    }
}
