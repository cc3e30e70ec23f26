namespace Peninsula.Activities.Reading;

/// <summary>
/// What the data files of a folder look like from outside. Compared every few seconds instead of being told by the
/// operating system, because notices of changes are lost on network shares and for mounted configuration.
/// </summary>
internal sealed class FileStamps : IEquatable<FileStamps>
{
    private readonly (string Name, long Length, DateTime Written)[] _files;

    private FileStamps((string, long, DateTime)[] files) => _files = files;

    public static FileStamps None { get; } = new([]);

    public static FileStamps Of(string folder)
    {
        try
        {
            return new FileStamps(
            [
                .. new DirectoryInfo(folder).EnumerateFiles("*.json")
                    .OrderBy(file => file.Name, StringComparer.Ordinal)
                    .Select(file => (file.Name, file.Length, file.LastWriteTimeUtc)),
            ]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that is gone for a moment, or a file replaced between listing and asking: looked at again next time.
            return None;
        }
    }

    public bool Equals(FileStamps? other) => other is not null && _files.AsSpan().SequenceEqual(other._files);

    public override bool Equals(object? obj) => Equals(obj as FileStamps);

    public override int GetHashCode() => _files.Length;
}
