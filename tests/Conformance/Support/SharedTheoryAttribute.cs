namespace Peninsula.Conformance.Support;

/// <summary>A theory over material from outside; shown as skipped, with the reason, where that is not present.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(string folder)
    {
        Folder = folder;
        Skip = Folders.Shared(folder) is null ? $"../shared/conformance/{folder} is not present beside the repository" : null;
    }

    public string Folder { get; }
}

/// <summary>The same for a single test.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string folder)
    {
        Folder = folder;
        Skip = Folders.Shared(folder) is null ? $"../shared/conformance/{folder} is not present beside the repository" : null;
    }

    public string Folder { get; }
}
