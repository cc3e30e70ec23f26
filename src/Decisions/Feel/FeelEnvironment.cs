using NodaTime;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel;

/// <summary>What an evaluation may know of the world: the moment, the zone, the host's functions, and its bounds.</summary>
/// <param name="Now">The moment that <c>now()</c> and <c>today()</c> give.</param>
public sealed record FeelEnvironment(Instant Now)
{
    /// <summary>The zone of whoever names none: Europe/London, of the IANA database that NodaTime carries.</summary>
    public static DateTimeZone DefaultZone { get; } = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>The zone of <c>now()</c> and <c>today()</c>; <see cref="DefaultZone"/> unless said otherwise.</summary>
    public DateTimeZone Zone { get; init; } = DefaultZone;

    /// <summary>The host's functions, if there are any.</summary>
    public IFeelHost? Host { get; init; }

    /// <summary>The bounds of one evaluation.</summary>
    public FeelLimits Limits { get; init; } = FeelLimits.Default;
}

/// <summary>Bounds that end a hostile or mistaken expression early, with null and a reason.</summary>
public sealed record FeelLimits
{
    /// <summary>The bounds that hold unless others are given.</summary>
    public static readonly FeelLimits Default = new();

    /// <summary>Turns of loops, calls and filters in one evaluation; long calculations count as many.</summary>
    public int Steps { get; init; } = 500_000;

    /// <summary>Calls within calls.</summary>
    public int Depth { get; init; } = 256;

    /// <summary>Lists and contexts within lists and contexts.</summary>
    public int Nesting { get; init; } = FeelJson.MaxDepth;

    /// <summary>Bytes allocated in one evaluation, all together.</summary>
    public long Bytes { get; init; } = 32_000_000;

    /// <summary>Items of one list or entries of one context.</summary>
    public int CollectionSize { get; init; } = 100_000;

    /// <summary>List items and context entries made in one evaluation, all together.</summary>
    public int TotalItems { get; init; } = 500_000;

    /// <summary>Characters of one string.</summary>
    public int StringLength { get; init; } = 1_000_000;

    /// <summary>Characters of all strings made in one evaluation, all together.</summary>
    public int TotalCharacters { get; init; } = 8_000_000;
}
