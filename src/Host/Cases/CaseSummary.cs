using Peninsula.Decisions.Feel;

namespace Peninsula.Host.Cases;

/// <summary>What a case is about, for those who may see it: label and text, what is not known left out.</summary>
internal static class CaseSummary
{
    private static readonly (string Label, string Variable)[] Shown =
    [
        ("Child", "childName"),
        ("Age", "childAge"),
        ("Concern", "concernSummary"),
        ("In the child’s words", "childsWords"),
    ];

    internal static IReadOnlyList<(string Label, string Text)> Of(FeelContext variables) =>
    [
        .. from one in Shown
           let value = variables[one.Variable]
           where !value.IsNull
           select (one.Label, value.TryGetString(out var text) ? text : value.ToString()),
    ];
}
