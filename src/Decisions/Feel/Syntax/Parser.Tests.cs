namespace Peninsula.Decisions.Feel.Syntax;

internal sealed partial class Parser
{
    /// <summary>Set while the upper end of a range is read, where <c>[</c> may close it: <c>]1..5[</c>.</summary>
    private bool _rangeEnd;

    private InNode In(FeelNode value, int position)
    {
        if (!_token.Is("("))
        {
            return new InNode(value, new(Test(whole: false)), position);
        }

        // (1, > 5) is a list of tests, (1..5) a range, (x).y an expression: the first two are tried in turn.
        var start = _token.Start;
        Advance();
        var tests = new List<FeelNode> { Test(whole: true) };
        if (_token.Is(".."))
        {
            MoveTo(start);
            return new InNode(value, new(Test(whole: false)), position);
        }

        while (Accept(","))
        {
            tests.Add(Test(whole: true));
        }

        Expect(")");
        if (tests.Count == 1 && (_token.Is(".") || _token.Is("[") || _token.Is("(")) && !ClosesRange())
        {
            MoveTo(start);
            return new InNode(value, new(Test(whole: false)), position);
        }

        return new InNode(value, new([.. tests]), position);
    }

    private UnaryTestsNode UnaryTests()
    {
        var start = _token.Start;
        if (_token.Is("-") && Peek().Kind == TokenKind.End)
        {
            Advance();
            return new UnaryTestsNode(default, false, start);
        }

        // Only the whole cell can be negated: not(...) followed by anything else is a call of the function.
        if (_token.Is("not") && Peek().Is("(") && TryNegatedTests(start) is { } negated)
        {
            return negated;
        }

        return new UnaryTestsNode(new([.. Tests()]), false, start);
    }

    private UnaryTestsNode? TryNegatedTests(int start)
    {
        Advance();
        Advance();
        var tests = Tests();
        if (_token.Is(")") && Peek().Kind == TokenKind.End)
        {
            Advance();
            return new UnaryTestsNode(new([.. tests]), true, start);
        }

        MoveTo(start);
        return null;
    }

    private List<FeelNode> Tests()
    {
        var tests = new List<FeelNode>();
        do
        {
            tests.Add(Test(whole: true));
        }
        while (Accept(","));
        return tests;
    }

    /// <param name="whole">
    /// Whether a comma or bracket ends the test. In <c>x in [1..3] and y</c> nothing does, so it ends before <c>and</c>.
    /// </param>
    private FeelNode Test(bool whole)
    {
        var position = _token.Start;
        if (ComparisonAt() is { } comparison)
        {
            Advance();
            return new UnaryComparisonNode(comparison, Operand(), position);
        }

        return whole ? Expression() : Operand();
    }

    /// <summary>What stands within brackets, but may not be any expression.</summary>
    private FeelNode Operand()
    {
        Deepen();
        var node = Additive();
        _depth--;
        return node;
    }

    private FeelNode RangeEndpoint()
    {
        var saved = _rangeEnd;
        _rangeEnd = true;
        var node = Operand();
        _rangeEnd = saved;
        return node;
    }

    private RangeNode RangeFrom(int start, bool startIncluded, FeelNode low)
    {
        Expect("..");
        var high = RangeEndpoint();
        var endIncluded = _token.Is("]");
        return endIncluded || _token.Is(")") || _token.Is("[")
            ? Close(new RangeNode(low, startIncluded, high, endIncluded, start))
            : throw Unexpected("the range's ']', ')' or '['");
    }

    private RangeNode Close(RangeNode range)
    {
        Advance();
        return range;
    }

    /// <summary>Whether the bracket here ends a range rather than starting a filter: nothing that it could filter by follows.</summary>
    private bool ClosesRange()
    {
        if (!_rangeEnd || !_token.Is("["))
        {
            return false;
        }

        var next = Peek();
        return next.Kind == TokenKind.End
            || (next.Kind == TokenKind.Symbol && next.Text is not ("(" or "[" or "{" or "@" or "-"))
            || next.Is("and") || next.Is("or") || next.Is("then") || next.Is("else")
            || next.Is("return") || next.Is("satisfies") || next.Is("instance");
    }
}
