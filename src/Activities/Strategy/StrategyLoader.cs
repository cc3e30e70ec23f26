using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Strategy;

/// <summary>Reads <c>strategy.json</c>. What it names must be there: a table of promises that lead nowhere is worse than none.</summary>
internal static class StrategyLoader
{
    public const string FileName = "strategy.json";

    public static IReadOnlyList<StrategyStatement> Load(string folder, List<DataProblem> all)
    {
        var statements = new List<StrategyStatement>();
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return statements;
        }

        root.OptionalText("note");
        foreach (var row in root.Rows("statements", "a statement"))
        {
            var statement = new StrategyStatement
            {
                Id = row.Text("id"),
                Section = row.Text("section"),
                Statement = row.Text("statement"),
                Capability = row.Text("capability"),
                Pages = row.Texts("pages"),
                Data = row.Texts("data"),
                Scenarios = row.Texts("scenarios", required: true),
            };
            row.Close();
            if (statements.Any(other => other.Id == statement.Id))
            {
                row.Problem($"statement \"{statement.Id}\" is given twice");
            }

            foreach (var file in statement.Data.Where(file => !File.Exists(Path.Combine(folder, file))))
            {
                row.ProblemAt(row.LineOf("data"), $"statement {statement.Id}: there is no file {file}");
            }

            statements.Add(statement);
        }

        root.Close();
        return statements;
    }
}
