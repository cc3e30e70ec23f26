using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

internal sealed partial class TypeCheck
{
    /// <summary>Checks a cell's tests of a value; the result is a boolean.</summary>
    public StaticType Tests(FeelNode node, StaticType tested)
    {
        switch (node)
        {
            case SourceNode source:
                return Within(source.Source, () => Tests(source.Inner, tested));
            case UnaryTestsNode tests:
                var mark = Mark;
                Declare("?", tested);
                foreach (var test in tests.Tests)
                {
                    Test(test, tested);
                }

                Release(mark);
                return StaticType.Boolean;
            default:
                return Of(node);
        }
    }

    /// <summary>Checks that an expression can give what is needed; gives what is needed.</summary>
    public StaticType Needed(FeelNode node, StaticType needed, string what)
    {
        var type = Of(node);
        if (!type.IsNull && !needed.IsNull && !type.MayBecome(needed.Kinds))
        {
            Within(node is SourceNode source ? source.Source : _source!, () =>
            {
                Report(node is SourceNode { Inner: var inner } ? inner.Position : node.Position, $"{what} must be {needed}, not {type}");
                return type;
            });
        }

        NotAllowed(needed, node is SourceNode { Inner: var literal } ? literal : node);
        return needed.IsUnknown ? type : needed;
    }

    private StaticType In(InNode node)
    {
        var tested = Of(node.Value);
        var mark = Mark;
        Declare("?", tested);
        foreach (var test in node.Tests)
        {
            Test(test, tested);
        }

        Release(mark);
        return StaticType.Boolean;
    }

    private void Test(FeelNode test, StaticType tested)
    {
        switch (test)
        {
            case UnaryComparisonNode { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual } unary:
                Equal(tested, Of(unary.Operand), unary.Position);
                NotAllowed(tested, unary.Operand);
                break;
            case UnaryComparisonNode unary:
                Ordered(tested, Of(unary.Operand), unary.Position);
                break;
            case OpenRangeNode or RangeNode when Of(test) is { Item: { } ends }:
                if (!tested.Could(FeelKind.Range) && !tested.Could(FeelKind.List))
                {
                    Ordered(tested, ends, test.Position);
                }

                break;
            case LiteralNode { Value.Kind: not (FeelKind.Boolean or FeelKind.Null) } or AtNode:
                if (!tested.Could(FeelKind.List))
                {
                    Equal(tested, Of(test), test.Position);
                }

                NotAllowed(tested, test);
                break;
            default:
                Of(test);
                break;
        }
    }

    private StaticType For(ForNode node)
    {
        var mark = Mark;
        Loops(node.Variables);
        Declare("partial", StaticType.ListOf(StaticType.Unknown));
        var body = Of(node.Body);
        Release(mark);
        return StaticType.ListOf(body with { Values = null });
    }

    private StaticType Quantified(QuantifiedNode node)
    {
        var mark = Mark;
        Loops(node.Variables);
        Condition(node.Condition, node.IsEvery ? "'every'" : "'some'");
        Release(mark);
        return StaticType.Boolean;
    }

    private void Loops(Sequence<LoopVariable> variables)
    {
        foreach (var variable in variables)
        {
            var source = Of(variable.Source);
            if (variable.End is { } end)
            {
                Ordered(source, Of(end), end.Position);
                Declare(variable.Name, source);
                continue;
            }

            Declare(variable.Name, Item(source));
        }
    }

    /// <summary>What a loop or a filter goes through: a list's items, a range's values, or the one value that is no list.</summary>
    private static StaticType Item(StaticType source) => source.IsOnly(FeelKind.List) || source.IsOnly(FeelKind.Range)
        ? source.Item ?? StaticType.Unknown
        : source.Could(FeelKind.List, FeelKind.Range) ? StaticType.Unknown : source;

    private StaticType Filter(FilterNode node)
    {
        var source = Of(node.Source);
        var item = Item(source);
        item = item.IsNull ? StaticType.Unknown : item;
        var mark = Mark;
        Declare("item", item);
        if (item.Could(FeelKind.Context))
        {
            _items.Add((Mark, item));
        }

        var condition = Of(node.Condition);
        if (item.Could(FeelKind.Context))
        {
            _items.RemoveAt(_items.Count - 1);
        }

        Release(mark);
        if (!condition.IsNull && !condition.Could(FeelKind.Boolean, FeelKind.Number))
        {
            Report(node.Condition.Position, $"a filter needs a boolean or a number, not {condition}");
        }

        return condition.IsOnly(FeelKind.Number) ? item
            : condition.IsOnly(FeelKind.Boolean) ? StaticType.ListOf(item)
            : StaticType.Unknown;
    }

    private StaticType InstanceOf(InstanceOfNode node)
    {
        Of(node.Value);
        TypeOf(node.Type);
        return StaticType.Boolean;
    }

    /// <summary>A type that is written out; an unknown name is reported.</summary>
    private StaticType TypeOf(TypeNode node)
    {
        var arguments = node.Arguments.Select(TypeOf).ToArray();
        if (arguments.Length == 0 && types?.Invoke(node.Name) is { } named)
        {
            return named.Outline();
        }

        if (FeelTypes.Find(node.Name, [.. arguments.Select(_ => FeelType.Any)], [.. node.Members]) is not { } type)
        {
            Report(node.Position, $"no type is named '{node.Name}'", Spelling.Nearest(node.Name, FeelTypes.Names));
            return StaticType.Unknown;
        }

        return node.Name == "list" && arguments is [var item] ? StaticType.ListOf(item) : type.Outline();
    }

    private StaticType Function(FunctionNode node)
    {
        if (node.IsExternal)
        {
            return StaticType.Of(FeelKind.Function);
        }

        var mark = Mark;
        foreach (var parameter in node.Parameters)
        {
            Declare(parameter.Name, parameter.Type is { } type ? TypeOf(type) : StaticType.Unknown);
        }

        var result = Of(node.Body);
        Release(mark);
        return StaticType.FunctionOf([.. node.Parameters.Select(p => p.Name)], result);
    }
}
