using System.Text.RegularExpressions;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks;

/// <summary>What an attribute of the dialect can come to.</summary>
internal static partial class Names
{
    /// <summary>The literal, or the texts between which a FEEL expression chooses; none when it cannot be told from the file.</summary>
    public static IReadOnlyList<string> In(string attribute) => attribute.StartsWith('=')
        ? [.. Chosen().Matches(attribute).Select(match => match.Groups[1].Value)]
        : [attribute];

    /// <summary>An attribute of a task, or else of its lane.</summary>
    public static string? Of(FlowNode node, string name) =>
        node.Extensions.TryGetValue(name, out var own) ? own : node.Lane?.Extension(name);

    /// <summary>The principles that an element serves.</summary>
    public static IEnumerable<string> Principles(IReadOnlyDictionary<string, string> extensions) =>
        extensions.TryGetValue("principle", out var text) ? text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The statements of the strategy that an element makes real.</summary>
    public static IEnumerable<string> Strategy(IReadOnlyDictionary<string, string> extensions) =>
        extensions.TryGetValue("strategy", out var text) ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The pathway that an activity calls, as written or by <c>pathway("key", area)</c>; null when it cannot be told from the file.</summary>
    public static string? Called(CallActivity call) => call.ProcessId.IsLiteral
        ? call.ProcessId.Text
        : Shared().Match(call.ProcessId.Text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("^=?\\s*pathway\\(\"([a-z0-9-]+)\",")]
    private static partial Regex Shared();

    [GeneratedRegex("(?:then|else)\\s+\"([a-z0-9.-]+)\"")]
    private static partial Regex Chosen();
}
