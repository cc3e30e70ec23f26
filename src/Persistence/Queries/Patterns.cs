using System.Text;
using System.Text.RegularExpressions;

namespace Peninsula.Persistence.Queries;

/// <summary>Patterns in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
internal static class Patterns
{
    public const string Escape = "\\";

    public static string ToSql(string pattern) => Translate(pattern, "%", "_", letter => letter is '%' or '_' or '\\' ? $"\\{letter}" : letter.ToString());

    public static bool Matches(string pattern, string text) => Regex.IsMatch(
        text,
        "^" + Translate(pattern, ".*", ".", letter => Regex.Escape(letter.ToString())) + "$",
        RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string Translate(string pattern, string any, string one, Func<char, string> literal)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            text.Append(pattern[i] switch
            {
                '\\' when i + 1 < pattern.Length => literal(pattern[++i]),
                '*' => any,
                '?' => one,
                var letter => literal(letter),
            });
        }

        return text.ToString();
    }
}
