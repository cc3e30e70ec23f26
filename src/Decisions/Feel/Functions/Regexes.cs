using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>A compiled expression.</summary>
/// <param name="Regex">It, for .NET.</param>
/// <param name="MatchesNothing">Whether it matches the empty string, which replace and split refuse (XPath: FORX0003).</param>
internal sealed record XPathExpression(Regex Regex, bool MatchesNothing);

/// <summary>
/// Regular expressions of XPath (DMN 1.5, 10.3.4.3 names XQuery 1.0 and XPath 2.0, 7.6) on .NET's engine. They run in
/// time linear in the text, except for those with back-references, which get a time limit.
/// </summary>
internal static class Regexes
{
    private const int MaxPattern = 1000;
    private const int CacheSize = 256;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(20);
    private static readonly ConcurrentDictionary<(string, string, string), XPathExpression?> Cache = new();

    /// <summary>Whether the pattern and the flags are valid, and what they match.</summary>
    public static XPathExpression? Find(string pattern, string flags) =>
        StandIns.For(pattern, "") is { } standIns ? Find(pattern, flags, standIns) : null;

    /// <summary>The compiled expression for texts with these stand-ins, or null when the pattern or the flags are not valid.</summary>
    public static XPathExpression? Find(string pattern, string flags, StandIns standIns)
    {
        var key = (pattern, flags, standIns.Key);
        if (Cache.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Cache.Count >= CacheSize)
        {
            Cache.Clear();
        }

        return Cache[key] = Compile(standIns.Put(pattern), flags, standIns);
    }

    private static XPathExpression? Compile(string pattern, string flags, StandIns standIns)
    {
        if (pattern.Length > MaxPattern || flags.Any(f => f is not ('s' or 'm' or 'i' or 'x' or 'q')))
        {
            return null;
        }

        var options = RegexOptions.CultureInvariant;
        options |= flags.Contains('s', StringComparison.Ordinal) ? RegexOptions.Singleline : 0;
        options |= flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : 0;
        options |= flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : 0;
        var translator = new PatternTranslator(pattern, flags.Contains('x', StringComparison.Ordinal), options, standIns);
        var translated = flags.Contains('q', StringComparison.Ordinal) ? Regex.Escape(pattern) : translator.Translate();
        return translated is null ? null : Compile(translated, options, translator.HasBackReference);
    }

    private static XPathExpression? Compile(string translated, RegexOptions options, bool hasBackReference)
    {
        try
        {
            var regex = hasBackReference
                ? new Regex(translated, options, TimeLimit)
                : new Regex(translated, options | RegexOptions.NonBacktracking);
            return new XPathExpression(regex, regex.IsMatch(""));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
