using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Syntax;

/// <summary>The names that are known while an expression is read, innermost scope last.</summary>
internal sealed class NameTable
{
    private readonly List<Entry> _entries = [];

    public int Mark => _entries.Count;

    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);

    public void Add(string name) => _entries.Add(new Entry(name, Split(name)));

    public void Return(int mark) => _entries.RemoveRange(mark, _entries.Count - mark);

    /// <summary>The longest known name at a position, and where it ends; null when no known name stands there.</summary>
    public (string? Name, int End) Match(Lexer lexer, int position)
    {
        string? best = null;
        var bestEnd = position;
        foreach (var entry in _entries)
        {
            var end = MatchEnd(lexer, position, entry.Parts);
            if (end > bestEnd)
            {
                (best, bestEnd) = (entry.Name, end);
            }
        }

        return (best, bestEnd);
    }

    /// <summary>Where a name ends that is written as these parts; -1 when something else stands there.</summary>
    public static int MatchEnd(Lexer lexer, int position, string[] parts)
    {
        var text = lexer.Text;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (i > 0)
            {
                position = lexer.SkipSpace(position);
            }

            if (string.CompareOrdinal(text, position, part, 0, part.Length) != 0)
            {
                return -1;
            }

            position += part.Length;
            if (!IsSymbol(part) && lexer.IsPartAt(position))
            {
                return -1;
            }
        }

        return position;
    }

    /// <summary>The words and symbols of a name.</summary>
    public static string[] Split(string name)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] != ' ' && !FeelNames.IsSymbol(name[i]))
            {
                continue;
            }

            if (i > start)
            {
                parts.Add(name[start..i]);
            }

            if (i < name.Length && name[i] != ' ')
            {
                parts.Add(name[i].ToString());
            }

            start = i + 1;
        }

        return [.. parts];
    }

    private static bool IsSymbol(string part) => part.Length == 1 && FeelNames.IsSymbol(part[0]);

    private readonly record struct Entry(string Name, string[] Parts);
}
