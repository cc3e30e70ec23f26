namespace Peninsula.Workflows.Rehearsal;

/// <summary>How a scenario went.</summary>
/// <param name="Passed">Whether every step did what it should.</param>
/// <param name="Step">The step that did not, from 1; null when all did, or when it is something else.</param>
/// <param name="Message">What was expected and what was found; null when it passed.</param>
public sealed record RehearsalResult(bool Passed, int? Step, string? Message)
{
    internal static RehearsalResult Pass { get; } = new(true, null, null);

    internal static RehearsalResult Fail(int? step, string message) => new(false, step, message);

    /// <inheritdoc/>
    public override string ToString() => Passed ? "passed" : Step is { } step ? $"step {step}: {Message}" : Message!;
}
