using System.Globalization;
using System.Text;
using Peninsula.Activities.Checks;

namespace Peninsula.Activities.Tests.Checks;

/// <summary>The document that problems link to, as the rules themselves say it.</summary>
internal static class PathwayChecksDocument
{
    public static string Write()
    {
        var text = new StringBuilder("""
            # Pathway checks

            What a pathway must keep before it is published here, beyond what makes it run. `validate workflow-definitions` runs them, the designer runs them before publishing, and a test holds what ships to them. They look at all the files that are published together: a form, a table and a called pathway are part of the promise. Problems carry the id below; ids do not change.


            """);
        foreach (var rule in PathwayChecks.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {rule.Id}\n\n{rule.Title} ({(rule.Severity == PathwaySeverity.Error ? "stands in the way of publishing" : "a warning")})\n\n{rule.Reason}\n\n");
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}
