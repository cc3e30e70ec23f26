using System.Numerics;
using Peninsula.Decisions.Dmn.Execution;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Dmn.Analysis;

/// <summary>
/// Looks for gaps, overlaps and rules out of reach. Each column's values fall into regions in which every cell answers
/// alike; the table is followed through the regions of one column after the other, keeping the rules that still match,
/// and what the same rules have led to before is not followed again. A column with a cell that is not about constants
/// is taken as open: it can neither show a gap nor prove an overlap.
/// </summary>
internal sealed class TableCheck
{
    private const int MaxFindings = 20;
    private const int MaxVisits = 100_000;

    private readonly DecisionTableNode _table;
    private readonly Region[][] _columns;
    private readonly bool _isExact;
    private readonly List<TableFinding> _findings = [];
    private readonly HashSet<(int Column, BigInteger Rules)> _visited = [];
    private readonly HashSet<(int, int)> _overlaps = [];
    private readonly bool[] _reached;

    private TableCheck(DecisionTableNode table)
    {
        _table = table;
        _reached = new bool[table.Rules.Count];
        var cells = Enumerable.Range(0, table.Inputs.Count)
            .Select(c => table.Rules.Select(r => Cell.Read(r.Tests[c])).ToArray()).ToArray();
        _isExact = cells.All(column => column.All(cell => cell is not null));
        _columns = [.. cells.Select((column, i) => Region.Of(column, Cell.Read(table.Inputs[i].Allowed ?? AnyValue)))];
    }

    private static FeelNode AnyValue => new UnaryTestsNode(default, false, 0);

    public static IReadOnlyList<TableFinding> Of(DecisionTableNode table)
    {
        if (table.Inputs.Count == 0 || table.Rules.Count is 0 or > 5000)
        {
            return [];
        }

        var check = new TableCheck(table);
        if (!check._isExact)
        {
            return [];
        }

        check.Follow(0, (BigInteger.One << table.Rules.Count) - 1, new FeelValue?[table.Inputs.Count]);
        check.ReportUnreached();
        return check._findings;
    }

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
        var matching = Members(rules);
        foreach (var rule in _table.Policy is HitPolicy.First ? matching.Take(1) : matching)
        {
            _reached[rule] = true;
        }

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

    private void Report(TableFlaw flaw, int[] rules, FeelValue?[] example, int columns)
    {
        if (_findings.Count < MaxFindings)
        {
            var values = example.Take(columns)
                .Select((value, i) => KeyValuePair.Create(_table.Inputs[i].Label, value?.ToString() ?? "any other value"));
            _findings.Add(new TableFinding(flaw, _table.ElementId, _table.ElementName, rules, [.. values]));
        }
    }
}
