using System.Diagnostics;
using Peninsula.Persistence.Files;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Sqlite;

/// <summary>A lock of a database file: one process at a time does what it stands for. The system releases it when the process dies, however it dies.</summary>
/// <remarks>The file beside the database stays: removing it would let two processes hold a lock on two files of one name.</remarks>
internal static class FileLock
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static FileStream Take(string databaseFile, string what)
    {
        var asked = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream($"{databaseFile}.{what}", PrivateFile.Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(databaseFile))) && asked.Elapsed < Longest)
            {
                Thread.Sleep(50);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new StoreException($"The database {databaseFile} cannot be used: {error.Message}", error);
            }
        }
    }
}
