using System.Globalization;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>Makes of a decision's result what history and API say of how it was made.</summary>
public static class DecisionTraces
{
    /// <summary>The trace of a result.</summary>
    /// <param name="result">What was evaluated.</param>
    /// <param name="resourceKey">The deployed file.</param>
    /// <param name="version">A decision's version in that file.</param>
    public static DecisionTrace Of(DecisionResult result, long resourceKey, Func<string, int> version)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(version);
        return new DecisionTrace(resourceKey, [.. result.Decisions.Select(decision => Of(decision, version(decision.Id)))]);
    }

    private static EvaluatedDecision Of(DecisionOutcome decision, int version) => new(
        decision.Id,
        decision.Name,
        version,
        decision.Table is not null,
        FeelJson.AsJsonKinds(decision.Value),
        [.. (decision.Table?.Inputs ?? []).Select((input, i) => new EvaluatedInput(Id(input.Id, decision.Id, "input", i + 1), input.Label, FeelJson.AsJsonKinds(input.Value)))],
        [.. (decision.Table?.MatchedRules ?? []).Select(rule => new EvaluatedRule(Id(rule.Id, decision.Id, "rule", rule.Index), rule.Index, Outputs(decision, rule)))]);

    private static EvaluatedOutput[] Outputs(DecisionOutcome decision, MatchedRule rule)
    {
        var columns = decision.Table!.Outputs;
        return
        [
            .. columns.Select((column, i) => new EvaluatedOutput(
                Id(column.Id, decision.Id, "output", i + 1),
                column.Name,
                FeelJson.AsJsonKinds(columns.Count > 1 && rule.Output.TryGetContext(out var several) ? several[column.Name] : rule.Output))),
        ];
    }

    // Files may leave ids out; places do not change within one version.
    private static string Id(string? given, string decision, string kind, int place) =>
        given is { Length: > 0 } ? given : string.Create(CultureInfo.InvariantCulture, $"{decision}-{kind}-{place}");
}
