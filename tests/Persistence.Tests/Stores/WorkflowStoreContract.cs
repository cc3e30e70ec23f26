using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>What every store does. Run against each of them.</summary>
public abstract partial class WorkflowStoreContract
{
    protected abstract IWorkflowStore Store { get; }

    private Scene Instance(long key = 100) => new(Store, key);

    private static Instant At(Duration after) => Scene.Start + after;

    [Fact]
    public async Task What_was_committed_is_loaded()
    {
        var instance = Instance();
        await instance.StartsAsync();
        await instance.HappensAsync();

        var stored = await Store.LoadAsync(instance.Key);

        stored!.Version.Should().Be(2);
        stored.State.ToArray().Should().Equal(7, 1);
        (await Store.LoadAsync(999)).Should().BeNull();
    }

    [Fact]
    public async Task Of_two_commits_on_one_version_the_second_is_refused_whole()
    {
        var instance = Instance();
        await instance.StartsAsync();
        var one = instance.Next(instance.Timer(1, Duration.FromHours(1)));
        var other = instance.Next(instance.Timer(2, Duration.FromHours(1)));

        (await Store.CommitAsync(one)).Should().Be(CommitOutcome.Committed);
        (await Store.CommitAsync(other)).Should().Be(CommitOutcome.Conflict);

        (await Store.DueTimersAsync(At(Duration.FromDays(1)), 10)).Should().ContainSingle(timer => timer.TimerKey == 1);
        (await HistoryAsync(instance.Key)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_key_that_is_taken_starts_no_second_instance()
    {
        await Instance().StartsAsync();

        var twice = Instance();
        (await twice.CommitAsync(twice.Next(new InstanceStarted(twice.Key, 10, "cse-concern", null)))).Should().Be(CommitOutcome.Conflict);
    }

    [Fact]
    public async Task A_one_time_id_starts_one_instance_however_often_it_is_sent()
    {
        var scenes = Enumerable.Range(1, 8).Select(number => Instance(number * 100)).ToList();

        var outcomes = await Task.WhenAll(scenes.Select(scene => scene.CommitAsync(scene.Next(new InstanceStarted(scene.Key, 10, "cse-concern", null)) with { StartId = "sent-once" })));

        outcomes.Should().ContainSingle(outcome => outcome == CommitOutcome.Committed);
        outcomes.Where(outcome => outcome == CommitOutcome.Repeated).Should().HaveCount(7);
        var started = scenes[Array.IndexOf(outcomes, CommitOutcome.Committed)].Key;
        (await Store.StartedByAsync("sent-once")).Should().Be(started);
        (await Store.StartedByAsync("never-sent")).Should().BeNull();
        foreach (var scene in scenes)
        {
            (await Store.LoadAsync(scene.Key) is not null).Should().Be(scene.Key == started);
        }
    }

    [Fact]
    public async Task History_comes_back_in_order_and_verifies()
    {
        var instance = Instance();
        await instance.StartsAsync();
        for (var i = 0; i < 450; i++)
        {
            await instance.HappensAsync(new Remarked("comment", "seen", null));
        }

        var history = await HistoryAsync(instance.Key);

        history.Select(entry => entry.Version).Should().Equal(Enumerable.Range(1, 451).Select(version => (long)version));
        HistoryChain.Verify(history, (await Store.LoadAsync(instance.Key))!.HistoryHash).Should().BeNull();
        HistoryChain.Verify(history.Take(450), (await Store.LoadAsync(instance.Key))!.HistoryHash).Should().Contain("ends at entry 450");
    }

    [Fact]
    public async Task A_row_leads_to_its_instance()
    {
        var instance = Instance();
        await instance.StartsAsync(
            new TaskCreated(1, "triage", "Triage", "cse-concern", null, Scene.Terms("torbay-police-mash")),
            instance.Timer(2, Duration.FromHours(1)),
            instance.Job(3),
            instance.Waits(4, "reply", "x"),
            new IncidentRaised(5, instance.Key, "tell", IncidentKind.Job, "no answer", 3),
            new EscalationRaised(6, 1, "triage", "warning", ["role:manager"], false));

        (await Store.InstanceOfAsync(RowKind.Task, 1)).Should().Be(instance.Key);
        (await Store.InstanceOfAsync(RowKind.Timer, 2)).Should().Be(instance.Key);
        (await Store.InstanceOfAsync(RowKind.Job, 3)).Should().Be(instance.Key);
        (await Store.InstanceOfAsync(RowKind.Subscription, 4)).Should().Be(instance.Key);
        (await Store.InstanceOfAsync(RowKind.Incident, 5)).Should().Be(instance.Key);
        (await Store.InstanceOfAsync(RowKind.Escalation, 6)).Should().Be(instance.Key);
        (await Store.InstanceOfAsync(RowKind.Task, 2)).Should().BeNull();
    }

    [Fact]
    public async Task Keys_after_a_restart_are_greater_than_all_before()
    {
        (await Store.GreatestKeyAsync()).Should().Be(0);
        var keys = new KeyGenerator(new NodaTime.Testing.FakeClock(Scene.Start));
        var instance = Instance(keys.Next());
        await instance.StartsAsync(instance.Timer(keys.Next(), Duration.FromHours(1)));
        var last = keys.Next();

        var clockSetBack = new NodaTime.Testing.FakeClock(Scene.Start - Duration.FromDays(400));
        new KeyGenerator(clockSetBack, 0, await Store.GreatestKeyAsync()).Next().Should().BeGreaterThan(last);
    }

    protected async Task<List<HistoryEntry>> HistoryAsync(long instanceKey)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var entry in Store.HistoryAsync(instanceKey))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
