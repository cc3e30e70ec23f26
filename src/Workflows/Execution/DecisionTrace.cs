using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution;

/// <summary>How a decision was made, as it was then: whatever is deployed later changes nothing of it.</summary>
/// <param name="ResourceKey">The deployed file that it stands in.</param>
/// <param name="Decisions">Every decision that was evaluated, in the order in which they ended; the one that was asked for is the last.</param>
public sealed record DecisionTrace(long ResourceKey, IReadOnlyList<EvaluatedDecision> Decisions);

/// <summary>One decision that was evaluated. Ids are those of the file, or made up from places where it has none.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version: how many deployed files had it, up to this one.</param>
/// <param name="IsTable">Whether its logic is a decision table.</param>
/// <param name="Value">What it gave, of JSON kinds.</param>
/// <param name="Inputs">A table's inputs, and what they were.</param>
/// <param name="Rules">A table's rules that matched.</param>
public sealed record EvaluatedDecision(
    string Id, string Name, int Version, bool IsTable, FeelValue Value, IReadOnlyList<EvaluatedInput> Inputs, IReadOnlyList<EvaluatedRule> Rules);

/// <summary>An input of a table, and what it was.</summary>
/// <param name="Id">The column's id.</param>
/// <param name="Name">Its label, or its expression.</param>
/// <param name="Value">What it was, of JSON kinds.</param>
public sealed record EvaluatedInput(string Id, string Name, FeelValue Value);

/// <summary>A rule that matched.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Index">Its place in the table, from 1.</param>
/// <param name="Outputs">What it gave.</param>
public sealed record EvaluatedRule(string Id, int Index, IReadOnlyList<EvaluatedOutput> Outputs);

/// <summary>An output of a rule.</summary>
/// <param name="Id">The column's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What the rule gave, of JSON kinds.</param>
public sealed record EvaluatedOutput(string Id, string Name, FeelValue Value);
