using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Timescales;

/// <summary>Every time limit, by key.</summary>
public sealed class TimescaleCatalog
{
    private readonly Dictionary<string, Timescale> _byKey;

    internal TimescaleCatalog(IEnumerable<Timescale> timescales) =>
        _byKey = timescales.ToDictionary(timescale => timescale.Key, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<Timescale> All => _byKey.Values;

    /// <summary>Finds a limit by its key, exactly as written.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Timescale? timescale) => _byKey.TryGetValue(key, out timescale);
}
