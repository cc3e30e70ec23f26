using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>What the history says after hosts were killed.</summary>
internal sealed record Found(HashSet<long> Instances, Dictionary<long, List<string>> Completions, int TimersFired, int TimersFiredTwice, int NotCompleted)
{
    public override string ToString() => $"{Instances.Count} instances, {Completions.Count} completed tasks and {TimersFired} fired timers found; {NotCompleted} instances not ended";

    public static async Task<Found> InAsync(TemporaryDatabase database)
    {
        using var context = database.Context();
        var (instances, completions, fired, ended) = (new HashSet<long>(), new Dictionary<long, List<string>>(), new List<long>(), 0);
        foreach (var key in context.Instances.Select(instance => instance.Key))
        {
            instances.Add(key);
            await foreach (var entry in database.Open.Store.HistoryAsync(key))
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

    /// <summary>Nothing that was acknowledged is missing, nothing happened twice, nothing stands still, every chain verifies.</summary>
    public async Task ShouldHoldAsync(Acknowledged acknowledged, TemporaryDatabase database)
    {
        acknowledged.Started.Where(key => !Instances.Contains(key)).Should().BeEmpty("every acknowledged start is there");
        acknowledged.Completed.Where(one => Completions.GetValueOrDefault(one.Task) is not [var id] || id != one.Id).Should().BeEmpty("every acknowledged completion is there");
        Completions.Where(one => one.Value.Count != 1).Should().BeEmpty("no task is completed twice");
        TimersFiredTwice.Should().Be(0);
        NotCompleted.Should().Be(0, "no instance stands still");
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty("every chain verifies");
    }
}
