using Peninsula.Activities.Directory;
using Peninsula.Activities.Reading;
using Peninsula.Activities.Timescales;

namespace Peninsula.Activities.Disruption;

/// <summary>Reads <c>tools.json</c>, against the functions that lead and the timescales that time the tools.</summary>
internal sealed class ToolLoader(AgencyDirectory directory, TimescaleCatalog timescales)
{
    public const string FileName = "tools.json";

    public ToolCatalogue Load(string folder, List<DataProblem> all)
    {
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return new ToolCatalogue([]);
        }

        var tools = new List<DisruptionTool>();
        foreach (var row in root.Rows("tools", "a tool"))
        {
            var tool = Read(row);
            if (tool.Id.Length > 0 && tools.Any(other => other.Id == tool.Id))
            {
                row.Problem($"tool \"{tool.Id}\" is given twice");
            }

            tools.Add(tool);
        }

        root.Close();
        return new ToolCatalogue(tools.Where(tool => tool.Id.Length > 0));
    }

    private DisruptionTool Read(DataRow row)
    {
        var tool = new DisruptionTool
        {
            Id = row.Text("id"),
            Name = row.Text("name"),
            Lead = row.Text("lead"),
            Function = row.Text("function"),
            Evidence = row.Text("evidence"),
            Period = row.Text("period"),
            Timescales = row.Texts("timescales"),
            Renewal = row.Text("renewal"),
            Breach = row.Text("breach"),
            ConfirmLocally = row.Flag("confirmLocally", required: true),
            Note = row.OptionalText("note"),
        };
        row.Close();
        if (tool.Function.Length > 0 && !directory.HasFunction(tool.Function))
        {
            row.ProblemAt(row.LineOf("function"), $"tool {tool.Id}: unknown function \"{tool.Function}\"");
        }

        foreach (var key in tool.Timescales.Where(key => !timescales.TryGet(key, out _)))
        {
            row.ProblemAt(row.LineOf("timescales"), $"tool {tool.Id}: unknown timescale \"{key}\"");
        }

        return tool;
    }
}
