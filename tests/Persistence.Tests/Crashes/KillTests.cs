using System.Globalization;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>Kills a host under load, again and again. Ten rounds; <c>PENINSULA_KILL_ROUNDS</c> says more, <c>PENINSULA_SEED</c> repeats a run.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporarySqlite database = new();

    [Fact]
    public async Task Whatever_was_acknowledged_survives_kill_9_once()
    {
        var rounds = Setting("PENINSULA_KILL_ROUNDS") ?? 10;
        var seed = Setting("PENINSULA_SEED") ?? Environment.TickCount;
        output.WriteLine($"seed {seed}, {rounds} rounds");
        var random = new Random(seed);
        var acknowledged = new Acknowledged();

        for (var round = 1; round <= rounds; round++)
        {
            // Some are killed while they start up; most under load.
            var underLoad = random.Next(10) > 0;
            await KilledHost.RunAsync(database.File, round, underLoad, TimeSpan.FromMilliseconds(random.Next(800)), acknowledged);
        }

        await KilledHost.DrainAsync(database.File, rounds + 1, acknowledged);
        var found = await Found.InAsync(database.Open, Keys());

        output.WriteLine($"{acknowledged.Started.Count} starts and {acknowledged.Completed.Count} completions acknowledged in {rounds} rounds; {found}");
        acknowledged.Completed.Count.Should().BeGreaterThan(rounds);
        acknowledged.Started.Where(key => !found.Instances.Contains(key)).Should().BeEmpty("every acknowledged start is there");
        acknowledged.Completed.Where(one => found.Completions.GetValueOrDefault(one.Task) is not [var id] || id != one.Id).Should().BeEmpty("every acknowledged completion is there");
        found.Completions.Where(one => one.Value.Count != 1).Should().BeEmpty("no task is completed twice");
        found.TimersFiredTwice.Should().Be(0);
        found.NotCompleted.Should().Be(0, "no instance stands still");
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty("every chain verifies");
    }

    public void Dispose() => database.Dispose();

    private List<long> Keys()
    {
        using var context = database.Context();
        return [.. context.Instances.Select(instance => instance.Key)];
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>What the history says.</summary>
    private sealed record Found(HashSet<long> Instances, Dictionary<long, List<string>> Completions, int TimersFired, int TimersFiredTwice, int NotCompleted)
    {
        public override string ToString() => $"{Instances.Count} instances, {Completions.Count} completed tasks and {TimersFired} fired timers found; {NotCompleted} instances not ended";

        public static async Task<Found> InAsync(PeninsulaDatabase database, IEnumerable<long> keys)
        {
            var (instances, completions, fired, ended) = (new HashSet<long>(), new Dictionary<long, List<string>>(), new List<long>(), 0);
            foreach (var key in keys)
            {
                instances.Add(key);
                await foreach (var entry in database.Store.HistoryAsync(key))
                {
                    foreach (var happened in EventCodec.Read(entry.Events))
                    {
                        switch (happened)
                        {
                            case TaskCompleted done:
                                completions.TryAdd(done.TaskKey, []);
                                completions[done.TaskKey].Add(done.Variables["id"].TryGetString(out var id) ? id : "");
                                break;
                            case TimerFired timer:
                                fired.Add(timer.TimerKey);
                                break;
                            case InstanceCompleted:
                                ended++;
                                break;
                        }
                    }
                }
            }

            return new Found(instances, completions, fired.Count, fired.Count - fired.Distinct().Count(), instances.Count - ended);
        }
    }
}
