using System.Text;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>
/// .NET matches UTF-16 units, XPath characters. So characters outside the basic plane are matched by stand-ins: characters
/// for private use that neither the input nor the pattern has.
/// </summary>
internal sealed class StandIns
{
    private const char First = '\uE000';
    private const char Last = '\uF8FF';

    private readonly Dictionary<int, char> _standIns = [];
    private readonly Dictionary<char, int> _actual = [];

    public static StandIns None { get; } = new();

    /// <summary>Whether every character stands for itself.</summary>
    public bool IsEmpty => _actual.Count == 0;

    /// <summary>The stand-ins.</summary>
    public IReadOnlyCollection<char> All => _actual.Keys;

    /// <summary>What they stand for, in the order of the stand-ins: the same texts have the same key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Stand-ins for both texts; null when there are more characters than stand-ins.</summary>
    public static StandIns? For(string pattern, string input)
    {
        if (!HasSurrogates(pattern) && !HasSurrogates(input))
        {
            return None;
        }

        var all = new StandIns();
        var taken = pattern.Concat(input).Where(c => c is >= First and <= Last).ToHashSet();
        var next = First;
        var key = new StringBuilder();
        foreach (var rune in string.Concat(pattern, "\n", input).EnumerateRunes())
        {
            if (rune.IsBmp || all._standIns.ContainsKey(rune.Value))
            {
                continue;
            }

            while (taken.Contains(next))
            {
                next++;
            }

            if (next > Last)
            {
                return null;
            }

            all._standIns[rune.Value] = next;
            all._actual[next] = rune.Value;
            key.Append(rune.ToString()).Append(next++);
        }

        all.Key = key.ToString();
        return all;
    }

    /// <summary>The text with its stand-ins.</summary>
    public string Put(string text)
    {
        if (IsEmpty)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                builder.Append(_standIns[char.ConvertToUtf32(text[i], text[++i])]);
            }
            else
            {
                builder.Append(text[i]);
            }
        }

        return builder.ToString();
    }

    /// <summary>A part of such a text as it really is.</summary>
    public string Restore(string text)
    {
        if (IsEmpty || !text.Any(_actual.ContainsKey))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            builder.Append(_actual.TryGetValue(c, out var actual) ? char.ConvertFromUtf32(actual) : c.ToString());
        }

        return builder.ToString();
    }

    /// <summary>The character that this one is or stands for.</summary>
    public int Actual(char c) => _actual.TryGetValue(c, out var actual) ? actual : c;

    private static bool HasSurrogates(string text)
    {
        foreach (var c in text)
        {
            if (char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }
}
