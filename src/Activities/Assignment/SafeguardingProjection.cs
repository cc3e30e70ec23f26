using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Activities.Assignment;

/// <summary>
/// What cases and tasks of safeguarding are found by: a case by its <c>area</c> and <c>riskLevel</c>, a task by what
/// <see cref="SafeguardingTaskPolicy"/> tagged it with. A case's partition is its area: a worker gets jobs of the areas that it works for.
/// </summary>
public sealed class SafeguardingProjection : IDomainProjection
{
    // The same words for a tag and for the column that it fills.
    private static readonly string[] Tags = ["area", "agency", "team", "timescale", "disclosure"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CaseColumns { get; } = ["area", "risk_level"];

    /// <inheritdoc/>
    public IReadOnlyList<string> TaskColumns => Tags;

    /// <inheritdoc/>
    public IReadOnlyList<string> EscalationColumns { get; } = ["area", "agency", "team"];

    /// <inheritdoc/>
    public IReadOnlyList<string?> CaseValues(FeelContext variables) => [Text(variables, "area"), Text(variables, "riskLevel")];

    /// <inheritdoc/>
    public IReadOnlyList<string?> TaskValues(IReadOnlyDictionary<string, string> tags) => Array.ConvertAll(Tags, tags.GetValueOrDefault);

    /// <inheritdoc/>
    /// <remarks>What has no reference is no case, and whoever started it is asked for nothing but their own.</remarks>
    public string? Partition(string? businessKey, FeelContext variables) => businessKey is null ? null : Text(variables, "area");

    private static string? Text(FeelContext variables, string name) => variables.TryGet(name, out var value) && value.TryGetString(out var text) ? text : null;
}
