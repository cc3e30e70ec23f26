using System.Text.Json;

namespace Peninsula.Casework.Simulation;

/// <summary>How the fictional people of a simulation behave: <c>simulation.json</c>.</summary>
public sealed record SimulationProfile
{
    /// <summary>How often concerns come from each area.</summary>
    public required IReadOnlyDictionary<string, int> Areas { get; init; }

    /// <summary>By agency, the part of its tasks that it finishes after they were due.</summary>
    public required IReadOnlyDictionary<string, double> Late { get; init; }

    /// <summary>How late is late.</summary>
    public required Lateness WorkingDaysLate { get; init; }

    /// <summary>The part of ladder steps that their addressees acknowledge.</summary>
    public required double Acknowledged { get; init; }

    /// <summary>At most how long they take for that.</summary>
    public required double HoursToAcknowledge { get; init; }

    /// <summary>By question, how often each answer is given.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Habits { get; init; }

    /// <summary>How often children are at each level.</summary>
    public required IReadOnlyDictionary<string, int> Levels { get; init; }

    /// <summary>By question, the least and the greatest number.</summary>
    public required IReadOnlyDictionary<string, int[]> Numbers { get; init; }

    /// <summary>By question, the fewest and the most days from the day of asking.</summary>
    public required IReadOnlyDictionary<string, int[]> Days { get; init; }

    /// <summary>What begins by the calendar.</summary>
    public required IReadOnlyList<RoutineStart> Routine { get; init; }

    /// <summary>What happens to children while, or after, their concern is worked.</summary>
    public required IReadOnlyList<BesideStart> Beside { get; init; }

    /// <exception cref="JsonException">It is not what is expected.</exception>
    public static SimulationProfile Read(string path) =>
        JsonSerializer.Deserialize<SimulationProfile>(File.ReadAllText(path), Json) ?? throw new JsonException("The file is empty.");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

/// <summary>Half of what is late is no later than the median, nothing later than the longest.</summary>
public sealed record Lateness(double Median, double Longest);

/// <summary>A pathway that begins every so many days, in each area or once.</summary>
public sealed record RoutineStart(string Pathway, int EveryDays, bool PerArea);

/// <summary>Something that may happen to a child: a message to the case, with what a form says, or another pathway.</summary>
public sealed record BesideStart(string? Message, string? Pathway, double Chance, int Most, int WithinDays, string? Form = null, bool AfterClosing = false);
