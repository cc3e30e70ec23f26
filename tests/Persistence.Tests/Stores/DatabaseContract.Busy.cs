using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

public abstract partial class DatabaseContract
{
    [Fact]
    public async Task When_too_much_waits_to_be_written_the_rest_is_told_so_at_once_and_what_waits_is_written_later()
    {
        using var small = PeninsulaDatabase.Open(database.ConnectionString, TestDomain.Instance, queueLimit: 8);
        var held = database.HoldWrites();
        var scenes = Enumerable.Range(1, 200).Select(key => new Scene(small.Store, key)).ToArray();

        var commits = scenes.Select(scene => Task.Run(() => scene.CommitAsync(scene.Next(new InstanceStarted(scene.Key, 10, "cse-concern", null))))).ToList();
        var refused = await Task.WhenAny(commits).WaitAsync(TimeSpan.FromSeconds(30));
        held.Dispose();

        (await refused).Should().Be(CommitOutcome.Busy, "whoever is refused hears it before anything is written");
        var outcomes = await Task.WhenAll(commits).WaitAsync(TimeSpan.FromSeconds(60));
        outcomes.Should().OnlyContain(outcome => outcome == CommitOutcome.Busy || outcome == CommitOutcome.Committed);
        outcomes.Count(outcome => outcome == CommitOutcome.Committed).Should().BeInRange(1, 199);
        foreach (var (scene, outcome) in scenes.Zip(outcomes))
        {
            (await small.Store.LoadAsync(scene.Key) is not null).Should().Be(outcome == CommitOutcome.Committed);
        }
    }
}
