using NodaTime;
using Peninsula.Activities.Calendar;

namespace Peninsula.Activities.Timescales;

/// <summary>A deadline that was worked out, with the version of the limit it was worked out under.</summary>
/// <param name="Anchor">The moment that started the clock.</param>
/// <param name="Due">When it falls due.</param>
/// <param name="Version">The limit, which a running clock keeps whatever changes later.</param>
public sealed record Deadline(Instant Anchor, Instant Due, TimescaleVersion Version);

/// <summary>A time limit through the years: its versions, one in force at most on any day.</summary>
public sealed class Timescale
{
    /// <summary>The anchor of a limit that starts when its task starts.</summary>
    public const string TaskAnchor = "task";

    private readonly WorkingCalendar _calendar;

    internal Timescale(string key, IReadOnlyList<TimescaleVersion> versions, WorkingCalendar calendar)
    {
        Key = key;
        Versions = versions;
        _calendar = calendar;
    }

    /// <summary>The key by which pathways name the limit.</summary>
    public string Key { get; }

    /// <summary>The versions, oldest first.</summary>
    public IReadOnlyList<TimescaleVersion> Versions { get; }

    /// <summary>The version that a clock starting at a moment is under, or null when none is in force then.</summary>
    public TimescaleVersion? InForceAt(Instant at)
    {
        var day = at.InZone(_calendar.Zone).Date;
        return Versions.FirstOrDefault(version => version.IsInForceOn(day));
    }

    /// <summary>The deadline of a clock that starts at a moment, or null when no version is in force then.</summary>
    public Deadline? Due(Instant anchor) =>
        InForceAt(anchor) is { } version ? new Deadline(anchor, version.Due(anchor, _calendar), version) : null;
}
