using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>
/// Regular expressions of XPath (DMN 1.5, 10.3.4.3 names XQuery 1.0 and XPath 2.0, 7.6) on .NET's engine. They run in
/// time linear in the text, except for those with back-references, which get a time limit.
/// </summary>
internal static class Regexes
{
    private const int MaxPattern = 1000;
    private const int MaxRepeat = 1000;
    private const int CacheSize = 256;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(20);
    private static readonly ConcurrentDictionary<(string, string), Regex?> Cache = new();

    /// <summary>The compiled expression, or null when the pattern or the flags are not valid.</summary>
    public static Regex? Find(string pattern, string flags)
    {
        if (Cache.TryGetValue((pattern, flags), out var known))
        {
            return known;
        }

        if (Cache.Count >= CacheSize)
        {
            Cache.Clear();
        }

        return Cache[(pattern, flags)] = Compile(pattern, flags);
    }

    private static Regex? Compile(string pattern, string flags)
    {
        if (pattern.Length > MaxPattern || flags.Any(f => f is not ('s' or 'm' or 'i' or 'x' or 'q')))
        {
            return null;
        }

        var options = RegexOptions.CultureInvariant;
        options |= flags.Contains('s', StringComparison.Ordinal) ? RegexOptions.Singleline : 0;
        options |= flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : 0;
        options |= flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : 0;
        var translator = new Translator(pattern, flags.Contains('x', StringComparison.Ordinal), options);
        var translated = flags.Contains('q', StringComparison.Ordinal) ? Regex.Escape(pattern) : translator.Translate();
        if (translated is null)
        {
            return null;
        }

        try
        {
            return translator.HasBackReference
                ? new Regex(translated, options, TimeLimit)
                : new Regex(translated, options | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Writes an XPath pattern as a .NET one; refuses what XPath does not have.</summary>
    private sealed class Translator(string pattern, bool ignoreSpace, RegexOptions options)
    {
        private readonly StringBuilder _output = new();
        private int _closedGroups;
        private int _openGroups;
        private int _groups;
        private long _repeats = 1;

        public bool HasBackReference { get; private set; }

        public string? Translate()
        {
            var classDepth = 0;
            for (var i = 0; i < pattern.Length; i++)
            {
                var c = pattern[i];
                if (classDepth > 0)
                {
                    classDepth += c == '[' ? 1 : c == ']' ? -1 : 0;
                    if (c == '\\')
                    {
                        if (!TryEscape(ref i, inClass: true))
                        {
                            return null;
                        }

                        continue;
                    }

                    // XPath reads '[' inside a class only as a subtraction, after '-'.
                    if (c == '[' && pattern[i - 1] != '-')
                    {
                        return null;
                    }

                    _output.Append(c);
                    continue;
                }

                if (ignoreSpace && c is ' ' or '\t' or '\n' or '\r' && ignoreSpace)
                {
                    continue;
                }

                if (!TryOutside(ref i, c))
                {
                    return null;
                }

                classDepth += c == '[' ? 1 : 0;
                if (c == '[' && i + 1 < pattern.Length && pattern[i + 1] == '^')
                {
                    _output.Append('^');
                    i++;
                }
            }

            return classDepth == 0 && _repeats <= MaxRepeat * 10 ? _output.ToString() : null;
        }

        private bool TryOutside(ref int i, char c)
        {
            switch (c)
            {
                case '\\':
                    return TryEscape(ref i, inClass: false);
                case '.' when (options & RegexOptions.Singleline) == 0:
                    _output.Append("[^\\n\\r]");
                    return true;
                case '$' when (options & RegexOptions.Multiline) == 0:
                    _output.Append("\\z");
                    return true;
                case '(':
                    var capturing = i + 1 >= pattern.Length || pattern[i + 1] != '?';
                    if (!capturing && (i + 2 >= pattern.Length || pattern[i + 2] != ':'))
                    {
                        return false;
                    }

                    _openGroups++;
                    _groups += capturing ? 1 : 0;
                    break;
                case ')':
                    _openGroups--;
                    _closedGroups = _openGroups == 0 ? _groups : _closedGroups;
                    break;
                case '{' when !TryRepeat(i):
                    return false;
            }

            _output.Append(c);
            return true;
        }

        /// <summary>Bounds counted repetition, whose nesting multiplies the size of the automaton.</summary>
        private bool TryRepeat(int start)
        {
            var end = pattern.IndexOf('}', start);
            if (end < 0)
            {
                return false;
            }

            foreach (var part in pattern[(start + 1)..end].Split(','))
            {
                if (part.Length > 0 && (!int.TryParse(part, out var count) || count > MaxRepeat))
                {
                    return false;
                }
            }

            var parts = pattern[(start + 1)..end].Split(',');
            _repeats *= Math.Max(1, parts.Max(p => p.Length == 0 ? 1 : int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)));
            return _repeats <= MaxRepeat * 10;
        }

        private bool TryEscape(ref int i, bool inClass)
        {
            i++;
            while (ignoreSpace && !inClass && i < pattern.Length && char.IsWhiteSpace(pattern[i]))
            {
                i++;
            }

            if (i >= pattern.Length)
            {
                return false;
            }

            var c = pattern[i];
            switch (c)
            {
                case 'i':
                    _output.Append(inClass ? @"\p{L}_:" : @"[\p{L}_:]");
                    return true;
                case 'I' when !inClass:
                    _output.Append(@"[^\p{L}_:]");
                    return true;
                case 'c':
                    _output.Append(inClass ? @"\p{L}\p{N}\p{M}_:.\-" : @"[\p{L}\p{N}\p{M}_:.\-]");
                    return true;
                case 'C' when !inClass:
                    _output.Append(@"[^\p{L}\p{N}\p{M}_:.\-]");
                    return true;
                case 'p' or 'P':
                    return TryCategory(ref i);
                case >= '1' and <= '9' when !inClass:
                    return TryBackReference(ref i);
                case 'n' or 'r' or 't' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}'
                    or '-' or '[' or ']' or '^' or '$' or 's' or 'S' or 'd' or 'D' or 'w' or 'W':
                    _output.Append('\\').Append(c);
                    return true;
                default:
                    return false;
            }
        }

        private bool TryCategory(ref int i)
        {
            var end = pattern.IndexOf('}', i);
            if (end < 0 || i + 1 >= pattern.Length || pattern[i + 1] != '{')
            {
                return false;
            }

            var name = pattern[(i + 2)..end];
            name = ignoreSpace ? string.Concat(name.Where(c => !char.IsWhiteSpace(c))) : name;
            _output.Append('\\').Append(pattern[i]).Append('{').Append(name).Append('}');
            i = end;
            return name.Length > 0 && !name.Any(char.IsWhiteSpace);
        }

        /// <summary>As many digits as name a group that is already closed.</summary>
        private bool TryBackReference(ref int i)
        {
            var number = pattern[i] - '0';
            if (number > _closedGroups)
            {
                return false;
            }

            while (i + 1 < pattern.Length && char.IsAsciiDigit(pattern[i + 1])
                && (number * 10) + (pattern[i + 1] - '0') <= _closedGroups)
            {
                number = (number * 10) + (pattern[++i] - '0');
            }

            HasBackReference = true;
            _output.Append("(?:\\").Append(number).Append(')');
            return true;
        }
    }
}
