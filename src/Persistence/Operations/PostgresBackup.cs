using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Peninsula.Persistence.Postgres;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Operations;

/// <summary>Backs a PostgreSQL database up with the server's own <c>pg_dump</c>, in one snapshot, and reads the archive back with <c>pg_restore</c>.</summary>
internal static class PostgresBackup
{
    private const string ByDebian = "/usr/lib/postgresql";

    public static async Task<BackupReport> WriteAsync(string connectionString, string part, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        await RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={part}"], settings, cancel);

        // Reads every block of the archive, as a restore would.
        await RunAsync("pg_restore", [$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", part], settings, cancel);
        using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        return new BackupReport(part, new FileInfo(part).Length, "that the whole archive can be read back");
    }

    /// <summary>Where a tool lies: on the path, or where Debian keeps those of each version, the newest first; null when it is nowhere.</summary>
    internal static string? Find(string tool)
    {
        var name = OperatingSystem.IsWindows() ? tool + ".exe" : tool;
        var versions = Directory.Exists(ByDebian)
            ? Directory.GetDirectories(ByDebian).OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(versions)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static async Task RunAsync(string tool, string[] arguments, NpgsqlConnectionStringBuilder settings, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Find(tool) ?? throw Missing(tool), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };

        // In the environment, since everybody on the machine may read a command line.
        Say(start, "PGHOST", settings.Host);
        Say(start, "PGPORT", settings.Port.ToString(CultureInfo.InvariantCulture));
        Say(start, "PGDATABASE", settings.Database ?? settings.Username);
        Say(start, "PGUSER", settings.Username);
        Say(start, "PGPASSWORD", settings.Password);
        Say(start, "PGPASSFILE", settings.Passfile);
        Say(start, "PGSSLROOTCERT", settings.RootCertificate);
        Say(start, "PGSSLMODE", settings.ShouldSerialize("SSL Mode") ? settings.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() } : null);
        try
        {
            using var process = Process.Start(start) ?? throw Missing(tool);
            await using var killed = cancel.Register(() => process.Kill(entireProcessTree: true));
            var (errors, output) = (process.StandardError.ReadToEndAsync(CancellationToken.None), process.StandardOutput.ReadToEndAsync(CancellationToken.None));
            await process.WaitForExitAsync(CancellationToken.None);
            await output;
            cancel.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
            {
                throw new StoreException($"{tool} could not back up {PostgresConnection.NameOf(settings.ConnectionString)}: {(await errors).Trim()}");
            }
        }
        catch (Win32Exception error)
        {
            throw new StoreException($"{tool} could not be started: {error.Message}", error);
        }
    }

    private static void Say(ProcessStartInfo start, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            start.Environment[name] = value;
        }
    }

    private static StoreException Missing(string tool) => new(
        $"{tool} was not found, and a PostgreSQL database is backed up with it. Install the server's client programs (on Debian: apt-get install postgresql-client), of the server's version or newer, or use your provider's backups.");
}
