using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>Calls whose constant text can be seen to be wrong: dates that do not exist, patterns that cannot be read.</summary>
internal static class LiteralCheck
{
    public static string? Complaint(string function, CallNode call)
    {
        if (call.Names.Count > 0)
        {
            return null;
        }

        if (function is "matches" or "replace" or "split" && call.Arguments.Count > 1 && Text(call.Arguments[1]) is { } pattern)
        {
            var flags = function == "replace" ? 3 : 2;
            var given = call.Arguments.Count <= flags ? "" : Text(call.Arguments[flags]);
            var found = given is null ? null : Regexes.Find(pattern, given);
            return given is null ? null
                : found is null ? $"'{pattern}' is not a regular expression with these flags"
                : found.MatchesNothing && function != "matches" ? $"'{pattern}' matches an empty string, which cannot be looked for"
                : null;
        }

        var only = call.Arguments.Count == 1 && call.Arguments[0] is LiteralNode { Value.Kind: FeelKind.String } text ? text.Value.String : null;
        return (function, only) switch
        {
            ("date", { } date) when !TemporalParser.TryParseDate(date, out _) => $"'{date}' is not a date",
            ("time", { } time) when !TemporalParser.TryParseTime(time, out _) => $"'{time}' is not a time",
            ("date and time", { } moment) when !TemporalParser.TryParseDateTime(moment, out _) => $"'{moment}' is not a date and time",
            ("duration", { } duration) when !TemporalParser.TryParseDuration(duration, out _) => $"'{duration}' is not a duration",
            _ => null,
        };
    }

    private static string? Text(FeelNode node) => node is LiteralNode { Value: var value } && value.TryGetString(out var text) ? text : null;
}
