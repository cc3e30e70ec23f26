using System.Diagnostics.CodeAnalysis;
using Peninsula.Decisions.Feel;

namespace Peninsula.Activities.Measures;

/// <summary>What a measure says of the facts that it counts.</summary>
public enum MeasureKind
{
    /// <summary>How many facts there are.</summary>
    Count,

    /// <summary>What part of the denominator's facts the numerator's are.</summary>
    Share,

    /// <summary>The median of a value.</summary>
    Median,

    /// <summary>The greatest of a value.</summary>
    Longest,
}

/// <summary>
/// A key performance indicator as data: which stored facts it counts, by two FEEL conditions over one fact each. A measure
/// can be argued about, changed and dated by those whose work it measures, without a release.
/// </summary>
public sealed record Measure
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on the screen.</summary>
    public required string Title { get; init; }

    /// <summary>What it means, for people: what counts, what does not, and why.</summary>
    public required string Definition { get; init; }

    /// <summary>Which facts it is about.</summary>
    public required FactKind Of { get; init; }

    /// <summary>What it says of them.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>The condition of the facts that are counted.</summary>
    public required FeelExpression Numerator { get; init; }

    /// <summary>The condition of the facts among which they are; null where there is no share.</summary>
    public FeelExpression? Denominator { get; init; }

    /// <summary>The value of which the median or the longest is taken; null for counts and shares.</summary>
    public FeelExpression? Value { get; init; }

    /// <summary>The facts' names by which it is split: <c>area</c>, <c>agency</c> ...</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>The unit of the value: percent, days, hours or a noun.</summary>
    public required string Unit { get; init; }

    /// <summary>The key of the outcome that is read beside it, since being quick is not the same as being of use; or null.</summary>
    public string? ReadBeside { get; init; }

    /// <summary>True until a local partnership has confirmed the row.</summary>
    public required bool ConfirmLocally { get; init; }
}

/// <summary>Every measure, by key.</summary>
public sealed class MeasureCatalog
{
    private readonly Dictionary<string, Measure> _byKey;

    internal MeasureCatalog(IEnumerable<Measure> measures) =>
        _byKey = measures.DistinctBy(measure => measure.Key).ToDictionary(measure => measure.Key, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<Measure> All => _byKey.Values;

    /// <summary>Finds a measure by its key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Measure? measure) => _byKey.TryGetValue(key, out measure);
}
