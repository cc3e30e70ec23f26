using System.Text;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions on strings (DMN 1.5, table 72). Positions and lengths count code points.</summary>
internal static class StringFunctions
{
    public static void AddTo(Builtins.Collector add)
    {
        add.Add("string length", "string: string", call => Runes(call[0].String));
        add.Add("upper case", "string: string", call => call[0].String.ToUpperInvariant());
        add.Add("lower case", "string: string", call => call[0].String.ToLowerInvariant());
        add.Add("contains", "string: string, match: string", call => call[0].String.Contains(call[1].String, StringComparison.Ordinal));
        add.Add("starts with", "string: string, match: string", call => call[0].String.StartsWith(call[1].String, StringComparison.Ordinal));
        add.Add("ends with", "string: string, match: string", call => call[0].String.EndsWith(call[1].String, StringComparison.Ordinal));
        add.Add("substring before", "string: string, match: string", call =>
            call[0].String.IndexOf(call[1].String, StringComparison.Ordinal) is var at and >= 0 ? call[0].String[..at] : "");
        add.Add("substring after", "string: string, match: string", call =>
            call[0].String.IndexOf(call[1].String, StringComparison.Ordinal) is var at and >= 0
                ? call[0].String[(at + call[1].String.Length)..]
                : "");
        add.Add("string join", "list: list, delimiter?: string|null", Join);
        add.Add("substring", "string: string, start position: number, length?: number", Substring);
    }

    private static int Runes(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            count -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Nulls are left out.</summary>
    private static FeelValue Join(BuiltinCall call)
    {
        var delimiter = call.Has(1) ? call[1].String : "";
        var (builder, first) = (new StringBuilder(), true);
        foreach (var item in call[0].Items.Span)
        {
            if (item.IsNull)
            {
                continue;
            }

            if (item.Kind != FeelKind.String)
            {
                return call.Fail($"only strings can be joined, not {Words.For(item)}");
            }

            builder.Append(first ? "" : delimiter).Append(item.String);
            first = false;
            if (builder.Length > call.Evaluation.Environment.Limits.StringLength)
            {
                break;
            }
        }

        call.Evaluation.CountCharacters(builder.Length);
        return builder.ToString();
    }

    private static FeelValue Substring(BuiltinCall call)
    {
        var length = Runes(call[0].String);
        if (!call[1].Number.Truncate().TryToInt32(out var start) || start == 0 || Math.Abs((long)start) > length)
        {
            return call.Fail($"position {call[1]} is outside a string of {length} characters");
        }

        var first = start > 0 ? start - 1 : length + start;
        var count = length - first;
        if (call.Has(2))
        {
            if (call[2].Number < 1L)
            {
                return call.Fail($"the length {call[2]} is below 1");
            }

            count = call[2].Number.Truncate().TryToInt32(out var wanted) ? Math.Min(wanted, count) : count;
        }

        if (length == call[0].String.Length)
        {
            return call[0].String.Substring(first, count);
        }

        var builder = new StringBuilder(count);
        foreach (var rune in call[0].String.EnumerateRunes().Skip(first).Take(count))
        {
            builder.Append(rune.ToString());
        }

        return builder.ToString();
    }

    private static IEnumerable<Rune> Skip(this StringRuneEnumerator runes, int count)
    {
        while (runes.MoveNext())
        {
            if (--count < 0)
            {
                yield return runes.Current;
            }
        }
    }
}
