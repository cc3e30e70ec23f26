using NodaTime;

namespace Peninsula.Activities.Variants;

/// <summary>Areas that work a pathway in their own way, and from when.</summary>
public sealed record PathwayVariant
{
    /// <summary>The shared pathway.</summary>
    public required string Pathway { get; init; }

    /// <summary>The pathway that is called in its place.</summary>
    public required string Variant { get; init; }

    /// <summary>In which areas.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>The first day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last day, or null.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Who decided it.</summary>
    public required string Source { get; init; }

    /// <summary>True until the area has confirmed it.</summary>
    public required bool ConfirmLocally { get; init; }

    internal bool Covers(string area, LocalDate day) => Areas.Contains(area) && From <= day && (To is null || day <= To);
}

/// <summary>Every variant.</summary>
public sealed class VariantCatalog
{
    internal VariantCatalog(IReadOnlyList<PathwayVariant> all) => All = all;

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<PathwayVariant> All { get; }

    /// <summary>The pathway that an area works on a day: its variant, or the shared one.</summary>
    public string Of(string pathway, string area, LocalDate day) =>
        All.FirstOrDefault(variant => variant.Pathway == pathway && variant.Covers(area, day))?.Variant ?? pathway;

    /// <summary>The variants of a pathway that any area works or worked.</summary>
    public IEnumerable<string> OfPathway(string pathway) => All.Where(variant => variant.Pathway == pathway).Select(variant => variant.Variant).Distinct();
}
