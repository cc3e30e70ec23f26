using Peninsula.Persistence.Tests.Stores;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>Somebody sets the clock, an hour back and an hour forward, while people work.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    private const string Jumps = "0,3600,0,-3600,3600,-3600";

    // By this clock whatever was scheduled while it was fast is due.
    private const string Afterwards = "3600";

    [Fact]
    public Task On_SQLite_nothing_is_lost_or_done_twice() => JumpAsync(new TemporarySqlite(), 1, "SQLite");

    [Fact]
    public Task On_two_hosts_whose_clocks_jump_apart_nothing_is_lost_or_done_twice() => JumpAsync(TemporaryPostgres.Migrated(), 2, "two hosts on PostgreSQL");

    private async Task JumpAsync(TemporaryDatabase database, int hosts, string where)
    {
        using (database)
        {
            var faults = new Faults(output, $"clock set back and forward an hour, {where}", 2);
            for (var round = 1; round <= faults.Rounds; round++)
            {
                var started = Enumerable.Range(0, hosts).Select(host => KilledHost.Start(database.ConnectionString, $"{round}-{host}", host == 0 ? Jumps : "0")).ToArray();
                await Task.WhenAll(started.Select(host => host.ReadyAsync()));
                await Task.Delay(1200 + faults.Random.Next(800));
                foreach (var host in started)
                {
                    await host.KillAsync(faults.Acknowledged);
                    host.Dispose();
                }
            }

            await faults.VerifyAsync(database, Afterwards);
        }
    }
}
