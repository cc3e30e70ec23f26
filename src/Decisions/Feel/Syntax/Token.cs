namespace Peninsula.Decisions.Feel.Syntax;

internal enum TokenKind
{
    End,
    Word,
    Number,
    String,
    Symbol,
}

/// <summary>A token: its place in the text and, for a symbol or a word, what it says.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text)
{
    public bool Is(string text) => (Kind is TokenKind.Symbol or TokenKind.Word) && Text == text;

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}

/// <summary>Ends the reading of an expression at its first mistake; never leaves this namespace's callers.</summary>
internal sealed class FeelSyntaxException(string message, int position, string? suggestion = null) : Exception(message)
{
    public int Position => position;

    public string? Suggestion => suggestion;
}
