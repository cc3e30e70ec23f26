namespace Peninsula.Activities.Tests.Support;

/// <summary>A copy of the shipped data files in a temporary folder, in which a test spoils one.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder()
    {
        Path = System.IO.Directory.CreateTempSubdirectory("peninsula-data-").FullName;
        foreach (var file in System.IO.Directory.GetFiles(Repository.Definitions, "*.json"))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; }

    public DataFolder With(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), text);
        return this;
    }

    public DataFolder Replacing(string file, string part, string by)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(part, "the shipped file is what this test spoils");
        File.WriteAllText(path, text.Replace(part, by, StringComparison.Ordinal));
        return this;
    }

    public DataFolder Without(string file)
    {
        File.Delete(System.IO.Path.Combine(Path, file));
        return this;
    }

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
