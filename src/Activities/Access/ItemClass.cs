using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Access;

/// <summary>A class of items, tasks and form fields by how widely it may be read on a case.</summary>
public sealed record ItemClass
{
    /// <summary>Its key, which <c>peninsula:disclosure</c> names.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the screen.</summary>
    public required string Title { get; init; }

    /// <summary>The agencies whose people may read it; <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Agencies { get; init; }

    /// <summary>The functions whose teams may read it, where an agency would be too wide.</summary>
    public required IReadOnlyList<string> Functions { get; init; }

    /// <summary>Whether the agency that wrote an item may always read it.</summary>
    public required bool OwnAgencyToo { get; init; }

    /// <summary>True until a local partnership has confirmed the row.</summary>
    public required bool ConfirmLocally { get; init; }
}

/// <summary>Every item class, by key.</summary>
public sealed class ItemClassCatalog
{
    private readonly Dictionary<string, ItemClass> _byKey;

    internal ItemClassCatalog(IEnumerable<ItemClass> classes) =>
        _byKey = classes.DistinctBy(item => item.Key).ToDictionary(item => item.Key, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<ItemClass> All => _byKey.Values;

    /// <summary>The class of that key; one that is open to nobody for a key that is not in the book, so that a slip discloses nothing.</summary>
    public ItemClass Of(string key) => TryGet(key, out var item) ? item : new ItemClass
    {
        Key = key,
        Title = key,
        Agencies = [],
        Functions = [],
        OwnAgencyToo = false,
        ConfirmLocally = true,
    };

    /// <summary>Finds a class by its key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out ItemClass? item) => _byKey.TryGetValue(key, out item);
}
