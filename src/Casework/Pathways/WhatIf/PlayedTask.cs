using NodaTime;

namespace Peninsula.Casework.Pathways.WhatIf;

/// <summary>A task as a played case had it.</summary>
/// <param name="At">Process and element.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Agency">Who owed it, or null.</param>
/// <param name="Created">When it came.</param>
/// <param name="Due">When it was due, or null.</param>
/// <param name="Done">When it was done; null when it was open at the end.</param>
internal sealed record PlayedTask(string At, string Name, string? Agency, Instant Created, Instant? Due, Instant? Done)
{
    public bool IsLate(Instant end) => Due is { } due && (Done ?? end) > due;
}

/// <summary>How the cases went on one version.</summary>
/// <param name="Tasks">Every task of every case.</param>
/// <param name="Durations">How long each case that ended took.</param>
/// <param name="Weeks">Weeks between the first and the last moment.</param>
/// <param name="End">The last moment.</param>
internal sealed record Played(IReadOnlyList<PlayedTask> Tasks, IReadOnlyList<Duration> Durations, double Weeks, Instant End)
{
    public static Played Of(IEnumerable<Played> parts)
    {
        var all = parts.ToList();
        return new Played(
            [.. all.SelectMany(part => part.Tasks)], [.. all.SelectMany(part => part.Durations)],
            all.Select(part => part.Weeks).DefaultIfEmpty(0).Max(), all.Select(part => part.End).DefaultIfEmpty(Instant.MinValue).Max());
    }
}
