using Peninsula.Persistence.Files;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Operations;

/// <summary>Copies a database to one file while hosts go on writing to it. What was committed when the backup began is in it; nothing is half in it.</summary>
public static class DatabaseBackup
{
    /// <summary>Writes a backup and checks that it can be read. The file appears under its name only when it is whole.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="file">A file that does not exist yet: a SQLite database, or PostgreSQL's own archive format.</param>
    /// <param name="cancel">Gives up; nothing is left behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="StoreException">There is no such database, the file exists, a tool is missing, or what was written is not whole.</exception>
    public static async Task<BackupReport> WriteAsync(string connectionString, string file, CancellationToken cancel = default)
    {
        var target = Path.GetFullPath(file);
        if (Path.Exists(target))
        {
            throw new StoreException($"{file} exists already. A backup overwrites nothing: name a new file.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new StoreException($"There is no folder {Path.GetDirectoryName(target)}.");
        }

        var part = target + ".part";
        try
        {
            File.Delete(part);
            // Both tools write into a file that is there, and leave its mode as it is.
            PrivateFile.Create(part).Dispose();
            var report = DatabaseKinds.Of(connectionString) == DatabaseKind.Postgres
                ? await PostgresBackup.WriteAsync(connectionString, part, cancel)
                : await Task.Run(() => SqliteBackup.Write(connectionString, part, cancel), cancel);
            File.Move(part, target);
            return report with { File = target };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup could not be written to {file}: {error.Message}", error);
        }
        finally
        {
            File.Delete(part);
        }
    }
}

/// <summary>What a backup is.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Checked">What was checked of it, in words.</param>
public sealed record BackupReport(string File, long Bytes, string Checked);
