using Peninsula.CrashHost;
using Peninsula.Persistence.Store;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;
using static Peninsula.Persistence.Tests.Hosts.TwoHosts;

namespace Peninsula.Persistence.Tests.Hosts;

/// <summary>No host is special.</summary>
public sealed class SeveralHostsTests : IAsyncLifetime
{
    private static readonly DeploymentFile TwoTasks = File("two-tasks", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="a"/><userTask id="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
        <userTask id="b"/><sequenceFlow id="f3" sourceRef="b" targetRef="end"/><endEvent id="end"/>
        """);

    private TwoHosts _hosts = null!;

    public async Task InitializeAsync() => _hosts = await OpenAsync();

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public void Each_has_a_number_of_its_own_and_so_their_keys_never_clash()
    {
        _hosts.OneStore.Store.Host.Should().NotBe(_hosts.TwoStore.Store.Host);

        var keys = Enumerable.Range(0, 20_000).AsParallel().Select(i => (i % 2 == 0 ? _hosts.One : _hosts.Two).Keys.Next()).ToList();
        keys.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Any_host_takes_any_command_for_any_instance()
    {
        await _hosts.One.DeployAsync([TwoTasks]);
        var instance = await StartAsync(_hosts.One, "two-tasks");

        (await CompleteAsync(_hosts.Two, instance)).IsAccepted.Should().BeTrue("it loads what it has never seen, and the definition with it");
        (await CompleteAsync(_hosts.One, instance)).IsAccepted.Should().BeTrue("what it remembers of the instance is out of date");
        (await _hosts.Two.InspectAsync(instance))!.Status.Should().Be(InstanceStatus.Completed);
        (await _hosts.OneStore.History.VerifyAllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_task_that_both_complete_at_once_is_completed_once()
    {
        await _hosts.One.DeployAsync([TwoTasks]);
        await _hosts.Two.ReloadCatalogAsync();
        for (var i = 0; i < 20; i++)
        {
            var instance = await StartAsync(_hosts.One, "two-tasks");
            var task = (await _hosts.Two.InspectAsync(instance))!.Tasks[0].Key;

            var results = await Task.WhenAll(new[] { _hosts.One, _hosts.Two, _hosts.One, _hosts.Two }.Select(engine =>
                Task.Run(() => engine.ExecuteAsync(instance, new CompleteTask(task, Decisions.Feel.Values.FeelContext.Empty)))));

            results.Count(result => result.IsAccepted).Should().Be(1);
        }
    }

    [Fact]
    public async Task Both_deploying_the_same_at_once_make_one_version()
    {
        var results = await Task.WhenAll(new[] { _hosts.One, _hosts.Two }.Select(engine => Task.Run(() => engine.DeployAsync([TwoTasks, KilledPathway.File]))));

        results.Should().OnlyContain(result => result.IsDeployed);
        await _hosts.Two.ReloadCatalogAsync();
        _hosts.Two.Catalog.Versions(ResourceKind.Process, "two-tasks").Should().ContainSingle();
        results[0].Resources.Select(resource => resource.Key).Should().BeEquivalentTo(results[1].Resources.Select(resource => resource.Key));
    }

    [Fact]
    public async Task What_one_changes_the_other_hears_at_once()
    {
        var heard = new TaskCompletionSource<StoreChanges>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _hosts.One.DeployAsync([TwoTasks]);
        await HearingAsync();
        _hosts.Two.Changed += changes =>
        {
            if (changes != StoreChanges.All)
            {
                heard.TrySetResult(changes);
            }
        };

        await StartAsync(_hosts.One, "two-tasks");

        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(20))).Should().HaveFlag(StoreChanges.Tasks);
        _hosts.Two.Catalog.Newest(ResourceKind.Process, "two-tasks").Should().NotBeNull();
    }

    [Fact]
    public async Task Due_timers_go_to_one_host_and_to_the_other_when_that_one_is_dead()
    {
        var (store, two) = (_hosts.OneStore.Store, _hosts.TwoStore.Store);
        var scene = new Scene(store, 100);
        await scene.StartsAsync([.. Enumerable.Range(1, 10).Select(key => scene.Timer(key, NodaTime.Duration.Zero))]);

        var taken = await store.DueTimersAsync(Scene.Start, 6);
        taken.Select(timer => timer.TimerKey).Should().Equal(1, 2, 3, 4, 5, 6);
        (await two.DueTimersAsync(Scene.Start, 100)).Select(timer => timer.TimerKey).Should().Equal(7, 8, 9, 10);
        (await store.DueTimersAsync(Scene.Start, 100)).Should().HaveCount(6, "what it could not fire it takes again");

        Dies(store);
        (await two.DueTimersAsync(Scene.Start, 100)).Should().HaveCount(10);
    }

    [Fact]
    public async Task Messages_go_to_one_host_and_to_the_other_when_that_one_is_dead()
    {
        var (store, two) = (_hosts.OneStore.Store, _hosts.TwoStore.Store);
        var scene = new Scene(store, 100);
        await scene.StartsAsync(new MessageSent(1, "reply", "a", Decisions.Feel.Values.FeelContext.Empty));

        (await store.OutboxAsync(10)).Should().HaveCount(1);
        (await two.OutboxAsync(10)).Should().BeEmpty();

        Dies(store);
        (await two.OutboxAsync(10)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Jobs_go_to_one_host_and_wait_for_their_lease_while_it_lives()
    {
        var (store, two) = (_hosts.OneStore.Store, _hosts.TwoStore.Store);
        var scene = new Scene(store, 100);
        await scene.StartsAsync(scene.Job(1), scene.Job(2), scene.Job(3));
        string[] types = ["notify"];
        var minute = NodaTime.Duration.FromMinutes(1);

        var taken = await Task.WhenAll(
            store.TakeJobsAsync(types, $"host {store.Host}", Scene.Start, minute, 2).AsTask(),
            two.TakeJobsAsync(types, $"host {two.Host}", Scene.Start, minute, 2).AsTask());

        taken.SelectMany(jobs => jobs).Select(job => job.JobKey).Should().OnlyHaveUniqueItems();
        var later = await two.TakeJobsAsync(types, $"host {two.Host}", Scene.Start, minute, 10);
        taken.Sum(jobs => jobs.Count).Should().Be(3 - later.Count);
        (await two.TakeJobsAsync(types, $"host {two.Host}", Scene.Start, minute, 10)).Should().BeEmpty();
    }

    // As if it had not been seen for a minute. Its next sign of life comes in two seconds at the soonest.
    private void Dies(WorkflowStore store) => _hosts.Database.Tamper($"UPDATE hosts SET seen = seen - 600000000 WHERE number = {store.Host}");

    // Until the listening stands, nothing can be heard.
    private async Task HearingAsync()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hosts.Two.Changed += _ => heard.TrySetResult();
        while (!heard.Task.IsCompleted)
        {
            await StartAsync(_hosts.One, "two-tasks");
            await Task.WhenAny(heard.Task, Task.Delay(50));
        }
    }
}
