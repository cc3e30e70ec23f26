using System.Globalization;
using System.Text;
using Peninsula.Activities.Feel;
using Peninsula.Activities.Strategy;

namespace Peninsula.Activities.Checks;

/// <summary>An element of a pathway that makes a statement of the strategy real.</summary>
/// <param name="Pathway">The pathway's name.</param>
/// <param name="File">Its file.</param>
/// <param name="ElementId">The element.</param>
/// <param name="ElementName">What people call it.</param>
public sealed record StrategyElement(string Pathway, string File, string ElementId, string ElementName);

/// <summary>A statement with every element that names it.</summary>
public sealed record StrategyRow(StrategyStatement Statement, IReadOnlyList<StrategyElement> Elements);

/// <summary>The strategy, sentence by sentence, and what makes each real: read from the tags on the pathways' elements.</summary>
public static class StrategyTable
{
    /// <summary>Every statement of <c>strategy.json</c>, in its order.</summary>
    public static IReadOnlyList<StrategyRow> Of(IEnumerable<PathwayFile> files, Vocabulary vocabulary)
    {
        var set = PathwaySet.Read(files, new SafeguardingFunctions(vocabulary));
        var tagged = from pathway in set.Pathways
                     from node in pathway.Process.Nodes
                     from id in Names.Strategy(node.Extensions)
                     select (id, Element: new StrategyElement(pathway.Process.Name ?? pathway.Process.Id, pathway.File, node.Id, node.Name ?? node.Id));
        var byStatement = tagged.ToLookup(tag => tag.id, tag => tag.Element);
        return [.. vocabulary.Strategy.Select(statement => new StrategyRow(statement, [.. byStatement[statement.Id]]))];
    }

    /// <summary>The table as a document.</summary>
    public static string Write(IReadOnlyList<StrategyRow> rows)
    {
        var text = new StringBuilder("""
            # The strategy, sentence by sentence

            What the South West Peninsula Child Sexual Exploitation Strategy says, the steps, pages and data that make it real, and the scenarios that show it. Written from `workflow-definitions/strategy.json` and the `peninsula:strategy` tags on the pathways' elements; a test holds that no row is empty and that this file is what they say.


            """);
        foreach (var section in rows.GroupBy(row => row.Statement.Section))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section.Key}\n\n| The strategy says | So here | Made real by | Shown by |\n|---|---|---|---|\n");
            foreach (var row in section)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {row.Statement.Statement} | {row.Statement.Capability} | {string.Join("<br>", Places(row))} | {string.Join("<br>", row.Statement.Scenarios.Select(scenario => $"`{scenario}`"))} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Places(StrategyRow row) =>
        row.Elements.Select(element => $"{element.Pathway}: {element.ElementName}")
            .Concat(row.Statement.Pages.Select(page => $"page `{page}`"))
            .Concat(row.Statement.Data.Select(file => $"data `{file}`"));
}
