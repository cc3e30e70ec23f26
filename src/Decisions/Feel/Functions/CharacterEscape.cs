using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>What stands for many characters (XML Schema part 2, appendix F.1.1): <c>\s</c>, <c>\w</c>, <c>\p{Lu}</c> ...</summary>
/// <param name="Items">The same within brackets of a .NET expression, for characters of the basic plane; null when there is no such text.</param>
/// <param name="Contains">Whether a code point belongs to it.</param>
internal sealed record CharacterEscape(string? Items, Func<int, bool> Contains)
{
    private static readonly Dictionary<char, CharacterEscape> Letters = new()
    {
        ['s'] = new(@" \t\n\r", IsSpace),
        ['S'] = new(@"\u0000-\u0008\u000B\u000C\u000E-\u001F\u0021-\uFFFF", c => !IsSpace(c)),
        ['d'] = new(@"\p{Nd}", c => Category(c) == "Nd"),
        ['D'] = new(@"\P{Nd}", c => Category(c) != "Nd"),
        ['w'] = new(@"\p{L}\p{M}\p{N}\p{S}", IsWord),
        ['W'] = new(@"\p{P}\p{Z}\p{C}", c => !IsWord(c)),
        ['i'] = new(@"\p{L}_:", IsInitial),
        ['I'] = new(null, c => !IsInitial(c)),
        ['c'] = new(@"\p{L}\p{M}\p{N}_:.\-", IsName),
        ['C'] = new(null, c => !IsName(c)),
    };

    public static CharacterEscape? Of(char letter) => Letters.GetValueOrDefault(letter);

    /// <summary>A category such as <c>Lu</c> or a block such as <c>IsGreek</c>; null when there is none of that name.</summary>
    public static CharacterEscape? OfCategory(string name, bool negated)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return null;
        }

        var items = $"\\{(negated ? 'P' : 'p')}{{{name}}}";
        if (name.StartsWith("Is", StringComparison.Ordinal))
        {
            // .NET knows the blocks of the basic plane only.
            var block = Known(items);
            return block is null ? null : new(items, c => c > 0xFFFF ? negated : block.IsMatch(((char)c).ToString()));
        }

        return Known(items) is null ? null : new(items, c => Category(c).StartsWith(name, StringComparison.Ordinal) != negated);
    }

    private static Regex? Known(string items)
    {
        try
        {
            return new Regex(items, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsSpace(int c) => c is ' ' or '\t' or '\n' or '\r';

    private static bool IsWord(int c) => Category(c)[0] is not ('P' or 'Z' or 'C');

    private static bool IsInitial(int c) => c is '_' or ':' || Category(c)[0] == 'L';

    private static bool IsName(int c) => c is '_' or ':' or '.' or '-' || Category(c)[0] is 'L' or 'M' or 'N';

    private static string Category(int c) => Names[(int)(Rune.IsValid(c) ? Rune.GetUnicodeCategory(new Rune(c)) : UnicodeCategory.Surrogate)];

    // In the order of UnicodeCategory.
    private static readonly string[] Names =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd",
        "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];
}
