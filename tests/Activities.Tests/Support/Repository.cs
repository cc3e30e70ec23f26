using System.Runtime.CompilerServices;

namespace Peninsula.Activities.Tests.Support;

/// <summary>Where the shipped data files are, found from this source file's own place.</summary>
internal static class Repository
{
    public static string Definitions { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../workflow-definitions"));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
