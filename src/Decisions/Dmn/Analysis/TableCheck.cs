using System.Numerics;
using Peninsula.Decisions.Dmn.Execution;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>
/// Looks for gaps, overlaps and rules out of reach. Each column's values fall into regions in which every cell answers
/// alike; the table is followed through the regions of one column after the other, keeping the rules that still match,
/// and what the same rules have led to before is not followed again. A cell that depends on more than its value may pass
/// or not: a gap is shown only where even then no rule matches, an overlap only between rules without such cells, and
/// what could not be known is said.
/// </summary>
internal sealed class TableCheck
{
    private const int MaxFindings = 20;
    private const int MaxVisits = 100_000;
    private const int MaxRules = 5000;

    private readonly DecisionTableNode _table;
    private readonly Region[][] _columns;
    private readonly BigInteger _sure;
    private readonly List<int> _unsure = [];
    private readonly List<TableFinding> _findings = [];
    private readonly HashSet<(int Column, BigInteger Rules)> _visited = [];
    private readonly HashSet<(int, int)> _overlaps = [];
    private readonly bool[] _reached;

    private TableCheck(DecisionTableNode table)
    {
        _table = table;
        _reached = new bool[table.Rules.Count];
        var cells = Enumerable.Range(0, table.Inputs.Count)
            .Select(c => table.Rules.Select(r => CellTest.Read(r.Tests[c])).ToArray()).ToArray();
        for (var rule = 0; rule < table.Rules.Count; rule++)
        {
            if (Array.TrueForAll(cells, column => column[rule] is not null))
            {
                _sure |= BigInteger.One << rule;
            }
            else
            {
                _unsure.Add(rule);
            }
        }

        _columns = [.. cells.Select((column, i) => Region.Of(column, Allowed(table.Inputs[i]), table.Inputs[i].Type.Outline().IsOnly(FeelKind.Boolean)))];
    }

    /// <summary>What the column says is allowed, or else the type of its input.</summary>
    private static CellTest? Allowed(TableInputNode input) =>
        (input.Allowed ?? input.Type.AllowedValues) is { } tests ? CellTest.Read(tests) : null;

    public static IReadOnlyList<TableFinding> Of(DecisionTableNode table)
    {
        if (table.Inputs.Count == 0 || table.Rules.Count == 0)
        {
            return [];
        }

        if (table.Rules.Count > MaxRules)
        {
            return [Unchecked(table, [], $"it has more than {MaxRules} rules")];
        }

        var check = new TableCheck(table);
        check.Follow(0, (BigInteger.One << table.Rules.Count) - 1, new FeelValue?[table.Inputs.Count]);
        check.ReportUnreached();
        check.ReportUnchecked();
        return check._findings;
    }

    private static TableFinding Unchecked(DecisionTableNode table, int[] rules, string reason) =>
        new(TableFlaw.NotChecked, table.ElementId, table.ElementName, rules, []) { Line = table.Line, Reason = reason };

    private void Follow(int column, BigInteger rules, FeelValue?[] example)
    {
        if (_findings.Count >= MaxFindings || _visited.Count > MaxVisits || !_visited.Add((column, rules)))
        {
            return;
        }

        if (rules.IsZero)
        {
            ReportGap(example, column);
            return;
        }

        if (column == _columns.Length)
        {
            End(rules, example);
            return;
        }

        foreach (var region in _columns[column])
        {
            example[column] = region.Sample;
            Follow(column + 1, rules & region.Rules, example);
        }
    }

    private void End(BigInteger rules, FeelValue?[] example)
    {
        foreach (var rule in Members(rules))
        {
            _reached[rule] = true;
            if (_table.Policy == HitPolicy.First && !(_sure >> rule).IsEven)
            {
                break;
            }
        }

        var matching = Members(rules & _sure);
        if (matching.Count < 2 || _table.Policy is not (HitPolicy.Unique or HitPolicy.Any))
        {
            return;
        }

        for (var i = 1; i < matching.Count; i++)
        {
            var pair = (matching[i - 1], matching[i]);
            var agree = _table.Policy == HitPolicy.Any && Same(_table.Rules[pair.Item1], _table.Rules[pair.Item2]);
            if (!agree && _overlaps.Add(pair))
            {
                Report(TableFlaw.Overlap, [pair.Item1 + 1, pair.Item2 + 1], example, _columns.Length);
            }
        }
    }

    private static bool Same(TableRuleNode first, TableRuleNode second) =>
        first.Outputs.Select(Text).SequenceEqual(second.Outputs.Select(Text));

    private static object Text(FeelNode node) => node is Feel.Compilation.SourceNode source ? source.Source.Text.Trim() : node;

    private static List<int> Members(BigInteger rules)
    {
        var members = new List<int>();
        for (var i = 0; !rules.IsZero; i++, rules >>= 1)
        {
            if (!rules.IsEven)
            {
                members.Add(i);
            }
        }

        return members;
    }

    private void ReportGap(FeelValue?[] example, int columns)
    {
        if (_table.Aggregation != Aggregation.Count && _table.Policy != HitPolicy.Collect && _table.Outputs.All(o => o.Default is null))
        {
            Report(TableFlaw.Gap, [], example, columns);
        }
    }

    private void ReportUnreached()
    {
        for (var i = 0; i < _reached.Length && _visited.Count <= MaxVisits && _findings.Count < MaxFindings; i++)
        {
            if (!_reached[i])
            {
                Report(TableFlaw.NeverReached, [i + 1], [], 0);
            }
        }
    }

    private void ReportUnchecked()
    {
        if (_visited.Count > MaxVisits)
        {
            _findings.Add(Unchecked(_table, [], "its inputs split into too many regions"));
        }
        else if (_unsure.Count > 0)
        {
            var (rule, column) = (_table.Rules[_unsure[0]], 0);
            while (CellTest.Read(rule.Tests[column]) is not null)
            {
                column++;
            }

            var others = _unsure.Count > 1 ? $", as {_unsure.Count - 1} more do," : "";
            _findings.Add(Unchecked(
                _table, [.. _unsure.Select(r => r + 1)],
                $"rule {_unsure[0] + 1}{others} tests '{rule.Conditions[column]}', and what passes depends on more than the column's value"));
        }
    }

    private void Report(TableFlaw flaw, int[] rules, FeelValue?[] example, int columns)
    {
        if (_findings.Count < MaxFindings)
        {
            var values = example.Take(columns)
                .Select((value, i) => KeyValuePair.Create(_table.Inputs[i].Label, value?.ToString() ?? "any other value"));
            _findings.Add(new TableFinding(flaw, _table.ElementId, _table.ElementName, rules, [.. values])
            {
                Line = rules is [var rule, ..] && _table.Rules[rule - 1].Line > 0 ? _table.Rules[rule - 1].Line : _table.Line,
            });
        }
    }
}
