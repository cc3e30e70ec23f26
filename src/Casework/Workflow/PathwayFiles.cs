using Peninsula.Activities.Checks;

namespace Peninsula.Casework.Workflow;

/// <summary>The pathways, decisions and forms of a folder, as they are published together.</summary>
public static class PathwayFiles
{
    /// <summary>Where the product's own lie, with its data files: beside the binaries.</summary>
    public static string ProductFolder { get; } = Path.Combine(AppContext.BaseDirectory, "workflow-definitions");

    public static async Task<IReadOnlyList<PathwayFile>> ReadAsync(string folder, CancellationToken cancel)
    {
        var files = new List<PathwayFile>();
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsPublished).Order(StringComparer.Ordinal))
        {
            files.Add(new PathwayFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancel)));
        }

        return files;
    }

    private static bool IsPublished(string path) => Path.GetExtension(path) is ".bpmn" or ".dmn" or ".form";
}
