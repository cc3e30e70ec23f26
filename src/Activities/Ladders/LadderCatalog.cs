using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Ladders;

/// <summary>Every ladder, by key.</summary>
public sealed class LadderCatalog
{
    private readonly Dictionary<string, Ladder> _byKey;

    internal LadderCatalog(IEnumerable<Ladder> ladders) =>
        _byKey = ladders.DistinctBy(ladder => ladder.Key).ToDictionary(ladder => ladder.Key, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<Ladder> All => _byKey.Values;

    /// <summary>Finds a ladder by its key, exactly as written.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Ladder? ladder) => _byKey.TryGetValue(key, out ladder);
}
