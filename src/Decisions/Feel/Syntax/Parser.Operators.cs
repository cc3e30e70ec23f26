namespace Peninsula.Decisions.Feel.Syntax;

internal sealed partial class Parser
{
    private FeelNode Or()
    {
        var left = And();
        while (_token.Is("or"))
        {
            var position = _token.Start;
            Link();
            Advance();
            left = new LogicalNode(false, left, And(), position);
        }

        return left;
    }

    private FeelNode And()
    {
        var left = Comparison();
        while (_token.Is("and"))
        {
            var position = _token.Start;
            Link();
            Advance();
            left = new LogicalNode(true, left, Comparison(), position);
        }

        return left;
    }

    private FeelNode Comparison()
    {
        var left = Additive();
        while (true)
        {
            var position = _token.Start;
            if (ComparisonAt() is { } comparison)
            {
                Advance();
                left = new ComparisonNode(comparison, left, Additive(), position);
            }
            else if (Accept("between"))
            {
                var low = Additive();
                Expect("and");
                left = new BetweenNode(left, low, Additive(), position);
            }
            else if (Accept("in"))
            {
                left = In(left, position);
            }
            else
            {
                return left;
            }

            Link();
        }
    }

    private ComparisonOperator? ComparisonAt() => _token.Kind != TokenKind.Symbol ? null : _token.Text switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private FeelNode Additive()
    {
        var left = Multiplicative();
        while (_token.Is("+") || _token.Is("-"))
        {
            var (position, kind) = (_token.Start, _token.Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract);
            Link();
            Advance();
            left = new ArithmeticNode(kind, left, Multiplicative(), position);
        }

        return left;
    }

    private FeelNode Multiplicative()
    {
        var left = Power();
        while (_token.Is("*") || _token.Is("/"))
        {
            var (position, kind) = (_token.Start, _token.Text == "*" ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide);
            Link();
            Advance();
            left = new ArithmeticNode(kind, left, Power(), position);
        }

        return left;
    }

    private FeelNode Power()
    {
        var left = Unary();
        while (_token.Is("**"))
        {
            var position = _token.Start;
            Link();
            Advance();
            left = new ArithmeticNode(ArithmeticOperator.Power, left, Unary(), position);
        }

        return left;
    }

    private FeelNode Unary()
    {
        if (!_token.Is("-"))
        {
            return InstanceOf();
        }

        Deepen();
        var position = _token.Start;
        Advance();
        var node = new NegateNode(Unary(), position);
        _depth--;
        return node;
    }

    private FeelNode InstanceOf()
    {
        var value = Postfix();
        while (_token.Is("instance"))
        {
            var position = _token.Start;
            Link();
            Advance();
            Expect("of");
            value = new InstanceOfNode(value, Type(), position);
        }

        return value;
    }

    private FeelNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            var position = _token.Start;
            if (_token.Is("."))
            {
                node = new PathNode(node, Member(), position);
            }
            else if (_token.Is("[") && !ClosesRange())
            {
                Advance();
                var mark = _names.Mark;
                _names.Add("item");
                _inFilter++;
                var condition = Expression();
                _inFilter--;
                _names.Return(mark);
                Expect("]");
                node = new FilterNode(node, condition, position);
            }
            else if (_token.Is("("))
            {
                node = Call(node, position);
            }
            else
            {
                return node;
            }

            Link();
        }
    }

    private CallNode Call(FeelNode function, int position)
    {
        Expect("(");
        var (arguments, names) = (new List<FeelNode>(), new List<string>());
        var saved = _rangeEnd;
        _rangeEnd = false;
        while (!_token.Is(")"))
        {
            if (TryArgumentName(out var name))
            {
                names.Add(name);
            }

            arguments.Add(Expression());
            if (names.Count != 0 && names.Count != arguments.Count)
            {
                throw new FeelSyntaxException("arguments are given either all by name or all by position", position);
            }

            if (!Accept(","))
            {
                break;
            }

            if (_token.Is(")"))
            {
                throw Unexpected("an argument");
            }
        }

        _rangeEnd = saved;
        Expect(")");
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? new CallNode(function, new([.. arguments]), new([.. names]), position)
            : throw new FeelSyntaxException("an argument is given twice", position);
    }
}
