namespace Peninsula.Persistence.Files;

/// <summary>Files and folders that their owner alone may read: databases, backups and exports hold everything about children.</summary>
/// <remarks>On Windows the folder's own permissions are inherited, and nothing is done here.</remarks>
public static class PrivateFile
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes an empty file of mode 0600, before anything is in it; takes the others' rights from one that is there and is ours.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static void Make(string file)
    {
        if (File.Exists(file))
        {
            Close(file);
            return;
        }

        try
        {
            new FileStream(file, Options(FileMode.CreateNew)).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another host was first, and made it so.
        }
    }

    /// <summary>A new file of mode 0600, to be written.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static FileStream Create(string file) => new(file, Options(FileMode.CreateNew));

    /// <summary>Makes a folder of mode 0700; leaves one that is there as it is.</summary>
    public static DirectoryInfo Folder(string folder) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnersFolder);

    /// <summary>How a file that others must not read is opened and, where it is not there, made.</summary>
    internal static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        return options;
    }

    private static void Close(string file)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & ~OwnersFile) == 0)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(file, OwnersFile);
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's, who lets us in on purpose. Whether that is well is theirs to say.
        }
    }
}
