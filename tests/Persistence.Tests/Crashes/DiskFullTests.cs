using Peninsula.Persistence.Tests.Stores;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>There is no room for another page, under load.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    [Fact]
    public async Task When_the_disk_is_full_nothing_acknowledged_is_lost_and_the_host_goes_on_once_it_has_room()
    {
        using var disk = SmallDisk.Mount(3);
        if (disk is null)
        {
            output.WriteLine("faults: disk full, SQLite: not tried, since no file system can be mounted here; see the limit on the file's size");
            return;
        }

        using var database = new TemporarySqlite(disk.Folder);
        var faults = new Faults(output, "disk full, then with room again, SQLite", 1);
        using var host = KilledHost.Start(database.ConnectionString, "full");
        await host.ReadyAsync();
        await UntilAsync(() => host.Refused >= 10);
        faults.Out();
        var before = host.Taken;
        disk.Grow(512);
        await UntilAsync(() => host.Taken > before);
        faults.Back();
        await host.KillAsync(faults.Acknowledged);
        await faults.VerifyAsync(database);
    }

    [Fact]
    public async Task When_the_file_may_not_grow_nothing_acknowledged_is_lost_and_the_next_host_goes_on()
    {
        using var database = new TemporarySqlite();
        var faults = new Faults(output, "file at its greatest size, SQLite", 1);
        using var host = KilledHost.Start(database.ConnectionString, "limited", largestFile: 2_000_000);
        await host.ReadyAsync();
        await UntilAsync(() => host.Refused >= 10);
        await host.KillAsync(faults.Acknowledged);
        await faults.VerifyAsync(database);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
