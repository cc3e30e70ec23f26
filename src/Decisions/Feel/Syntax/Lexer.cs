using System.Globalization;
using System.Text;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Syntax;

/// <summary>
/// Reads one token at a time from any position. Names of several words are the parser's matter, since only it knows
/// which names exist.
/// </summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] LongSymbols = ["..", "**", "<=", ">=", "!=", "->"];

    public string Text => text;

    public Token Read(int position)
    {
        var start = SkipSpace(position);
        if (start >= text.Length)
        {
            return new Token(TokenKind.End, text.Length, text.Length, "");
        }

        var c = text[start];
        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
        {
            var end = NumberEnd(start);
            return new Token(TokenKind.Number, start, end, text[start..end]);
        }

        if (c == '"')
        {
            return ReadString(start);
        }

        var wordEnd = WordEnd(start);
        if (wordEnd > start)
        {
            return new Token(TokenKind.Word, start, wordEnd, text[start..wordEnd]);
        }

        foreach (var symbol in LongSymbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
            {
                return new Token(TokenKind.Symbol, start, start + symbol.Length, symbol);
            }
        }

        return "+-*/=<>()[]{},:.@".Contains(c, StringComparison.Ordinal)
            ? new Token(TokenKind.Symbol, start, start + 1, c.ToString())
            : throw new FeelSyntaxException(
                $"{(RuneAt(start) is { Value: > 0 } rune ? $"'{rune}'" : "this character")} has no meaning here", start);
    }

    /// <summary>Where the word that starts here ends; the same position when none starts here.</summary>
    public int WordEnd(int position)
    {
        var first = true;
        while (position < text.Length)
        {
            var rune = RuneAt(position);
            if (first ? !FeelNames.IsStart(rune) : !FeelNames.IsPart(rune))
            {
                break;
            }

            position += rune.Utf16SequenceLength;
            first = false;
        }

        return position;
    }

    public int SkipSpace(int position)
    {
        while (position < text.Length)
        {
            if (FeelNames.IsSpace(text[position]))
            {
                position++;
            }
            else if (Starts(position, "//"))
            {
                var end = text.AsSpan(position).IndexOfAny('\n', '\r');
                position = end < 0 ? text.Length : position + end;
            }
            else if (Starts(position, "/*"))
            {
                var end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
                position = end < 0 ? throw new FeelSyntaxException("the comment is not closed", position) : end + 2;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    public bool IsPartAt(int position) => position < text.Length && FeelNames.IsPart(RuneAt(position));

    private bool Starts(int position, string symbol) =>
        string.CompareOrdinal(text, position, symbol, 0, symbol.Length) == 0;

    /// <summary>Half a surrogate pair counts as U+0000, which has no place in a name.</summary>
    private Rune RuneAt(int position) =>
        Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out _) == System.Buffers.OperationStatus.Done
            ? rune
            : default;

    private int NumberEnd(int position)
    {
        position = SkipDigits(position);
        if (position + 1 < text.Length && text[position] == '.' && char.IsAsciiDigit(text[position + 1]))
        {
            position = SkipDigits(position + 1);
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            var digits = position + 1;
            digits += digits < text.Length && text[digits] is '+' or '-' ? 1 : 0;
            var end = SkipDigits(digits);
            position = end > digits ? end : position;
        }

        return position;
    }

    private int SkipDigits(int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }

    private Token ReadString(int start)
    {
        var builder = new StringBuilder();
        for (var i = start + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                return new Token(TokenKind.String, start, i + 1, builder.ToString());
            }

            if (c == '\\' && i + 1 < text.Length)
            {
                i = ReadEscape(i, builder);
            }
            else
            {
                builder.Append(c);
            }
        }

        throw new FeelSyntaxException("the string is not closed", start);
    }

    private int ReadEscape(int position, StringBuilder builder)
    {
        var c = text[position + 1];
        switch (c)
        {
            case 'n':
                builder.Append('\n');
                return position + 1;
            case 'r':
                builder.Append('\r');
                return position + 1;
            case 't':
                builder.Append('\t');
                return position + 1;
            case '"' or '\'' or '\\':
                builder.Append(c);
                return position + 1;
            case 'u' when TryReadHex(position + 2, 4, out var unit):
                builder.Append((char)unit);
                return position + 5;
            case 'U' when TryReadHex(position + 2, 6, out var rune) && Rune.IsValid(rune):
                builder.Append(new Rune(rune).ToString());
                return position + 7;
            default:
                // Not an escape: the backslash stands for itself, as regular expressions need it.
                builder.Append('\\');
                return position;
        }
    }

    private bool TryReadHex(int position, int length, out int value)
    {
        value = 0;
        return position + length <= text.Length && int.TryParse(
            text.AsSpan(position, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
