using System.Text;
using System.Text.RegularExpressions;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Writes an XPath pattern as a .NET one; refuses what XPath does not have.</summary>
internal sealed class PatternTranslator(string pattern, bool ignoreSpace, RegexOptions options, StandIns standIns)
{
    private const int MaxRepeat = 1000;
    private readonly StringBuilder _output = new();
    private int _closedGroups;
    private int _openGroups;
    private int _groups;
    private long _repeats = 1;
    private int _at;

    public bool HasBackReference { get; private set; }

    /// <summary>The .NET pattern, or null.</summary>
    public string? Translate()
    {
        for (_at = 0; _at < pattern.Length; _at++)
        {
            if (!(ignoreSpace && pattern[_at] is ' ' or '\t' or '\n' or '\r' && ignoreSpace) && !TryOne(pattern[_at]))
            {
                return null;
            }
        }

        return _repeats <= MaxRepeat * 10 ? _output.ToString() : null;
    }

    private bool TryOne(char c)
    {
        switch (c)
        {
            case '\\':
                return TryEscape();
            case '[':
                return TryClass();
            case '.' when (options & RegexOptions.Singleline) == 0:
                _output.Append("[^\\n\\r]");
                return true;
            case '$' when (options & RegexOptions.Multiline) == 0:
                _output.Append("\\z");
                return true;
            case '(' when !TryGroup():
                return false;
            case ')':
                _openGroups--;
                _closedGroups = _openGroups == 0 ? _groups : _closedGroups;
                break;
            case '{' when !TryRepeat():
                return false;
        }

        _output.Append(c);
        return true;
    }

    private bool TryGroup()
    {
        var capturing = _at + 1 >= pattern.Length || pattern[_at + 1] != '?';
        _openGroups++;
        _groups += capturing ? 1 : 0;
        return capturing || (_at + 2 < pattern.Length && pattern[_at + 2] == ':');
    }

    private bool TryClass()
    {
        var reader = new CharacterClassReader(pattern, standIns);
        if (reader.Read(ref _at) is not { } read)
        {
            return false;
        }

        _output.Append(read.Write(standIns));
        return true;
    }

    /// <summary>Bounds counted repetition, whose nesting multiplies the size of the automaton.</summary>
    private bool TryRepeat()
    {
        var end = pattern.IndexOf('}', _at);
        if (end < 0)
        {
            return false;
        }

        var most = 1;
        foreach (var part in pattern[(_at + 1)..end].Split(','))
        {
            if (part.Length == 0)
            {
                continue;
            }

            if (!int.TryParse(part, out var count) || count > MaxRepeat)
            {
                return false;
            }

            most = Math.Max(most, count);
        }

        _repeats *= most;
        return _repeats <= MaxRepeat * 10;
    }

    private bool TryEscape()
    {
        _at++;
        while (ignoreSpace && _at < pattern.Length && char.IsWhiteSpace(pattern[_at]))
        {
            _at++;
        }

        if (_at >= pattern.Length)
        {
            return false;
        }

        if (pattern[_at] is >= '1' and <= '9')
        {
            return TryBackReference();
        }

        if (CharacterClassReader.Single(pattern[_at]) is not null)
        {
            _output.Append('\\').Append(pattern[_at]);
            return true;
        }

        if (CharacterClassReader.Many(pattern, ref _at, ignoreSpace) is not { } many)
        {
            return false;
        }

        var alone = new CharacterClass();
        alone.Add(many);
        _output.Append(alone.Write(standIns));
        return true;
    }

    /// <summary>As many digits as name a group that is already closed.</summary>
    private bool TryBackReference()
    {
        var number = pattern[_at] - '0';
        if (number > _closedGroups)
        {
            return false;
        }

        while (_at + 1 < pattern.Length && char.IsAsciiDigit(pattern[_at + 1])
            && (number * 10) + (pattern[_at + 1] - '0') <= _closedGroups)
        {
            number = (number * 10) + (pattern[++_at] - '0');
        }

        HasBackReference = true;
        _output.Append("(?:\\").Append(number).Append(')');
        return true;
    }
}
