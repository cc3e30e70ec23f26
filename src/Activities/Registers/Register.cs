using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Registers;

/// <summary>
/// A register that the pathways keep: orders and notices, missing episodes, intelligence ... A user task names it by
/// <c>peninsula:register</c>; when the task is done, what its form said becomes an entry. What an entry holds is data, so
/// that a register can take another field without a release.
/// </summary>
public sealed record Register
{
    /// <summary>Its key, which <c>peninsula:register</c> names.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the screen.</summary>
    public required string Title { get; init; }

    /// <summary>The item class of its entries.</summary>
    public required string Disclosure { get; init; }

    /// <summary>
    /// The fields that make two writings of one case the same entry, <c>kind</c> and <c>subject</c> among them; none: every
    /// writing is an entry of its own.
    /// </summary>
    public required IReadOnlyList<string> Identity { get; init; }

    /// <summary>Its fields, in the order in which they are shown.</summary>
    public required IReadOnlyList<RegisterField> Fields { get; init; }

    /// <summary>The field that says when an entry starts; null: when it was written.</summary>
    public string? Starts { get; init; }

    /// <summary>The field that says when it ends, or null.</summary>
    public string? Ends { get; init; }

    /// <summary>How many days before its end somebody should know; 0 for registers whose entries do not end.</summary>
    public required int WarnDays { get; init; }

    /// <summary>How many entries of one case make a repeat that somebody must look at, or null.</summary>
    public RepeatTrigger? Repeats { get; init; }
}

/// <summary>A field of a register.</summary>
/// <param name="Name">Its name in an entry.</param>
/// <param name="Title">Its name on the screen.</param>
/// <param name="From">The names under which forms ask for it, the first that is filled in counts.</param>
/// <param name="Disclosure">Its item class; null for that of the register.</param>
public sealed record RegisterField(string Name, string Title, IReadOnlyList<string> From, string? Disclosure);

/// <summary>When entries of one case become too many.</summary>
/// <param name="Count">This many entries ...</param>
/// <param name="Days">... within this many days.</param>
public sealed record RepeatTrigger(int Count, int Days);

/// <summary>Every register, by key.</summary>
public sealed class RegisterCatalog
{
    private readonly Dictionary<string, Register> _byKey;

    internal RegisterCatalog(IEnumerable<Register> registers) =>
        _byKey = registers.DistinctBy(register => register.Key).ToDictionary(register => register.Key, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<Register> All => _byKey.Values;

    /// <summary>Finds a register by its key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Register? register) => _byKey.TryGetValue(key, out register);
}
