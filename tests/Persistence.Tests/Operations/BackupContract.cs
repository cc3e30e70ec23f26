using System.Diagnostics;
using Npgsql;
using Peninsula.Persistence.Operations;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Operations;

/// <summary>What holds of a backup, whichever database it is of.</summary>
public abstract class BackupContract(TemporaryDatabase database) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-backup-");

    private string Target => Path.Combine(_folder.FullName, "backup");

    [Fact]
    public async Task A_backup_taken_under_load_has_all_that_was_acknowledged_before_it_and_every_chain_whole()
    {
        for (var key = 1; key <= 50; key++)
        {
            await new Scene(database.Open.Store, key).StartsAsync();
        }

        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(1, 4).Select(worker => Task.Run(() => WriteAsync(worker, stop.Token))));
        var report = await DatabaseBackup.WriteAsync(database.ConnectionString, Target);
        await stop.CancelAsync();
        var written = (await load).Sum();

        report.Bytes.Should().Be(new FileInfo(Target).Length);
        using var copy = Restore(Target);
        (await copy.Open.History.VerifyAllAsync()).Should().BeEmpty();
        using var context = copy.Context();
        context.Instances.Count(instance => instance.Key <= 50).Should().Be(50);
        written.Should().BePositive("the writers went on meanwhile");
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_backup_overwrites_nothing()
    {
        _ = database.Open;
        File.WriteAllText(Target, "precious");

        await FluentActions.Awaiting(() => DatabaseBackup.WriteAsync(database.ConnectionString, Target)).Should().ThrowAsync<StoreException>().WithMessage("*exists already*");
        File.ReadAllText(Target).Should().Be("precious");
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_nothing_behind()
    {
        var missing = database.ConnectionString.Replace("test", "missing", StringComparison.Ordinal);

        await FluentActions.Awaiting(() => DatabaseBackup.WriteAsync(missing, Target)).Should().ThrowAsync<StoreException>();
        _folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    public void Dispose()
    {
        database.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A database as the manual says that it is made of a backup.</summary>
    protected abstract TemporaryDatabase Restore(string backup);

    private async Task<int> WriteAsync(int worker, CancellationToken stop)
    {
        var written = 0;
        do
        {
            var scene = new Scene(database.Open.Store, 1000 + (worker * 100_000) + written++);
            await scene.StartsAsync();
            await scene.HappensAsync();
        }
        while (!stop.IsCancellationRequested);
        return written;
    }
}

public sealed class SqliteBackupTests() : BackupContract(new TemporarySqlite())
{
    [Fact]
    public async Task A_database_that_is_damaged_is_not_backed_up_as_if_it_were_well()
    {
        using var damaged = new TemporarySqlite();
        for (var key = 1; key <= 200; key++)
        {
            await new Scene(damaged.Open.Store, key).StartsAsync();
        }

        damaged.Restart();
        damaged.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = File.OpenWrite(damaged.File))
        {
            // All but the first pages, which say what there is.
            file.Position = file.Length / 2;
            file.Write(new byte[file.Length / 2]);
        }

        var target = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await FluentActions.Awaiting(() => DatabaseBackup.WriteAsync(damaged.ConnectionString, target)).Should().ThrowAsync<StoreException>();
        File.Exists(target).Should().BeFalse();
    }

    protected override TemporaryDatabase Restore(string backup)
    {
        var copy = new TemporarySqlite();
        File.Copy(backup, copy.File);
        return copy;
    }
}

public sealed class PostgresBackupTests() : BackupContract(TemporaryPostgres.Migrated())
{
    [Fact]
    public void A_tool_that_is_nowhere_is_not_found() => PostgresBackup.Find("pg_no_such_tool").Should().BeNull();

    protected override TemporaryDatabase Restore(string backup)
    {
        var copy = TemporaryPostgres.Empty();
        var settings = new NpgsqlConnectionStringBuilder(copy.ConnectionString);
        var restore = new ProcessStartInfo(PostgresBackup.Find("pg_restore")!, ["--no-owner", "--exit-on-error", "--single-transaction", $"--dbname={settings.Database}", $"--host={settings.Host}", $"--port={settings.Port}", $"--username={settings.Username}", backup])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(restore)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors);
        return copy;
    }
}
