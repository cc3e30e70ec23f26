using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests.Architecture;

/// <summary>A type is found where its namespace says: the project, then the folders.</summary>
public sealed partial class NamespaceTests
{
    // Files that several test projects compile; they have no project of their own.
    private static readonly Dictionary<string, string> Shared = new() { ["tests/Random"] = "Peninsula.Tests.Random", ["tests/Approval"] = "Peninsula.Tests.Approval" };

    [Fact]
    public void A_namespace_is_the_folder_that_the_file_lies_in()
    {
        var root = Root();
        var projects = new[] { "src", "tests" }
            .SelectMany(top => Directory.EnumerateFiles(Path.Combine(root, top), "*.csproj", SearchOption.AllDirectories))
            .Select(project => (Folder: Path.GetRelativePath(root, Path.GetDirectoryName(project)!).Replace('\\', '/'), Namespace: Path.GetFileNameWithoutExtension(project)))
            .Concat(Shared.Select(shared => (Folder: shared.Key, Namespace: shared.Value)))
            .ToList();
        projects.Should().HaveCountGreaterThan(10);

        var strays =
            from project in projects
            from file in Directory.EnumerateFiles(Path.Combine(root, project.Folder), "*.cs", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(Path.Combine(root, project.Folder), Path.GetDirectoryName(file)!).Replace('\\', '/')
            where folder.Split('/') is not ["obj" or "bin", ..]
            let found = Declared().Match(File.ReadAllText(file))
            where found.Success
            let expected = folder == "." ? project.Namespace : $"{project.Namespace}.{folder.Replace('/', '.')}"
            where found.Groups[1].Value != expected
            select $"{project.Folder}/{folder}/{Path.GetFileName(file)}: {found.Groups[1].Value} instead of {expected}";

        strays.Should().BeEmpty();
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../.."));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
