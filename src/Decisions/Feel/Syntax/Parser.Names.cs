using System.Text;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Syntax;

internal sealed partial class Parser
{
    private static readonly string[][] LongTypeNames =
    [
        NameTable.Split("days and time duration"),
        NameTable.Split("years and months duration"),
        NameTable.Split("date and time"),
        NameTable.Split("day time duration"),
        NameTable.Split("year month duration"),
    ];

    /// <summary>Inside a filter the members of the items are names too.</summary>
    private int _inFilter;

    private (string? Name, int End) KnownNameAt(int position)
    {
        var best = _names.Match(_lexer, position);
        if (_inFilter > 0)
        {
            var member = _members.Match(_lexer, position);
            best = member.End > best.End ? member : best;
        }

        // 'date and time' is the function only where a call follows, so that 'date and ok' stays a conjunction.
        var function = _functions.Match(_lexer, position);
        return function.End > best.End && _lexer.Read(function.End) is { Kind: not TokenKind.Word } next
            && (next.Is("(") || !function.Name!.Contains(" and ", StringComparison.Ordinal))
                ? function
                : best;
    }

    private bool IsKnownName() => _names.Match(_lexer, _token.Start).Name is not null;

    /// <summary>The name after a dot; longer than one word only when it is known.</summary>
    private string Member()
    {
        var dot = _token.End;
        var start = _lexer.SkipSpace(dot);
        var (known, end) = _members.Match(_lexer, start);
        var wordEnd = _lexer.WordEnd(start);
        if (known is not null && end > wordEnd)
        {
            MoveTo(end);
            return known;
        }

        if (wordEnd == start)
        {
            Advance();
            throw Unexpected("a name after '.'");
        }

        MoveTo(wordEnd);
        return _lexer.Text[start..wordEnd];
    }

    /// <summary>A name that is being introduced: everything up to one of the terminators.</summary>
    private string RawName(params ReadOnlySpan<string> terminators) =>
        TryRawName(terminators, out var name, out var end)
            ? Introduce(name, end)
            : throw Unexpected("a name");

    private string Introduce(string name, int end)
    {
        MoveTo(end);
        return name;
    }

    /// <summary><c>name:</c> at the start of an argument.</summary>
    private bool TryArgumentName(out string name)
    {
        if (!TryRawName([":"], out name, out var end))
        {
            return false;
        }

        MoveTo(end);
        Expect(":");
        return true;
    }

    private bool TryRawName(ReadOnlySpan<string> terminators, out string name, out int end)
    {
        var builder = new StringBuilder();
        name = "";
        end = _token.Start;
        if (_lexer.WordEnd(end) == end)
        {
            return false;
        }

        while (true)
        {
            var next = _lexer.SkipSpace(end);
            if (builder.Length > 0 && StandsAt(next, terminators))
            {
                name = FeelNames.Normalize(builder.ToString());
                return true;
            }

            if (next > end && builder.Length > 0)
            {
                builder.Append(' ');
            }

            var partEnd = next;
            while (_lexer.IsPartAt(partEnd))
            {
                partEnd += char.IsHighSurrogate(_lexer.Text[partEnd]) ? 2 : 1;
            }

            if (partEnd == next && next < _lexer.Text.Length && FeelNames.IsSymbol(_lexer.Text[next]))
            {
                partEnd++;
            }

            if (partEnd == next)
            {
                return false;
            }

            builder.Append(_lexer.Text, next, partEnd - next);
            end = partEnd;
        }
    }

    private bool StandsAt(int position, ReadOnlySpan<string> terminators)
    {
        foreach (var terminator in terminators)
        {
            if (string.CompareOrdinal(_lexer.Text, position, terminator, 0, terminator.Length) == 0
                && !(char.IsLetter(terminator[0]) && _lexer.IsPartAt(position + terminator.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private string TypeName()
    {
        foreach (var parts in LongTypeNames)
        {
            var end = NameTable.MatchEnd(_lexer, _token.Start, parts);
            if (end > 0)
            {
                MoveTo(end);
                return string.Join(' ', parts);
            }
        }

        var (known, knownEnd) = _names.Match(_lexer, _token.Start);
        if (known is not null && knownEnd > _token.End)
        {
            MoveTo(knownEnd);
            return known;
        }

        if (_token.Kind != TokenKind.Word)
        {
            throw Unexpected("a type");
        }

        var name = _token.Text;
        Advance();
        while (_token.Is("."))
        {
            Advance();
            name += "." + _token.Text;
            Advance();
        }

        return name;
    }
}
