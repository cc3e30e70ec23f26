using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Messages;

/// <summary>What a value of a message is.</summary>
public enum MessageValueKind
{
    /// <summary>A text of at most 2,000 characters.</summary>
    Text,

    /// <summary>A date and time with its offset.</summary>
    DateTime,

    /// <summary>The key of an area.</summary>
    Area,
}

/// <summary>A value that goes with a message.</summary>
/// <param name="Name">The variable that it fills.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsRequired">Whether the message makes no sense without it.</param>
public sealed record MessageValue(string Name, MessageValueKind Kind, bool IsRequired);

/// <summary>Something that an agency's system may tell a case: a message of the pathways, with who may send it and what goes with it.</summary>
public sealed record CaseMessage
{
    /// <summary>The message's name, as the pathways have it.</summary>
    public required string Name { get; init; }

    /// <summary>What it says, on the screen.</summary>
    public required string Title { get; init; }

    /// <summary>The agencies whose systems may send it into cases that they are members of.</summary>
    public required IReadOnlyList<string> Senders { get; init; }

    /// <summary>What goes with it; nothing else does.</summary>
    public required IReadOnlyList<MessageValue> Values { get; init; }

    /// <summary>True until a local partnership has confirmed the row.</summary>
    public required bool ConfirmLocally { get; init; }
}

/// <summary>Every message that may come from outside, by name. One that is not here is the pathways' own.</summary>
public sealed class CaseMessageCatalog
{
    private readonly Dictionary<string, CaseMessage> _byName;

    internal CaseMessageCatalog(IEnumerable<CaseMessage> messages) =>
        _byName = messages.DistinctBy(message => message.Name).ToDictionary(message => message.Name, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<CaseMessage> All => _byName.Values;

    /// <summary>Whether an agency's systems may send a message of that name.</summary>
    public bool MaySend(string agency, string name) => TryGet(name, out var message) && message.Senders.Contains(agency);

    /// <summary>Finds a message by its name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out CaseMessage? message) => _byName.TryGetValue(name, out message);
}
