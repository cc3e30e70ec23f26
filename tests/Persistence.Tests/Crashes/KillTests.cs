using Peninsula.Persistence.Tests.Stores;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>Kills hosts, and their database server, under load.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_was_acknowledged_survives_kill_9_once()
    {
        using var database = new TemporarySqlite();
        var faults = new Faults(output, "kill -9 of the only host, SQLite", 6);
        for (var round = 1; round <= faults.Rounds; round++)
        {
            using var host = KilledHost.Start(database.ConnectionString, $"r{round}");
            if (faults.Random.Next(10) > 0)
            {
                await host.ReadyAsync();
                faults.Back();
            }

            // Some are killed while they start up; most under load.
            await Task.Delay(faults.Random.Next(800));
            await host.KillAsync(faults.Acknowledged);
            faults.Out();
        }

        await faults.VerifyAsync(database);
    }

    [Fact]
    public async Task What_one_of_two_hosts_acknowledged_survives_its_kill_9_while_the_other_goes_on()
    {
        using var database = TemporaryPostgres.Migrated();
        var faults = new Faults(output, "kill -9 of one of two hosts, PostgreSQL", 4);
        var hosts = new[] { KilledHost.Start(database.ConnectionString, "a0"), KilledHost.Start(database.ConnectionString, "b0") };
        try
        {
            await Task.WhenAll(hosts.Select(host => host.ReadyAsync()));
            for (var round = 1; round <= faults.Rounds; round++)
            {
                await Task.Delay(200 + faults.Random.Next(600));
                var one = faults.Random.Next(2);
                await hosts[one].KillAsync(faults.Acknowledged);
                hosts[one].Dispose();
                hosts[one] = KilledHost.Start(database.ConnectionString, $"{(one == 0 ? 'a' : 'b')}{round}");
                if (faults.Random.Next(5) > 0)
                {
                    await hosts[one].ReadyAsync();
                }
            }

            await Task.WhenAll(hosts.Select(host => host.KillAsync(faults.Acknowledged)));
        }
        finally
        {
            hosts[0].Dispose();
            hosts[1].Dispose();
        }

        await faults.VerifyAsync(database);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_crashes_of_the_database_server_and_its_hosts_go_on()
    {
        using var server = new PostgresServer();
        using var database = server.Database();
        var faults = new Faults(output, "crash of the PostgreSQL server under two hosts", 2);
        using var one = KilledHost.Start(database.ConnectionString, "a");
        using var two = KilledHost.Start(database.ConnectionString, "b");
        await Task.WhenAll(one.ReadyAsync(), two.ReadyAsync());
        for (var round = 1; round <= faults.Rounds; round++)
        {
            await Task.Delay(300 + faults.Random.Next(500));
            faults.Out();
            server.Stop("immediate");
            await Task.Delay(faults.Random.Next(500));
            server.Start();

            // They are at work again, without anybody's help.
            var before = Completed(database);
            while (Completed(database) == before)
            {
                await Task.Delay(50);
            }

            faults.Back();
        }

        await one.KillAsync(faults.Acknowledged);
        await two.KillAsync(faults.Acknowledged);
        await faults.VerifyAsync(database);
    }

    private static int Completed(TemporaryDatabase database)
    {
        using var context = database.Context();
        return context.Tasks.Count(task => task.CompletedAt != null);
    }
}
