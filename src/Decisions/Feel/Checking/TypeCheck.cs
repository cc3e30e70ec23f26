using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>
/// Finds what goes wrong whatever the values will be: operators between kinds that have nothing to do with each other,
/// conditions that are no booleans, calls that no signature takes, entries that a context cannot have. What is not known
/// is let pass. Part files: <c>Blocks</c> (loops, filters, functions, tests), <c>Calls</c>.
/// </summary>
internal sealed partial class TypeCheck(
    Func<string, StaticType?> external, IFeelHost? host, Func<string, FeelType?>? types = null)
{
    private readonly List<Finding> _findings = [];
    private readonly List<(string Name, StaticType Type)> _locals = [];

    /// <summary>Items of the filters around, whose entries are names in them.</summary>
    private readonly List<(int Mark, StaticType Item)> _items = [];

    private FeelSource? _source;

    public IReadOnlyList<Finding> Findings => _findings;

    public int Mark => _locals.Count;

    public void Declare(string name, StaticType type) => _locals.Add((name, type));

    public void Release(int mark) => _locals.RemoveRange(mark, _locals.Count - mark);

    public StaticType Of(FeelNode node) => node switch
    {
        LiteralNode n => n.Value.IsNull ? StaticType.Null : StaticType.Of(n.Value.Kind),
        AtNode n => At(n),
        NameNode n => Name(n.Name),
        PathNode n => Path(n),
        FilterNode n => Filter(n),
        CallNode n => Call(n),
        NegateNode n => Negate(n),
        ArithmeticNode n => Arithmetic(n),
        ComparisonNode n => Comparison(n),
        LogicalNode n => Logical(n),
        BetweenNode n => Between(n),
        InNode n => In(n),
        IfNode n => If(n),
        ForNode n => For(n),
        QuantifiedNode n => Quantified(n),
        InstanceOfNode n => InstanceOf(n),
        ListNode n => StaticType.ListOf(n.Items.Select(Of).Aggregate(StaticType.Null, (all, item) => all.Or(item))),
        ContextNode n => Context(n),
        RangeNode n => Range(n.Start, n.End, n.Position),
        OpenRangeNode n => Range(n.Operand, n.Operand, n.Position),
        UnaryTestsNode n => Tests(n, StaticType.Unknown),
        FunctionNode n => Function(n),
        CustomNode n => n.Check(this),
        _ => StaticType.Unknown,
    };

    /// <summary>Checks what has a text of its own.</summary>
    public T Within<T>(FeelSource source, Func<T> check)
    {
        var outer = _source;
        _source = source;
        var result = check();
        _source = outer;
        return result;
    }

    public void Report(int position, string message, string? suggestion = null) =>
        _findings.Add(new Finding(_source, position, message, suggestion));

    /// <summary>Reports a condition that can never be a boolean.</summary>
    public void Condition(FeelNode node, string what)
    {
        var type = Of(node);
        if (!type.IsNull && !type.Could(FeelKind.Boolean))
        {
            Report(node.Position, $"{what} needs a boolean, not {type}");
        }
    }

    private StaticType At(AtNode node)
    {
        if (TemporalParser.TryParseAny(node.Text, out var value))
        {
            return StaticType.Of(value.Kind);
        }

        Report(node.Position, $"'{node.Text}' is not a date, time or duration");
        return StaticType.Null;
    }

    private StaticType Name(string name)
    {
        for (var i = _locals.Count - 1; i >= 0; i--)
        {
            foreach (var (mark, item) in _items)
            {
                if (mark > i && (item.Members is null || item.Members.ContainsKey(name)))
                {
                    return item.Members?[name] ?? StaticType.Unknown;
                }
            }

            if (_locals[i].Name == name)
            {
                return _locals[i].Type;
            }
        }

        foreach (var (_, item) in _items)
        {
            if (item.Members is null || item.Members.ContainsKey(name))
            {
                return item.Members?[name] ?? StaticType.Unknown;
            }
        }

        // A function's name is no exception: the scope may use 'number' or 'date' for something else.
        return external(name) ?? StaticType.Unknown;
    }

    private StaticType Path(PathNode node)
    {
        var source = Of(node.Source);
        return source.IsOnly(FeelKind.List) ? StaticType.ListOf(Member(source.Item ?? StaticType.Unknown, node)) : Member(source, node);
    }

    private StaticType Member(StaticType source, PathNode node)
    {
        if (source.IsNull || source.IsUnknown || source.Could(FeelKind.List))
        {
            return StaticType.Unknown;
        }

        if (source.Could(FeelKind.Context))
        {
            if (source.Members is not { } members || !source.IsOnly(FeelKind.Context))
            {
                return StaticType.Unknown;
            }

            if (members.TryGetValue(node.Member, out var member))
            {
                return member;
            }

            Report(node.Position, $"the context has no entry '{node.Member}'", Spelling.Nearest(node.Member, members.Keys));
            return StaticType.Unknown;
        }

        var properties = Properties.Of(source).ToArray();
        if (properties.Contains(node.Member))
        {
            return Properties.Type(node.Member);
        }

        Report(node.Position, $"{source} has no '{node.Member}'", Spelling.Nearest(node.Member, properties));
        return StaticType.Unknown;
    }

    private StaticType Negate(NegateNode node)
    {
        var type = Of(node.Operand);
        if (!type.IsNull && !type.Could(FeelKind.Number, FeelKind.DaysAndTimeDuration, FeelKind.YearsAndMonthsDuration))
        {
            Report(node.Position, $"cannot negate {type}");
        }

        return type;
    }

    private StaticType Arithmetic(ArithmeticNode node)
    {
        var (left, right) = (Of(node.Left), Of(node.Right));
        if (left.IsNull || right.IsNull)
        {
            return StaticType.Unknown;
        }

        var kinds = Operators.Apply(node.Operator, left, right);
        if (kinds == 0)
        {
            Report(node.Position, Compilation.Arithmetic.Complaint(node.Operator, left.ToString(), right.ToString()));
        }

        return new StaticType(kinds);
    }

    private StaticType Comparison(ComparisonNode node)
    {
        var (left, right) = (Of(node.Left), Of(node.Right));
        if (node.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            Equal(left, right, node.Position);
            NotAllowed(left, node.Right);
            NotAllowed(right, node.Left);
        }
        else
        {
            Ordered(left, right, node.Position);
        }

        return StaticType.Boolean;
    }

    private void Equal(StaticType left, StaticType right, int position)
    {
        if (!left.IsNull && !right.IsNull && (left.Kinds & right.Kinds) == 0)
        {
            Report(position, Mismatch(left, right));
        }
    }

    private void Ordered(StaticType left, StaticType right, int position)
    {
        if (!left.IsNull && !right.IsNull && !Operators.CanOrder(left, right))
        {
            Report(position, Mismatch(left, right));
        }
    }

    /// <summary>Dates arrive as text from outside, and text in quotes is no date: the commonest slip gets its remedy said.</summary>
    private static string Mismatch(StaticType left, StaticType right)
    {
        FeelKind[] temporal = [FeelKind.Date, FeelKind.Time, FeelKind.DateTime];
        var (text, other) = left.IsOnly(FeelKind.String) ? (left, right) : (right, left);
        var kind = Array.Find(temporal, other.IsOnly);
        var remedy = !text.IsOnly(FeelKind.String) || kind == FeelKind.Null ? "" : kind switch
        {
            FeelKind.Date => "; make the string a date with date(...)",
            FeelKind.Time => "; make the string a time with time(...)",
            _ => "; make the string a date and time with date and time(...)",
        };
        return $"cannot compare {left} and {right}{remedy}";
    }

    /// <summary>Reports a constant that is none of the values allowed where it is compared.</summary>
    private void NotAllowed(StaticType type, FeelNode node)
    {
        if (node is not LiteralNode { Value: { IsNull: false } value } || type.Values is not { } allowed
            || !type.Could(value.Kind) || allowed.Contains(value))
        {
            return;
        }

        var texts = allowed.Select(a => a.TryGetString(out var text) ? text : "");
        Report(
            node.Position,
            $"{value} is not one of the values allowed: {string.Join(", ", allowed)}",
            value.TryGetString(out var wrong) ? Spelling.Nearest(wrong, texts) : null);
    }

    private StaticType Logical(LogicalNode node)
    {
        var word = node.IsAnd ? "'and'" : "'or'";
        Condition(node.Left, word);
        Condition(node.Right, word);
        return StaticType.Boolean;
    }

    private StaticType Between(BetweenNode node)
    {
        var value = Of(node.Value);
        Ordered(value, Of(node.Low), node.Position);
        Ordered(value, Of(node.High), node.Position);
        return StaticType.Boolean;
    }

    private StaticType If(IfNode node)
    {
        Condition(node.Condition, "'if'");
        return Of(node.Then).Or(Of(node.Else));
    }

    private StaticType Range(FeelNode start, FeelNode end, int position)
    {
        var (low, high) = (Of(start), Of(end));
        Ordered(low, high, position);
        return StaticType.Of(FeelKind.Range) with { Item = low.Or(high) };
    }

    private StaticType Context(ContextNode node)
    {
        var mark = Mark;
        var members = new Dictionary<string, StaticType>(StringComparer.Ordinal);
        foreach (var entry in node.Entries)
        {
            if (entry.Value is FunctionNode)
            {
                // It may call itself.
                Declare(entry.Name, StaticType.Unknown);
            }

            var type = Of(entry.Value);
            members[entry.Name] = type;
            Declare(entry.Name, type);
        }

        Release(mark);
        return StaticType.ContextOf(members);
    }
}
