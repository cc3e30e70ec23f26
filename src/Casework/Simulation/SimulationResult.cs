using Peninsula.Activities.Measures;

namespace Peninsula.Casework.Simulation;

/// <summary>What a simulated year came to.</summary>
public sealed record SimulationResult
{
    public required SimulationRequest Request { get; init; }

    /// <summary>Commands that the engine committed.</summary>
    public required long Commits { get; init; }

    /// <summary>Everything that was stored, as facts.</summary>
    public required HistoryFacts Facts { get; init; }

    /// <summary>How many instances of each pathway came to which end.</summary>
    public required IReadOnlyList<(string Process, string Outcome, int Count)> Outcomes { get; init; }

    /// <summary>Commands that the engine refused, which nobody in the simulation should have given.</summary>
    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>Running instances that nothing can move any more.</summary>
    public required IReadOnlyList<string> Stuck { get; init; }

    /// <summary>Deadlines that passed without the ladder steps that they promise, or that reached nobody.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    /// <summary>Every measure, computed from what was stored.</summary>
    public required IReadOnlyList<MeasureResult> Measures { get; init; }

    /// <summary>Measures that what is stored cannot tell.</summary>
    public IReadOnlyList<string> NotComputable =>
        [.. Measures.Where(measure => measure.Problems.Count > 0 || measure.Whole.Value is null)
            .Select(measure => $"{measure.Measure.Key}: {(measure.Problems.Count > 0 ? measure.Problems[0] : "nothing stored that it counts")}")];

    /// <summary>Whether everything held that must hold.</summary>
    public bool IsGood => Refused.Count + Stuck.Count + Unseen.Count + NotComputable.Count == 0;
}
