using System.Globalization;
using Peninsula.Persistence.Tests.Stores;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>Kills hosts under load, again and again. A few rounds; <c>PENINSULA_KILL_ROUNDS</c> says more, <c>PENINSULA_SEED</c> repeats a run.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private readonly Acknowledged acknowledged = new();

    [Fact]
    public async Task Whatever_was_acknowledged_survives_kill_9_once()
    {
        using var database = new TemporarySqlite();
        var (random, rounds) = Plan(6);
        for (var round = 1; round <= rounds; round++)
        {
            using var host = KilledHost.Start(database.ConnectionString, $"r{round}");
            if (random.Next(10) > 0)
            {
                await host.ReadyAsync();
            }

            // Some are killed while they start up; most under load.
            await Task.Delay(random.Next(800));
            await host.KillAsync(acknowledged);
        }

        await VerifyAsync(database, rounds);
    }

    [Fact]
    public async Task What_one_of_two_hosts_acknowledged_survives_its_kill_9_while_the_other_goes_on()
    {
        using var database = TemporaryPostgres.Migrated();
        var (random, rounds) = Plan(4);
        var hosts = new[] { KilledHost.Start(database.ConnectionString, "a0"), KilledHost.Start(database.ConnectionString, "b0") };
        try
        {
            await Task.WhenAll(hosts.Select(host => host.ReadyAsync()));
            for (var round = 1; round <= rounds; round++)
            {
                await Task.Delay(200 + random.Next(600));
                var one = random.Next(2);
                await hosts[one].KillAsync(acknowledged);
                hosts[one].Dispose();
                hosts[one] = KilledHost.Start(database.ConnectionString, $"{(one == 0 ? 'a' : 'b')}{round}");
                if (random.Next(5) > 0)
                {
                    await hosts[one].ReadyAsync();
                }
            }

            await Task.WhenAll(hosts.Select(host => host.KillAsync(acknowledged)));
        }
        finally
        {
            hosts[0].Dispose();
            hosts[1].Dispose();
        }

        await VerifyAsync(database, rounds);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_crashes_of_the_database_server_and_its_hosts_go_on()
    {
        using var server = new PostgresServer();
        using var database = server.Database();
        var (random, rounds) = Plan(2);
        using var one = KilledHost.Start(database.ConnectionString, "a");
        using var two = KilledHost.Start(database.ConnectionString, "b");
        await Task.WhenAll(one.ReadyAsync(), two.ReadyAsync());
        for (var round = 1; round <= rounds; round++)
        {
            await Task.Delay(300 + random.Next(500));
            server.Stop("immediate");
            await Task.Delay(random.Next(500));
            server.Start();

            // They are at work again, without anybody's help.
            var before = Completed(database);
            while (Completed(database) == before)
            {
                await Task.Delay(50);
            }
        }

        await one.KillAsync(acknowledged);
        await two.KillAsync(acknowledged);
        await VerifyAsync(database, rounds);
    }

    private static int Completed(TemporaryDatabase database)
    {
        using var context = database.Context();
        return context.Tasks.Count(task => task.CompletedAt != null);
    }

    private (Random Random, int Rounds) Plan(int few)
    {
        var rounds = Setting("PENINSULA_KILL_ROUNDS") ?? few;
        var seed = Setting("PENINSULA_SEED") ?? Environment.TickCount;
        output.WriteLine($"seed {seed}, {rounds} rounds");
        return (new Random(seed), rounds);
    }

    private async Task VerifyAsync(TemporaryDatabase database, int rounds)
    {
        await KilledHost.DrainAsync(database.ConnectionString, acknowledged);
        var found = await Found.InAsync(database);
        output.WriteLine($"{acknowledged} in {rounds} rounds; {found}");
        acknowledged.Completed.Count.Should().BeGreaterThan(rounds);
        await found.ShouldHoldAsync(acknowledged, database);
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
