using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Syntax;

internal sealed partial class Parser
{
    private FeelNode Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return FeelNumber.TryParse(token.Text, out var number)
                    ? new LiteralNode(number, token.Start)
                    : throw new FeelSyntaxException($"the number {token.Text} is out of range", token.Start);
            case TokenKind.String:
                Advance();
                return new LiteralNode(token.Text, token.Start);
            case TokenKind.Word:
                return Word();
            case TokenKind.Symbol:
                return Symbol();
            default:
                throw Unexpected("a value");
        }
    }

    private FeelNode Symbol()
    {
        var start = _token.Start;
        switch (_token.Text)
        {
            case "(":
                return Parenthesis();
            case "[":
                return ListOrRange();
            case "]":
                Advance();
                return RangeFrom(start, false, RangeEndpoint());
            case "{":
                return Context();
            case "@":
                Advance();
                var literal = _token;
                if (literal.Kind != TokenKind.String)
                {
                    throw Unexpected("a string after '@'");
                }

                Advance();
                return new AtNode(literal.Text, start);
            default:
                throw Unexpected("a value");
        }
    }

    private FeelNode Parenthesis()
    {
        var start = _token.Start;
        Expect("(");
        if (ComparisonAt() is { } comparison)
        {
            Advance();
            var operand = Operand();
            Expect(")");
            return comparison == ComparisonOperator.NotEqual
                ? new UnaryComparisonNode(comparison, operand, start)
                : new OpenRangeNode(comparison, operand, start);
        }

        var saved = _rangeEnd;
        _rangeEnd = false;
        var inner = Expression();
        if (_token.Is(".."))
        {
            var range = RangeFrom(start, false, inner);
            _rangeEnd = saved;
            return range;
        }

        _rangeEnd = saved;
        Expect(")");
        return inner;
    }

    private FeelNode ListOrRange()
    {
        var start = _token.Start;
        Expect("[");
        var saved = _rangeEnd;
        _rangeEnd = false;
        var items = new List<FeelNode>();
        while (!_token.Is("]"))
        {
            items.Add(Expression());
            if (items.Count == 1 && _token.Is(".."))
            {
                var range = RangeFrom(start, true, items[0]);
                _rangeEnd = saved;
                return range;
            }

            if (!Accept(","))
            {
                break;
            }

            if (_token.Is("]"))
            {
                throw Unexpected("an item");
            }
        }

        _rangeEnd = saved;
        Expect("]");
        return new ListNode(new([.. items]), start);
    }

    private FeelNode Word()
    {
        var token = _token;
        var (known, end) = KnownNameAt(token.Start);
        if (known is not null && end > token.End)
        {
            MoveTo(end);
            return new NameNode(known, token.Start);
        }

        switch (token.Text)
        {
            case "true":
                Advance();
                return new LiteralNode(true, token.Start);
            case "false":
                Advance();
                return new LiteralNode(false, token.Start);
            case "null":
                Advance();
                return new LiteralNode(FeelValue.Null, token.Start);
            case "function":
                return Function();
            case "if" or "for" or "some" or "every" when known is null:
                return Expression();
        }

        if (FeelNames.IsKeyword(token.Text) && known is null)
        {
            throw Unexpected("a value");
        }

        Advance();
        return new NameNode(token.Text, token.Start);
    }
}
