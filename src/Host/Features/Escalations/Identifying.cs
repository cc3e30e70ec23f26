using System.Text.RegularExpressions;
using Peninsula.Decisions.Feel;

namespace Peninsula.Host.Features.Escalations;

/// <summary>Finds what points at a child in a text that is for somebody who may not know whose case it is.</summary>
internal static class Identifying
{
    /// <summary>Shorter words are too common to be a name: initials and particles.</summary>
    private const int ShortestName = 3;

    /// <summary>The first word of the child's name, or the case's reference, that stands in the text; null when none does.</summary>
    internal static string? In(string text, FeelContext variables, string? caseReference)
    {
        if (caseReference is not null && text.Contains(caseReference, StringComparison.OrdinalIgnoreCase))
        {
            return caseReference;
        }

        return variables["childName"].TryGetString(out var name)
            ? Regex.Split(name, @"[^\p{L}\p{M}'’]+").FirstOrDefault(word => word.Length >= ShortestName && Stands(word, text))
            : null;
    }

    private static bool Stands(string word, string text) =>
        Regex.IsMatch(text, $@"(?<![\p{{L}}\p{{M}}]){Regex.Escape(word)}(?![\p{{L}}\p{{M}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
