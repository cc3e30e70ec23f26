using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>A domain that files cases and tasks under what the tables have columns for; its cases' partition is their area.</summary>
public sealed class TestDomain : IDomainProjection
{
    public static TestDomain Instance { get; } = new();

    public IReadOnlyList<string> CaseColumns { get; } = ["area", "risk_level"];

    public IReadOnlyList<string> TaskColumns { get; } = ["area", "agency", "team", "timescale", "disclosure"];

    public IReadOnlyList<string> EscalationColumns { get; } = ["area", "agency", "team"];

    public IReadOnlyList<string?> CaseValues(FeelContext variables) => [Text(variables, "area"), Text(variables, "riskLevel")];

    public IReadOnlyList<string?> TaskValues(IReadOnlyDictionary<string, string> tags) => [.. TaskColumns.Select(tags.GetValueOrDefault)];

    public string? Partition(string? businessKey, FeelContext variables) => businessKey is null ? null : Text(variables, "area");

    private static string? Text(FeelContext variables, string name) => variables.TryGet(name, out var value) && value.TryGetString(out var text) ? text : null;
}
