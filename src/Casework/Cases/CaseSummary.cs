using System.Text.Json.Nodes;

namespace Peninsula.Casework.Cases;

/// <summary>What a case is about, from the answers that are open to its reader: label and text, what is not known left out.</summary>
public static class CaseSummary
{
    private static readonly (string Label, string Variable)[] Shown =
    [
        ("Child", "childName"),
        ("Age", "childAge"),
        ("Concern", "concernSummary"),
        ("In the child’s words", "childsWords"),
    ];

    public static IReadOnlyList<(string Label, string Text)> Of(JsonObject open) =>
    [
        .. from pair in Shown
           let value = open[pair.Variable]
           where value is not null
           select (pair.Label, value.ToString()),
    ];
}
