using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Syntax;

/// <summary>
/// Reads FEEL (DMN 1.5, 10.3.1.2) by recursive descent. Part files: <c>Operators</c>, <c>Primaries</c>, <c>Blocks</c>
/// (if, for, some, functions, contexts), <c>Tests</c> (in, unary tests, ranges), <c>Names</c>.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Deeper nesting is a mistake or an attack; each level costs several frames of the stack.</summary>
    private const int MaxDepth = 200;

    /// <summary>How high a tree may be: <c>1 + 1 + 1</c> does not nest as it is read, but as it is evaluated.</summary>
    private const int MaxHeight = 1000;

    /// <summary>No built-in's name has more words.</summary>
    private const int MostWords = 5;

    private readonly Lexer _lexer;
    private readonly NameTable _names = new();
    private readonly NameTable _functions;
    private readonly NameTable _members = new();
    private Token _token;
    private Token _previous;
    private int _depth;
    private int _links;
    private int _within;

    public Parser(string text, FeelCompileOptions options, NameTable functions)
    {
        _lexer = new Lexer(text);
        _functions = functions;
        foreach (var name in options.KnownNames)
        {
            _names.Add(FeelNames.Normalize(name));
        }

        foreach (var name in options.KnownMembers)
        {
            _members.Add(FeelNames.Normalize(name));
        }

        foreach (var name in TemporalMembers)
        {
            _members.Add(name);
        }

        _token = _lexer.Read(0);
    }

    private static string[] TemporalMembers => ["time offset", "start included", "end included"];

    public FeelNode ParseExpression()
    {
        var node = Expression();
        return _token.Kind == TokenKind.End ? node : throw Unexpected("the end of the expression");
    }

    public UnaryTestsNode ParseUnaryTests()
    {
        var node = UnaryTests();
        return _token.Kind == TokenKind.End ? node : throw Unexpected("',' or the end of the tests");
    }

    private FeelNode Expression()
    {
        Deepen();
        var (links, within) = (_links, _within);
        (_links, _within) = (0, 0);
        var node = _token switch
        {
            { Kind: TokenKind.Word, Text: "if" } when !IsKnownName() => If(),
            { Kind: TokenKind.Word, Text: "for" } when !IsKnownName() => For(),
            { Kind: TokenKind.Word, Text: "some" or "every" } when !IsKnownName() => Quantified(),
            _ => Or(),
        };
        (_links, _within) = (links, Math.Max(within, _within + _links + 1));
        _depth--;
        return node;
    }

    private void Deepen()
    {
        if (++_depth > MaxDepth)
        {
            throw new FeelSyntaxException($"the expression nests deeper than {MaxDepth} levels", _token.Start);
        }
    }

    /// <summary>Accounts for an operator: it stands above all that stands left of it.</summary>
    private void Link()
    {
        if (++_links + _within > MaxHeight)
        {
            throw new FeelSyntaxException($"the expression chains more than {MaxHeight} operators", _token.Start);
        }
    }

    private void Advance()
    {
        _previous = _token;
        _token = _lexer.Read(_token.End);
    }

    private void MoveTo(int position) => _token = _lexer.Read(position);

    private Token Peek() => _lexer.Read(_token.End);

    private bool Accept(string text)
    {
        if (!_token.Is(text))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    private FeelSyntaxException Unexpected(string expected) =>
        new($"expected {expected}, found {_token}", _token.Start, MisspeltName());

    /// <summary>A name of several words that stands here but for a letter or two; read as single words, it makes no sense.</summary>
    private string? MisspeltName()
    {
        if (_previous.Kind != TokenKind.Word || _token.Kind != TokenKind.Word)
        {
            return null;
        }

        string[] names = [.. _functions.Names.Concat(_names.Names).Where(name => name.Contains(' ', StringComparison.Ordinal))];
        for (var (word, count) = (_token, 2); word.Kind == TokenKind.Word && count <= MostWords; word = _lexer.Read(word.End), count++)
        {
            var written = FeelNames.Normalize(_lexer.Text[_previous.Start..word.End]);
            if (Spelling.Nearest(written, names) is { } near && Spelling.IsSlip(written, near))
            {
                return near;
            }
        }

        return null;
    }
}
