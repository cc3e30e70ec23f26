using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Execution;
using Peninsula.Decisions.Dmn.Model;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>Reads decision tables. The orientation is a matter of drawing only: the file has rules either way.</summary>
internal sealed class DecisionTableReader(BoxedReader boxed)
{
    public FeelNode Read(XElement table)
    {
        var policy = Policy(table);
        var aggregation = AggregationOf(table);
        var outputs = table.Children("output").ToArray();
        var inputs = table.Children("input").ToArray();
        if (policy is null || aggregation is null)
        {
            return new MistakeNode("the table's hit policy is not known");
        }

        if (outputs.Length == 0)
        {
            boxed.Context.Problem(table, "the table has no output");
            return new MistakeNode("the table has no output");
        }

        string[] annotations = [.. table.Children("annotation").Select(a => a.ValueOf("name") ?? "Annotation")];
        var node = new DecisionTableNode(
            boxed.Owner.Id,
            boxed.Owner.Name,
            policy.Value,
            aggregation.Value,
            new([.. inputs.Select(Input)]),
            new([.. outputs.Select(o => Output(o, outputs.Length))]),
            new([.. table.Children("rule").Select((rule, i) => Rule(rule, i + 1, inputs.Length, outputs.Length, annotations))]),
            table.Line());
        boxed.Owner.Tables.Add(node);
        return node;
    }

    private HitPolicy? Policy(XElement table)
    {
        var text = table.ValueOf("hitPolicy") ?? "UNIQUE";
        var policy = text.ToUpperInvariant() switch
        {
            "UNIQUE" or "U" => HitPolicy.Unique,
            "ANY" or "A" => HitPolicy.Any,
            "PRIORITY" or "P" => HitPolicy.Priority,
            "FIRST" or "F" => HitPolicy.First,
            "RULE ORDER" or "R" => HitPolicy.RuleOrder,
            "OUTPUT ORDER" or "O" => HitPolicy.OutputOrder,
            "COLLECT" or "C" => HitPolicy.Collect,
            _ => (HitPolicy?)null,
        };
        if (policy is null)
        {
            boxed.Context.Problem(table, $"the hit policy '{text}' is not known");
        }

        return policy;
    }

    private Aggregation? AggregationOf(XElement table)
    {
        var text = table.ValueOf("aggregation");
        if (text is null)
        {
            return Aggregation.None;
        }

        if (Enum.TryParse<Aggregation>(text, ignoreCase: true, out var aggregation))
        {
            return aggregation;
        }

        boxed.Context.Problem(table, $"the aggregation '{text}' is not known");
        return null;
    }

    private TableInputNode Input(XElement input)
    {
        var expression = input.Child("inputExpression") ?? input;
        var text = expression.Text().Trim();
        var node = boxed.Text(expression);
        var type = boxed.Types.Of(expression.ValueOf("typeRef"), expression);
        var known = type == Feel.Compilation.FeelType.Any && boxed.Owner.Requirements.GetValueOrDefault(text) is Requirement.Direct required
            ? required.Element.Type
            : type;
        return new TableInputNode(
            input.ValueOf("label") ?? text, text, new TypedNode(node, type, $"the input '{text}'"), known, Tests(input.Child("inputValues")), input.ValueOf("id"));
    }

    private TableOutputNode Output(XElement output, int count)
    {
        var name = FeelNames.Normalize(output.ValueOf("name") ?? "");
        if (name.Length == 0 && count > 1)
        {
            boxed.Context.Problem(output, "an output of several needs a name");
        }

        var values = Tests(output.Child("outputValues"));
        var defaultEntry = output.Child("defaultOutputEntry");
        return new TableOutputNode(
            name.Length == 0 ? boxed.Owner.Name : name,
            boxed.Types.Of(output.ValueOf("typeRef"), output),
            Priorities(values),
            values,
            defaultEntry is null || defaultEntry.Text().Length == 0 ? null : boxed.Text(defaultEntry),
            output.ValueOf("id"));
    }

    private static Sequence<FeelNode> Priorities(FeelNode? values) =>
        values is Feel.Compilation.SourceNode { Inner: UnaryTestsNode tests } ? tests.Tests : default;

    private FeelNode? Tests(XElement? element)
    {
        var text = element?.Text() ?? "";
        return string.IsNullOrWhiteSpace(text) ? null : boxed.Parse(element!, text, parser => parser.ParseUnaryTests());
    }

    private TableRuleNode Rule(XElement rule, int index, int inputs, int outputs, string[] annotationNames)
    {
        var conditions = rule.Children("inputEntry").ToArray();
        var results = rule.Children("outputEntry").ToArray();
        if (conditions.Length != inputs || results.Length != outputs)
        {
            boxed.Context.Problem(
                rule, $"rule {index} has {conditions.Length} conditions and {results.Length} results, not {inputs} and {outputs}");
        }

        var annotations = rule.Children("annotationEntry")
            .Select((entry, i) => new RuleAnnotation(i < annotationNames.Length ? annotationNames[i] : "Annotation", entry.Text().Trim()))
            .Concat(rule.Children("description").Select(d => new RuleAnnotation("Annotation", d.Value.Trim())))
            .Where(a => a.Text.Length > 0);
        return new TableRuleNode(
            rule.ValueOf("id"),
            new([.. Enumerable.Range(0, inputs).Select(i => Condition(conditions.ElementAtOrDefault(i)))]),
            new([.. Enumerable.Range(0, inputs).Select(i => conditions.ElementAtOrDefault(i)?.Text().Trim() is { Length: > 0 } text ? text : "-")]),
            new([.. Enumerable.Range(0, outputs).Select(i => Result(results.ElementAtOrDefault(i)))]),
            new([.. annotations]),
            rule.Line());
    }

    /// <summary>An empty cell is the same as <c>-</c>: everything passes.</summary>
    private FeelNode Condition(XElement? entry) => Tests(entry) ?? new UnaryTestsNode(default, false, 0);

    /// <summary>An empty result is null, and no mistake: the rule decides only other outputs.</summary>
    private FeelNode Result(XElement? entry) => entry is null || string.IsNullOrWhiteSpace(entry.Text()) || entry.Text().Trim() == "-"
        ? new LiteralNode(FeelValue.Null, 0)
        : boxed.Text(entry);
}
