namespace Peninsula.Casework.Rehearsing;

/// <summary>A file to work on.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What to call it: relative to the folder in which it was found, with forward slashes.</param>
public sealed record FoundFile(string Path, string Name)
{
    /// <summary>Finds files: those named, and those in the folders named whose names match.</summary>
    /// <param name="paths">Files or folders, relative to where the command was typed.</param>
    /// <param name="pattern">Which files of a folder are meant, such as <c>*.bpmn</c>.</param>
    /// <param name="missing">The first path that is neither, or null.</param>
    public static IReadOnlyList<FoundFile> Search(IEnumerable<string> paths, string pattern, out string? missing)
    {
        missing = null;
        var found = new List<FoundFile>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                found.AddRange(InFolder(path, pattern));
            }
            else if (File.Exists(path))
            {
                found.Add(new FoundFile(path, path));
            }
            else
            {
                missing ??= path;
            }
        }

        return [.. found.DistinctBy(file => System.IO.Path.GetFullPath(file.Path))];
    }

    private static IEnumerable<FoundFile> InFolder(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(path => new FoundFile(path, System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
}
