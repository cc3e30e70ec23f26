using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

public abstract partial class WorkflowStoreContract
{
    [Fact]
    public async Task A_message_finds_those_with_its_key_and_those_that_ask_for_none_oldest_first()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Waits(4, "reply", "a"), instance.Waits(3, "reply", null), instance.Waits(2, "reply", "b"), instance.Waits(1, "other", "a"));

        (await WaitingAsync("reply", "a")).Should().Equal(3, 4);
        (await WaitingAsync("reply", null)).Should().Equal(3);
    }

    [Fact]
    public async Task A_triggered_subscription_goes_unless_it_stays_open()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Waits(1, "reply", null), instance.Waits(2, "reply", null, staysOpen: true), instance.Waits(3, "reply", null));

        await instance.HappensAsync(new SubscriptionTriggered(1, null), new SubscriptionTriggered(2, null), new SubscriptionClosed(3));

        (await WaitingAsync("reply", null)).Should().Equal(2);
    }

    [Fact]
    public async Task What_an_instance_sends_waits_in_the_outbox_until_it_is_sent()
    {
        var instance = Instance();
        await instance.StartsAsync(new MessageSent(1, "reply", "a", FeelContext.Empty.With("answer", "yes")), new SignalBroadcast(2, "alarm", FeelContext.Empty));

        var entries = await Store.OutboxAsync(10);
        entries.Select(entry => (entry.MessageKey, entry.IsSignal, entry.Name, entry.CorrelationKey)).Should().Equal((1, false, "reply", "a"), (2, true, "alarm", null));
        entries[0].Variables["answer"].Should().Be((FeelValue)"yes");

        await Store.SentAsync(1);
        (await Store.OutboxAsync(10)).Should().ContainSingle(entry => entry.MessageKey == 2);
    }

    [Fact]
    public async Task An_entry_reaches_a_receiver_once_even_after_it_was_sent()
    {
        var (scene, two) = (Instance(100), Instance(200));
        await scene.StartsAsync(new MessageSent(1, "reply", null, FeelContext.Empty));
        await two.StartsAsync();
        (await Store.IsDeliveredAsync(1)).Should().BeFalse();

        (await scene.CommitAsync(scene.Next() with { Delivers = new Delivery(1, 100) })).Should().Be(CommitOutcome.Committed);
        (await scene.CommitAsync(scene.Next() with { Delivers = new Delivery(1, 100) })).Should().Be(CommitOutcome.Repeated);
        (await two.CommitAsync(two.Next() with { Delivers = new Delivery(1, 200) })).Should().Be(CommitOutcome.Committed);
        (await Store.IsDeliveredAsync(1)).Should().BeTrue();
        (await Store.OutboxAsync(10)).Should().HaveCount(1);

        await Store.SentAsync(1);
        (await scene.CommitAsync(scene.Next() with { Delivers = new Delivery(1, 100) })).Should().Be(CommitOutcome.Repeated);
        (await Store.OutboxAsync(10)).Should().BeEmpty();
        (await HistoryAsync(100)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_id_publishes_one_message_until_its_time_has_passed()
    {
        var until = At(Duration.FromHours(1));
        (await Store.PublishAsync(Sent(1, "a"), "id", until, Scene.Start)).Should().BeTrue();
        (await Store.PublishAsync(Sent(2, "a"), "id", until, Scene.Start)).Should().BeFalse();
        (await Store.PublishAsync(Sent(3, "b"), "id", until, Scene.Start)).Should().BeTrue("its key is another");
        (await Store.PublishAsync(Sent(4, null), "id", until, Scene.Start)).Should().BeTrue("it has no key");
        (await Store.PublishAsync(Sent(5, "a"), "id", At(Duration.FromHours(2)), until)).Should().BeTrue("the id's time has passed");

        (await Store.OutboxAsync(10)).Select(entry => entry.MessageKey).Should().Equal(1, 3, 4, 5);
        await Store.DropExpiredAsync(until);
        (await Store.PublishAsync(Sent(6, "b"), "id", until, Scene.Start)).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_buffered_message_shows_again_when_somebody_waits_for_it(bool everything)
    {
        var instance = Instance();
        await instance.StartsAsync();
        await Store.BufferAsync(Sent(1, "a"), At(Duration.FromHours(1)));
        await Store.BufferAsync(Sent(2, "b"), At(Duration.FromHours(1)));
        (await Store.OutboxAsync(10)).Should().BeEmpty();

        await instance.HappensAsync(instance.Waits(3, "reply", "b"));
        (await Store.UnbufferAsync(everything ? null : [new AwaitedMessage("reply", "b")])).Should().BeTrue();

        (await Store.OutboxAsync(10)).Should().ContainSingle().Which.Should().BeEquivalentTo(Sent(2, "b") with { Expires = At(Duration.FromHours(1)) });
    }

    [Fact]
    public async Task A_buffered_message_goes_when_its_time_has_passed()
    {
        await Store.BufferAsync(Sent(1, null), At(Duration.FromHours(1)));
        await Store.DropExpiredAsync(At(Duration.FromHours(1)));

        var instance = Instance();
        await instance.StartsAsync(instance.Waits(3, "reply", null));

        (await Store.UnbufferAsync(null)).Should().BeFalse();
        (await Store.OutboxAsync(10)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_deployment_replaces_the_starts_of_the_version_before()
    {
        await Store.DeployAsync(new Deployment(1, [Resource(2, 1)], [new OpenSubscription(3, 0, 2, "start", SubscriptionKind.Message, "raised", null)], [StartTimer(4, 2)]));
        await Store.DeployAsync(new Deployment(5, [Resource(6, 2)], [new OpenSubscription(7, 0, 6, "start", SubscriptionKind.Message, "raised", null)], [StartTimer(8, 6)]));

        (await WaitingAsync("raised", "x")).Should().Equal(7);
        (await Store.DueTimersAsync(At(Duration.FromDays(1)), 10)).Should().ContainSingle().Which.Should().Be(StartTimer(8, 6));
        var resources = new List<DeployedResource>();
        await foreach (var resource in Store.ResourcesAsync())
        {
            resources.Add(resource);
        }

        resources.Select(resource => (resource.Key, resource.Version)).Should().Equal((2, 1), (6, 2));
        resources[0].Content.ToArray().Should().Equal(1, 2, 3);
        resources[0].Owner.Should().Be("torbay-partnership");
    }

    [Fact]
    public async Task A_version_is_deployed_once()
    {
        (await Store.DeployAsync(new Deployment(1, [Resource(2, 1)], [], [StartTimer(4, 2)]))).Should().BeTrue();
        (await Store.DeployAsync(new Deployment(5, [Resource(6, 1)], [], [StartTimer(8, 6)]))).Should().BeFalse();

        (await Store.DueTimersAsync(At(Duration.FromDays(1)), 10)).Should().ContainSingle(timer => timer.TimerKey == 4);
    }

    [Fact]
    public async Task A_start_timer_starts_once_for_each_due_time()
    {
        await Store.DeployAsync(new Deployment(1, [Resource(2, 1)], [], [StartTimer(4, 2)]));
        var (scene, two, three) = (Instance(100), Instance(200), Instance(300));
        var first = new StartTimerFired(4, Scene.Start, At(Duration.FromDays(7)), 0);

        (await scene.CommitAsync(Started(scene) with { StartTimer = first })).Should().Be(CommitOutcome.Committed);
        (await two.CommitAsync(Started(two) with { StartTimer = first })).Should().Be(CommitOutcome.Repeated);
        (await Store.LoadAsync(200)).Should().BeNull();
        (await Store.NextTimerAsync()).Should().Be(At(Duration.FromDays(7)));
        (await three.CommitAsync(Started(three) with { StartTimer = new StartTimerFired(4, At(Duration.FromDays(7)), null, 0) })).Should().Be(CommitOutcome.Committed);
        (await Store.NextTimerAsync()).Should().BeNull();
    }

    private static Commit Started(Scene scene) => scene.Next(new InstanceStarted(scene.Key, 2, "cse-concern", null));

    private static OutboxEntry Sent(long key, string? correlationKey) => new(key, 0, false, "reply", correlationKey, FeelContext.Empty, Scene.Start) { Sender = "school" };

    private static DeployedResource Resource(long key, int version) => new(key, ResourceKind.Process, "cse-concern", version, "cse-concern.bpmn", new byte[] { 1, 2, 3 }, Scene.Start, "torbay-partnership");

    private static PendingTimer StartTimer(long key, long definition) => new(key, 0, definition, "weekly", Scene.Start, TimerKind.Start, 1, "P7D");

    private async Task<IEnumerable<long>> WaitingAsync(string name, string? correlationKey) =>
        (await Store.SubscriptionsAsync(SubscriptionKind.Message, name, correlationKey)).Select(subscription => subscription.SubscriptionKey);
}
