using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Peninsula.Activities.Assignment;
using Peninsula.Persistence;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Xunit.Abstractions;

namespace Peninsula.Host.Tests.Crashes;

/// <summary>
/// Kills the host while eight people work in it, and starts it again. Three rounds; <c>PENINSULA_KILL_ROUNDS</c> says more,
/// <c>PENINSULA_SEED</c> repeats the times at which it is killed.
/// </summary>
public sealed class WebKillTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-");

    private string File => Path.Combine(_folder.FullName, "killed.db");

    [Fact]
    public async Task What_a_page_confirmed_survives_kill_9_once()
    {
        var rounds = Setting("PENINSULA_KILL_ROUNDS") ?? 3;
        var seed = Setting("PENINSULA_SEED") ?? Environment.TickCount;
        output.WriteLine($"seed {seed}, {rounds} rounds");
        var random = new Random(seed);
        var people = new Practitioners();
        for (var round = 1; round <= rounds; round++)
        {
            using var host = await KilledWebHost.StartAsync(File);
            using var stop = new CancellationTokenSource();
            var work = Task.WhenAll(Enumerable.Range(0, People).Select(_ => people.WorkAsync(host, stop.Token)));
            await MidWorkAsync(people, people.Confirmed + 1 + random.Next(24));
            await Task.Delay(random.Next(40));
            await host.KillAsync();
            await stop.CancelAsync();
            await work;
            await VerifyAsync(people, round);
        }

        people.Raised.Should().NotBeEmpty("somebody must have worked");
        people.Completed.Should().NotBeEmpty();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    // By work done, not by time: a slow machine is killed in the middle of it too.
    private static async Task MidWorkAsync(Practitioners people, int confirmed)
    {
        for (var waited = Stopwatch.StartNew(); people.Confirmed < confirmed; await Task.Delay(5))
        {
            waited.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1), "somebody must get something done");
        }
    }

    private async Task VerifyAsync(Practitioners people, int round)
    {
        using var database = PeninsulaDatabase.Open($"Data Source={File}", new SafeguardingProjection());
        await using var context = new PeninsulaDbContext(new DbContextOptionsBuilder<PeninsulaDbContext>().UseSqlite($"Data Source={File}").Options);
        var cases = await context.Cases.ToDictionaryAsync(row => row.Reference, row => row.InstanceKey);
        var reasons = new Dictionary<long, List<string>>();
        foreach (var key in cases.Values)
        {
            await foreach (var entry in database.Store.HistoryAsync(key))
            {
                foreach (var done in EventCodec.Read(entry.Events).OfType<TaskCompleted>())
                {
                    reasons.TryAdd(done.TaskKey, []);
                    reasons[done.TaskKey].Add(done.Variables["triageReason"].TryGetString(out var reason) ? reason : "");
                }
            }
        }

        output.WriteLine($"round {round}: {people.Raised.Count} concerns and {people.Completed.Count} tasks confirmed; {cases.Count} cases and {reasons.Count} completed tasks found");
        people.Raised.Where(pair => !cases.ContainsKey(pair.Reference)).Should().BeEmpty("every concern that was confirmed is a case");
        people.Raised.GroupBy(pair => pair.Draft).Where(group => group.Select(pair => pair.Reference).Distinct().Count() > 1).Should().BeEmpty("a concern sent again is the same case");
        cases.Count.Should().BeLessThanOrEqualTo(people.Sent.Count, "no concern became two cases");
        people.Completed.Where(pair => reasons.GetValueOrDefault(pair.Task) is not [var reason] || reason != pair.Reason).Should().BeEmpty("every task that was confirmed is done, as it was written");
        reasons.Where(row => row.Value.Count != 1).Should().BeEmpty("no task is done twice");
        (await database.History.VerifyAllAsync()).Should().BeEmpty("every chain verifies");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
