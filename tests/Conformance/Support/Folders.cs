using System.Runtime.CompilerServices;

namespace Peninsula.Conformance.Support;

/// <summary>Where test material lies, found from this source file's own place.</summary>
internal static class Folders
{
    /// <summary>The pathways of this repository.</summary>
    public static string Definitions { get; } = Path.Combine(Root, "workflow-definitions");

    private static string Root => Path.GetFullPath(Path.Combine(Here(), "../../.."));

    /// <summary>Material from outside, which lies beside the repository; null where it is not present.</summary>
    public static string? Shared(string name)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("CONFORMANCE_FOLDER") ?? Path.Combine(Root, "../shared/conformance"), name);
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }

    /// <summary>The files of a folder by their names relative to it.</summary>
    public static IEnumerable<object[]> Files(string? folder, string pattern) => folder is null
        ? []
        : Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(name => new object[] { name });

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
