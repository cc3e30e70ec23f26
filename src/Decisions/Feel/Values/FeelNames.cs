using System.Text;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>What may stand in a name (DMN 1.5, 10.3.1.2, rules 27 to 30).</summary>
internal static class FeelNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or",
        "between", "instance", "of", "function", "external", "true", "false", "null",
    };

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    public static bool IsKeyword(ReadOnlySpan<char> word) => Keywords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether a name is one word that needs no quoting as a context key.</summary>
    public static bool IsPlain(string name)
    {
        if (name.Length == 0 || IsKeyword(name))
        {
            return false;
        }

        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (first ? !IsStart(rune) : !IsPart(rune))
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    public static bool IsStart(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetter((char)rune.Value) || rune.Value is '_' or '?'
        : rune.Value is (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF)
            or (>= 0x370 and <= 0x37D) or (>= 0x37F and <= 0x1FFF) or (>= 0x200C and <= 0x200D)
            or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF)
            or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF);

    public static bool IsPart(Rune rune) =>
        IsStart(rune) || rune.Value is (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040);

    /// <summary>The symbols that may stand inside a name: <c>. / - ' + *</c>.</summary>
    public static bool IsSymbol(char c) => c is '.' or '/' or '-' or '\'' or '+' or '*';

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u180E' or '\u200B' or '\uFEFF';

    /// <summary>The name with every run of white space turned into one space.</summary>
    public static string Normalize(string name)
    {
        var builder = new StringBuilder(name.Length);
        var pending = false;
        foreach (var c in name)
        {
            if (IsSpace(c))
            {
                pending = builder.Length > 0;
                continue;
            }

            if (pending)
            {
                builder.Append(' ');
                pending = false;
            }

            builder.Append(c);
        }

        return builder.Length == name.Length ? name : builder.ToString();
    }

    public static int IndexOfName(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
