namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Reads what stands between <c>[</c> and <c>]</c> (XML Schema part 2, appendix F.1).</summary>
internal sealed class CharacterClassReader(string pattern, StandIns standIns)
{
    private const int MaxDepth = 20;
    private int _depth;

    /// <summary>Reads from the opening bracket; leaves the place at the closing one. Null when it is not a class.</summary>
    public CharacterClass? Read(ref int at)
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var negated = at + 1 < pattern.Length && pattern[at + 1] == '^';
        at += negated ? 2 : 1;
        var read = new CharacterClass { IsNegated = negated };
        for (; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case ']':
                    _depth--;
                    return read.IsEmpty ? null : read;
                case '-' when at + 1 < pattern.Length && pattern[at + 1] == '[':
                    return ReadLess(read, ref at);
                case '[':
                    return null;
                default:
                    if (!TryItem(read, ref at))
                    {
                        return null;
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>The character that an escape stands for, or null.</summary>
    public static char? Single(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' => c,
        _ => null,
    };

    /// <summary>The characters that an escape stands for, from the letter after the backslash; null when there are none.</summary>
    public static CharacterEscape? Many(string pattern, ref int at, bool ignoreSpace)
    {
        var letter = pattern[at];
        if (letter is not ('p' or 'P'))
        {
            return CharacterEscape.Of(letter);
        }

        var end = pattern.IndexOf('}', at);
        if (end < 0 || at + 1 >= pattern.Length || pattern[at + 1] != '{')
        {
            return null;
        }

        var name = pattern[(at + 2)..end];
        at = end;
        return CharacterEscape.OfCategory(ignoreSpace ? string.Concat(name.Where(c => !char.IsWhiteSpace(c))) : name, letter == 'P');
    }

    private CharacterClass? ReadLess(CharacterClass from, ref int at)
    {
        at++;
        from.Less = Read(ref at);
        at++;
        _depth--;
        return from.Less is not null && !from.IsEmpty && at < pattern.Length && pattern[at] == ']' ? from : null;
    }

    private bool TryItem(CharacterClass into, ref int at)
    {
        if (pattern[at] == '\\' && at + 1 < pattern.Length && Single(pattern[at + 1]) is null)
        {
            at++;
            if (Many(pattern, ref at, ignoreSpace: false) is not { } many)
            {
                return false;
            }

            into.Add(many);
            return true;
        }

        if (!TryCharacter(ref at, out var low))
        {
            return false;
        }

        var high = low;
        if (at + 2 < pattern.Length && pattern[at + 1] == '-' && pattern[at + 2] is not (']' or '['))
        {
            at += 2;
            if (!TryCharacter(ref at, out high) || high < low)
            {
                return false;
            }
        }

        into.Add(low, high);
        return true;
    }

    private bool TryCharacter(ref int at, out int character)
    {
        character = standIns.Actual(pattern[at]);
        if (pattern[at] != '\\')
        {
            return true;
        }

        at++;
        var single = at < pattern.Length ? Single(pattern[at]) : null;
        character = single ?? 0;
        return single is not null;
    }
}
