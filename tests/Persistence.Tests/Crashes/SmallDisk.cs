using System.Diagnostics;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>A folder on a file system of a few megabytes, where this process may mount one: it takes root, and not every container lets it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder;

    private SmallDisk(DirectoryInfo folder) => _folder = folder;

    public string Folder => _folder.FullName;

    /// <summary>The folder, or null when nothing can be mounted here.</summary>
    public static SmallDisk? Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("peninsula-disk-");
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "peninsula-test", folder.FullName))
        {
            return new SmallDisk(folder);
        }

        folder.Delete();
        return null;
    }

    /// <summary>Somebody makes room.</summary>
    public void Grow(int megabytes) => Run("mount", "-o", $"remount,size={megabytes}m", _folder.FullName).Should().BeTrue();

    public void Dispose()
    {
        Run("umount", "--lazy", _folder.FullName);
        _folder.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
