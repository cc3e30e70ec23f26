using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Execution;

internal enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
}

internal enum Aggregation
{
    None,
    Sum,
    Min,
    Max,
    Count,
}

internal sealed record TableInputNode(string Label, string Text, FeelNode Expression, FeelType Type, FeelNode? Allowed, string? Id = null);

internal sealed record TableOutputNode(
    string Name, FeelType Type, Sequence<FeelNode> Priorities, FeelNode? Allowed, FeelNode? Default, string? Id = null);

internal sealed record TableRuleNode(
    string? Id, Sequence<FeelNode> Tests, Sequence<string> Conditions, Sequence<FeelNode> Outputs, Sequence<RuleAnnotation> Annotations, int Line);

/// <summary>A decision table (DMN 1.5, chapter 8).</summary>
internal sealed record DecisionTableNode(
    string ElementId,
    string ElementName,
    HitPolicy Policy,
    Aggregation Aggregation,
    Sequence<TableInputNode> Inputs,
    Sequence<TableOutputNode> Outputs,
    Sequence<TableRuleNode> Rules,
    int Line) : CustomNode(0)
{
    public string PolicyName => Aggregation == Aggregation.None
        ? Policy switch
        {
            HitPolicy.RuleOrder => "RULE ORDER",
            HitPolicy.OutputOrder => "OUTPUT ORDER",
            _ => Policy.ToString().ToUpperInvariant(),
        }
        : $"COLLECT {Aggregation.ToString().ToUpperInvariant()}";

    public override Code Compile(Compiler compiler)
    {
        var mark = compiler.Mark;
        var inputs = Inputs.Select(i => compiler.Compile(i.Expression)).ToArray();
        var slots = new int[inputs.Length];
        var tests = Rules.Select(_ => new Code[inputs.Length]).ToArray();
        var allowed = new Code?[inputs.Length];
        for (var column = 0; column < inputs.Length; column++)
        {
            var start = compiler.Mark;
            slots[column] = compiler.Declare("?");
            for (var row = 0; row < tests.Length; row++)
            {
                tests[row][column] = compiler.CompileTests(Rules[row].Tests[column], slots[column]);
            }

            allowed[column] = Inputs[column].Allowed is { } test ? compiler.CompileTests(test, slots[column]) : null;
            compiler.Release(start);
        }

        var rules = Rules.Select((rule, i) => new TableRule(tests[i], [.. rule.Outputs.Select(compiler.Compile)])).ToArray();
        var outputs = Outputs.Select(o => Output(compiler, o)).ToArray();
        compiler.Release(mark);
        return new DecisionTableCode(this, inputs, slots, allowed, outputs, rules);
    }

    public override StaticType Check(TypeCheck check)
    {
        for (var column = 0; column < Inputs.Count; column++)
        {
            var input = check.Of(Inputs[column].Expression);
            if (Inputs[column].Allowed is { } allowed)
            {
                check.Tests(allowed, input with { Values = null });
                input = input with { Values = Analysis.Cell.Constants(allowed) ?? input.Values };
            }

            foreach (var rule in Rules)
            {
                check.Tests(rule.Tests[column], input);
            }
        }

        for (var column = 0; column < Outputs.Count; column++)
        {
            var (output, name) = (Outputs[column], $"the output '{Outputs[column].Name}'");
            var needed = output.Type.Outline();
            needed = needed with { Values = (output.Allowed is null ? null : Analysis.Cell.Constants(output.Allowed)) ?? needed.Values };
            foreach (var result in Rules.Select(r => r.Outputs[column]).Append(output.Default ?? new LiteralNode(FeelValue.Null, 0)))
            {
                check.Needed(result, needed, name);
            }
        }

        return StaticType.Unknown;
    }

    private static TableOutput Output(Compiler compiler, TableOutputNode node)
    {
        var slot = compiler.Declare("?");
        return new TableOutput(
            node.Name,
            node.Type,
            [.. node.Priorities.Select(compiler.Compile)],
            node.Allowed is null ? null : compiler.CompileTests(node.Allowed, slot),
            slot,
            node.Default is null ? null : compiler.Compile(node.Default));
    }
}

internal sealed record TableRule(Code[] Tests, Code[] Outputs);

internal sealed record TableOutput(string Name, FeelType Type, Code[] Priorities, Code? Allowed, int Slot, Code? Default);

internal sealed class DecisionTableCode(
    DecisionTableNode table, Code[] inputs, int[] slots, Code?[] allowed, TableOutput[] outputs, TableRule[] rules) : Code(0)
{
    private readonly RuleIndex? _index = RuleIndex.Make(table);

    public override FeelValue Evaluate(Evaluation e)
    {
        var invalid = false;
        for (var i = 0; i < inputs.Length; i++)
        {
            var value = inputs[i].Evaluate(e);
            e.SetLocal(slots[i], value);
            if (allowed[i] is { } test && !value.IsNull && test.Evaluate(e).IsFalse)
            {
                invalid = true;
                e.Null(Position, $"'{table.Inputs[i].Label}' was {FeelText.Brief(value)}, which the table does not allow");
            }
        }

        var (matches, values) = (new List<int>(), new List<FeelValue>());
        if (!invalid)
        {
            FindMatches(e, matches, values);
        }

        var result = invalid ? default : matches.Count == 0 ? Default(e) : new HitPolicyResult(table, outputs).Of(e, matches, values);
        if (e.Observer is List<TableOutcome> outcomes && outcomes.Count < 1000)
        {
            outcomes.Add(Outcome(e, matches, values, result));
        }

        return result;
    }

    private void FindMatches(Evaluation e, List<int> matches, List<FeelValue> values)
    {
        Span<ulong> candidates = stackalloc ulong[_index?.Words ?? 0];
        if (_index is not null)
        {
            Span<FeelValue> tested = new FeelValue[slots.Length];
            for (var i = 0; i < slots.Length; i++)
            {
                tested[i] = e.Local(slots[i]);
            }

            _index.Candidates(tested, candidates);
        }

        for (var row = Next(candidates, 0); row >= 0; row = Next(candidates, row + 1))
        {
            if (!Matches(e, rules[row]))
            {
                continue;
            }

            matches.Add(row);
            values.Add(OutputOf(e, rules[row]));
            if (table.Policy == HitPolicy.First)
            {
                return;
            }
        }
    }

    private int Next(ReadOnlySpan<ulong> candidates, int from) => _index is null
        ? from < rules.Length ? from : -1
        : RuleIndex.Next(candidates, from, rules.Length);

    private static bool Matches(Evaluation e, TableRule rule)
    {
        e.Step();
        foreach (var test in rule.Tests)
        {
            if (!test.Evaluate(e).IsTrue)
            {
                return false;
            }
        }

        return true;
    }

    private FeelValue OutputOf(Evaluation e, TableRule rule)
    {
        if (outputs.Length == 1)
        {
            return Checked(e, outputs[0], rule.Outputs[0].Evaluate(e));
        }

        var builder = new FeelContext.Builder(outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
        {
            builder.Set(outputs[i].Name, Checked(e, outputs[i], rule.Outputs[i].Evaluate(e)));
        }

        return builder.Build();
    }

    private FeelValue Checked(Evaluation e, TableOutput output, FeelValue value)
    {
        if (!output.Type.TryCoerce(value, out var coerced))
        {
            return e.Null(Position, $"the output '{output.Name}' was {FeelText.Brief(value)}, which is not of its type");
        }

        e.SetLocal(output.Slot, coerced);
        return output.Allowed is { } test && !coerced.IsNull && test.Evaluate(e).IsFalse
            ? e.Null(Position, $"the output '{output.Name}' was {FeelText.Brief(value)}, which the table does not allow")
            : coerced;
    }

    private FeelValue Default(Evaluation e)
    {
        if (table.Aggregation == Aggregation.Count)
        {
            return 0;
        }

        if (outputs.All(o => o.Default is null))
        {
            return e.Null(Position, $"no rule of the table in '{table.ElementName}' matched");
        }

        if (outputs.Length == 1)
        {
            return outputs[0].Default!.Evaluate(e);
        }

        var builder = new FeelContext.Builder(outputs.Length);
        foreach (var output in outputs)
        {
            builder.Set(output.Name, output.Default?.Evaluate(e) ?? default);
        }

        return builder.Build();
    }

    private TableOutcome Outcome(Evaluation e, List<int> matches, List<FeelValue> values, FeelValue result) => new(
        table.ElementId,
        table.ElementName,
        table.PolicyName,
        [.. table.Inputs.Select((input, i) => new TableInput(input.Label, input.Text, e.Local(slots[i])) { Id = input.Id })],
        [.. matches.Select((row, i) => new MatchedRule(
            row + 1, table.Rules[row].Id, [.. table.Rules[row].Conditions], [.. table.Rules[row].Annotations], values[i]))],
        result)
    {
        Outputs = [.. table.Outputs.Select(output => new TableColumn(output.Id, output.Name))],
    };
}
