namespace Peninsula.Conformance;

/// <summary>The folder of conformance material from outside, which lies beside the repository where it is present.</summary>
internal static class ConformanceFolder
{
    /// <summary>The part with that name, or null where the material is not present.</summary>
    public static string? Find(string part)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "conformance", part);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}
