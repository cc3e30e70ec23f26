using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>The functions on strings that take regular expressions (DMN 1.5, table 72).</summary>
internal static class RegexFunctions
{
    public static void AddTo(Builtins.Collector add)
    {
        add.Add("matches", "input: string, pattern: string, flags?: string|null", Guarded(2, Matches, refusesEmpty: false));
        add.Add("replace", "input: string, pattern: string, replacement: string, flags?: string|null", Guarded(3, Replace, refusesEmpty: true));
        add.Add("split", "string: string, delimiter: string", Guarded(-1, Split, refusesEmpty: true));
    }

    /// <summary>So many steps take about so long elsewhere.</summary>
    private const int StepsPerMicrosecond = 5;

    /// <summary>What an expression for characters outside the basic plane costs more: it is made for its text.</summary>
    private const int StandInSteps = 500;

    private delegate FeelValue RegexBody(BuiltinCall call, Regex regex, StandIns standIns);

    /// <summary>Finds the expression, and turns running out of time into null.</summary>
    private static BuiltinBody Guarded(int flags, RegexBody body, bool refusesEmpty) => call =>
    {
        var standIns = StandIns.For(call[1].String, call[0].String);
        var found = standIns is null ? null : Regexes.Find(call[1].String, flags >= 0 && call.Has(flags) ? call[flags].String : "", standIns);
        if (found is null)
        {
            return call.Fail($"'{call[1].String}' is not a regular expression with these flags");
        }

        if (refusesEmpty && found.MatchesNothing)
        {
            return call.Fail($"'{call[1].String}' matches an empty string");
        }

        call.Evaluation.Charge(standIns!.IsEmpty ? 0 : StandInSteps);
        return found.Regex.Options.HasFlag(RegexOptions.NonBacktracking) ? body(call, found.Regex, standIns) : Timed(call, found.Regex, standIns, body);
    };

    private static FeelValue Timed(BuiltinCall call, Regex regex, StandIns standIns, RegexBody body)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return body(call, regex, standIns);
        }
        catch (RegexMatchTimeoutException)
        {
            return call.Fail($"'{call[1].String}' took too long to match");
        }
        finally
        {
            // Back-references have no bound but the clock, so the clock says what they cost.
            call.Evaluation.Charge((int)Stopwatch.GetElapsedTime(started).TotalMicroseconds * StepsPerMicrosecond);
        }
    }

    private static FeelValue Matches(BuiltinCall call, Regex regex, StandIns standIns) => regex.IsMatch(standIns.Put(call[0].String));

    private static FeelValue Replace(BuiltinCall call, Regex regex, StandIns standIns)
    {
        if (!TryReplacement(call[2].String, regex.GetGroupNumbers().Length - 1, out var parts))
        {
            return call.Fail($"'{call[2].String}' is not a replacement");
        }

        var input = standIns.Put(call[0].String);
        var (builder, position) = (new StringBuilder(), 0);
        for (var match = regex.Match(input); match.Success; match = match.NextMatch())
        {
            call.Evaluation.Step();
            builder.Append(standIns.Restore(input[position..match.Index]));
            foreach (var (text, group) in parts)
            {
                builder.Append(group < 0 ? text : standIns.Restore(match.Groups[group].Value));
            }

            position = match.Index + match.Length;
            if (builder.Length > call.Evaluation.Environment.Limits.StringLength)
            {
                break;
            }
        }

        builder.Append(standIns.Restore(input[position..]));
        call.Evaluation.CountCharacters(builder.Length);
        return builder.ToString();
    }

    /// <summary>Text and group numbers; <c>$N</c> takes as many digits as name a group, a group there is not is empty.</summary>
    private static bool TryReplacement(string text, int groups, out List<(string Text, int Group)> parts)
    {
        parts = [];
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                if (++i >= text.Length || text[i] is not ('\\' or '$'))
                {
                    return false;
                }

                literal.Append(text[i]);
                continue;
            }

            if (c != '$')
            {
                literal.Append(c);
                continue;
            }

            if (++i >= text.Length || !char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            var number = text[i] - '0';
            while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (number * 10) + (text[i + 1] - '0') <= groups)
            {
                number = (number * 10) + (text[++i] - '0');
            }

            parts.Add((literal.ToString(), -1));
            literal.Clear();
            if (number <= groups)
            {
                parts.Add(("", number));
            }
        }

        parts.Add((literal.ToString(), -1));
        return true;
    }

    private static FeelValue Split(BuiltinCall call, Regex regex, StandIns standIns)
    {
        var (input, parts, position) = (standIns.Put(call[0].String), new List<FeelValue>(), 0);
        for (var match = regex.Match(input); match.Success; match = match.NextMatch())
        {
            call.Evaluation.Step();
            parts.Add(standIns.Restore(input[position..match.Index]));
            position = match.Index + match.Length;
        }

        parts.Add(standIns.Restore(input[position..]));
        call.Evaluation.CountItems(parts.Count, parts.Count);
        call.Evaluation.CountCharacters(input.Length);
        return FeelValue.List(parts);
    }
}
