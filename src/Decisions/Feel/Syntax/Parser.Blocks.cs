namespace Peninsula.Decisions.Feel.Syntax;

internal sealed partial class Parser
{
    private IfNode If()
    {
        var start = _token.Start;
        Expect("if");
        var condition = Expression();
        Expect("then");
        var then = Expression();
        Expect("else");
        return new IfNode(condition, then, Expression(), start);
    }

    private ForNode For()
    {
        var start = _token.Start;
        Expect("for");
        var mark = _names.Mark;
        var variables = LoopVariables("return");
        _names.Add("partial");
        Expect("return");
        var body = Expression();
        _names.Return(mark);
        return new ForNode(variables, body, start);
    }

    private QuantifiedNode Quantified()
    {
        var (start, isEvery) = (_token.Start, _token.Text == "every");
        Advance();
        var mark = _names.Mark;
        var variables = LoopVariables("satisfies");
        Expect("satisfies");
        var condition = Expression();
        _names.Return(mark);
        return new QuantifiedNode(isEvery, variables, condition, start);
    }

    private Sequence<LoopVariable> LoopVariables(string terminator)
    {
        var variables = new List<LoopVariable>();
        do
        {
            var name = RawName("in");
            Expect("in");
            var source = Expression();
            FeelNode? end = Accept("..") ? Expression() : null;
            variables.Add(new LoopVariable(name, source, end));
            _names.Add(name);
        }
        while (Accept(","));

        return _token.Is(terminator) ? new([.. variables]) : throw Unexpected($"'{terminator}'");
    }

    private FunctionNode Function()
    {
        var start = _token.Start;
        Expect("function");
        Expect("(");
        var parameters = new List<ParameterNode>();
        while (!_token.Is(")"))
        {
            var name = RawName(":", ",", ")");
            parameters.Add(new ParameterNode(name, Accept(":") ? Type() : null));
            if (!Accept(","))
            {
                break;
            }
        }

        Expect(")");
        if (Accept(":"))
        {
            Type();
        }

        var external = _token.Is("external") && Accept("external");
        var mark = _names.Mark;
        foreach (var parameter in parameters)
        {
            _names.Add(parameter.Name);
        }

        var body = Expression();
        _names.Return(mark);
        return new FunctionNode(new([.. parameters]), body, external, start);
    }

    private ContextNode Context()
    {
        var start = _token.Start;
        Expect("{");
        var saved = _rangeEnd;
        _rangeEnd = false;
        var mark = _names.Mark;
        var entries = new List<ContextEntryNode>();
        while (!_token.Is("}"))
        {
            var position = _token.Start;
            var name = ContextKey();
            Expect(":");
            if (entries.Exists(e => e.Name == name))
            {
                throw new FeelSyntaxException($"the entry '{name}' is given twice", position);
            }

            // A function may call itself by the name of its entry.
            if (_token.Is("function"))
            {
                _names.Add(name);
            }

            entries.Add(new ContextEntryNode(name, Expression(), position));
            _names.Add(name);
            _members.Add(name);
            if (!Accept(","))
            {
                break;
            }

            if (_token.Is("}"))
            {
                throw Unexpected("an entry");
            }
        }

        _rangeEnd = saved;
        _names.Return(mark);
        Expect("}");
        return new ContextNode(new([.. entries]), start);
    }

    private string ContextKey()
    {
        if (_token.Kind == TokenKind.String)
        {
            var key = _token.Text;
            Advance();
            return key;
        }

        return RawName(":");
    }

    private TypeNode Type()
    {
        Deepen();
        var start = _token.Start;
        var type = _token.Is("function") ? FunctionType(start) : NamedType(start);
        _depth--;
        return type;
    }

    private TypeNode NamedType(int start)
    {
        var name = TypeName();
        if (!Accept("<"))
        {
            return new TypeNode(name, default, default, start);
        }

        var (arguments, members) = (new List<TypeNode>(), new List<string>());
        do
        {
            if (name == "context")
            {
                members.Add(RawName(":"));
                Expect(":");
            }

            arguments.Add(Type());
        }
        while (Accept(","));
        Expect(">");
        return new TypeNode(name, new([.. arguments]), new([.. members]), start);
    }

    private TypeNode FunctionType(int start)
    {
        Expect("function");
        var types = new List<TypeNode>();
        if (!Accept("<"))
        {
            return new TypeNode("function", default, default, start);
        }

        while (!_token.Is(">"))
        {
            types.Add(Type());
            if (!Accept(","))
            {
                break;
            }
        }

        Expect(">");
        Expect("->");
        types.Add(Type());
        return new TypeNode("function", new([.. types]), default, start);
    }
}
