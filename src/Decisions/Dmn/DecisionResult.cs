using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn;

/// <summary>What a decision decided, and why.</summary>
/// <param name="Value">The decision's value.</param>
/// <param name="Tables">Every decision table that was evaluated on the way, in the order in which they ended.</param>
/// <param name="Reasons">Why something evaluated to null by mistake, in plain words.</param>
public sealed record DecisionResult(
    FeelValue Value, IReadOnlyList<TableOutcome> Tables, IReadOnlyList<string> Reasons)
{
    /// <summary>The rules that matched in the decision's own table, the last to be evaluated.</summary>
    public IReadOnlyList<MatchedRule> MatchedRules => Tables.Count == 0 ? [] : Tables[^1].MatchedRules;

    /// <summary>Every decision that was evaluated on the way, in the order in which they ended; the one that was asked for is the last.</summary>
    public IReadOnlyList<DecisionOutcome> Decisions { get; init; } = [];

    internal static DecisionResult Failed(string reason) => new(default, [], [reason]);
}

/// <summary>One evaluation of a decision.</summary>
/// <param name="Id">The decision's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it gave.</param>
/// <param name="Table">The evaluation of its decision table; null when its logic is none.</param>
public sealed record DecisionOutcome(string Id, string Name, FeelValue Value, TableOutcome? Table);

/// <summary>One evaluation of a decision table.</summary>
/// <param name="ElementId">The id of the decision or business knowledge model that holds the table.</param>
/// <param name="ElementName">Its name.</param>
/// <param name="HitPolicy">The hit policy, as DMN writes it (<c>UNIQUE</c>, <c>COLLECT SUM</c>).</param>
/// <param name="Inputs">The input expressions and what they were.</param>
/// <param name="MatchedRules">The rules that matched, in the order of the table.</param>
/// <param name="Value">What the table gave.</param>
public sealed record TableOutcome(
    string ElementId,
    string ElementName,
    string HitPolicy,
    IReadOnlyList<TableInput> Inputs,
    IReadOnlyList<MatchedRule> MatchedRules,
    FeelValue Value)
{
    /// <summary>The output columns, in the order of the table.</summary>
    public IReadOnlyList<TableColumn> Outputs { get; init; } = [];
}

/// <summary>An output column of a decision table.</summary>
/// <param name="Id">Its id, if it has one.</param>
/// <param name="Name">Its name; the decision's for a single output without one.</param>
public sealed record TableColumn(string? Id, string Name);

/// <summary>An input of a decision table.</summary>
/// <param name="Label">The column's label, or the expression when it has none.</param>
/// <param name="Expression">The input expression.</param>
/// <param name="Value">What it was.</param>
public sealed record TableInput(string Label, string Expression, FeelValue Value)
{
    /// <summary>The column's id, if it has one.</summary>
    public string? Id { get; init; }
}

/// <summary>A rule that matched.</summary>
/// <param name="Index">Its place in the table, from 1.</param>
/// <param name="Id">Its id, if it has one.</param>
/// <param name="Conditions">The tests in its cells, one per input.</param>
/// <param name="Annotations">Its annotations.</param>
/// <param name="Output">What it contributed.</param>
public sealed record MatchedRule(
    int Index,
    string? Id,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<RuleAnnotation> Annotations,
    FeelValue Output);

/// <summary>A remark on a rule, such as the policy or statute behind it.</summary>
/// <param name="Name">The annotation column's name.</param>
/// <param name="Text">The remark.</param>
public sealed record RuleAnnotation(string Name, string Text);
