using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class MessageTests
{
    [Fact]
    public async Task A_message_reaches_every_instance_that_waits_for_its_key_and_no_other()
    {
        var scene = await EngineScene.WithAsync(Pathways.Receiving);
        var (key, two, other) = (await scene.StartAsync("receiving", ("number", "7")), await scene.StartAsync("receiving", ("number", "7")), await scene.StartAsync("receiving", ("number", "8")));

        var result = await scene.Engine.PublishMessageAsync(new MessageRequest("reply", "7", FeelContext.Of(("answer", "yes"))));

        result.Receivers.Select(receiver => receiver.InstanceKey).Should().Equal(key, two);
        (await scene.OpenTasksAsync(other)).Should().BeEmpty();
        (await scene.Engine.InspectAsync(key))!.Variable("answer").Should().Be((FeelValue)"yes");
    }

    [Fact]
    public async Task Nobody_receives_a_message_without_the_key_that_they_ask_for()
    {
        var scene = await EngineScene.WithAsync(Pathways.Receiving);
        await scene.StartAsync("receiving", ("number", "7"));

        (await scene.Engine.PublishMessageAsync(new MessageRequest("reply", null, FeelContext.Empty))).IsReceived.Should().BeFalse();
    }

    [Fact]
    public async Task A_sender_reaches_those_whom_the_policy_lets_them_reach_now_and_when_it_was_kept()
    {
        var policy = new Reaching();
        var scene = await EngineScene.WithAsync(policy, Pathways.Receiving);
        var (open, closed) = (await scene.StartAsync("receiving", ("number", "7")), await scene.StartAsync("receiving", ("number", "7")));
        policy.Closed.Add(closed);

        var now = await scene.Engine.PublishMessageAsync(new MessageRequest("reply", "7", FeelContext.Empty) { Sender = "school" });
        var nobody = await scene.Engine.PublishMessageAsync(new MessageRequest("reply", "7", FeelContext.Empty) { Sender = "school", TimeToLive = Duration.FromHours(1) });
        await scene.Engine.PumpAsync();

        now.Receivers.Select(receiver => receiver.InstanceKey).Should().Equal(open);
        nobody.Receivers.Should().BeEmpty();
        nobody.BufferedAs.Should().NotBeNull("to its sender it is as if nobody waited");
        (await scene.OpenTasksAsync(closed)).Should().BeEmpty();

        policy.Closed.Clear();
        await scene.AdvanceAsync(Duration.FromMinutes(2));
        (await scene.OpenTasksAsync(closed)).Should().Equal("ask");
        policy.Senders.Should().OnlyContain(sender => sender == "school");
    }

    [Fact]
    public async Task A_message_without_a_sender_reaches_whoever_waits()
    {
        var policy = new Reaching();
        var scene = await EngineScene.WithAsync(policy, Pathways.Receiving);
        policy.Closed.Add(await scene.StartAsync("receiving", ("number", "7")));

        (await scene.Engine.PublishMessageAsync(new MessageRequest("reply", "7", FeelContext.Empty))).IsReceived.Should().BeTrue();
    }

    private sealed class Reaching : IMessagePolicy
    {
        public HashSet<long> Closed { get; } = [];

        public List<string> Senders { get; } = [];

        public ValueTask<bool> MayReachAsync(string sender, OpenSubscription receiver, CancellationToken cancel)
        {
            Senders.Add(sender);
            return ValueTask.FromResult(!Closed.Contains(receiver.InstanceKey));
        }
    }

    [Fact]
    public async Task A_message_starts_instances_when_nobody_waits()
    {
        var scene = await EngineScene.WithAsync(Pathways.StartedByMessage);

        var result = await scene.Engine.PublishMessageAsync(new MessageRequest("raised", "CSE-2026-000007", FeelContext.Empty));

        result.IsReceived.Should().BeTrue();
        scene.Store.Instances.Should().ContainSingle().Which.BusinessKey.Should().Be("CSE-2026-000007");
    }

    [Fact]
    public async Task A_message_that_may_be_kept_waits_for_its_receiver()
    {
        var scene = await EngineScene.WithAsync(Pathways.Receiving);
        var sent = await scene.Engine.PublishMessageAsync(new MessageRequest("reply", "7", FeelContext.Empty) { TimeToLive = Duration.FromHours(1) });
        sent.BufferedAs.Should().NotBeNull();

        var instance = await scene.StartAsync("receiving", ("number", "7"));
        await scene.Engine.PumpAsync();

        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
        (await scene.Store.OutboxAsync(10)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_kept_message_is_dropped_when_its_time_has_passed()
    {
        var scene = await EngineScene.WithAsync(Pathways.Receiving);
        await scene.Engine.PublishMessageAsync(new MessageRequest("reply", "7", FeelContext.Empty) { TimeToLive = Duration.FromHours(1) });
        await scene.AdvanceAsync(Duration.FromHours(1));

        var instance = await scene.StartAsync("receiving", ("number", "7"));
        await scene.Engine.PumpAsync();

        (await scene.OpenTasksAsync(instance)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_instance_sends_another_receives_whichever_comes_first(bool receiverFirst)
    {
        var scene = await EngineScene.WithAsync(Pathways.Receiving, Pathways.Sending);
        var receiver = receiverFirst ? await scene.StartAsync("receiving", ("number", "7")) : 0;
        await scene.StartAsync("sending", ("number", "7"));
        await scene.Engine.PumpAsync();
        receiver = receiverFirst ? receiver : await scene.StartAsync("receiving", ("number", "7"));

        await scene.Engine.PumpAsync();

        (await scene.OpenTasksAsync(receiver)).Should().Equal("ask");
        (await scene.Engine.PumpAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_signal_reaches_everybody_who_waits()
    {
        var scene = await EngineScene.WithAsync(Pathways.Alarmed);
        var (key, two) = (await scene.StartAsync("alarmed"), await scene.StartAsync("alarmed"));

        (await scene.Engine.BroadcastSignalAsync("alarm", FeelContext.Empty)).Receivers.Should().HaveCount(2);

        (await scene.OpenTasksAsync(key)).Should().Equal("ask");
        (await scene.OpenTasksAsync(two)).Should().Equal("ask");
    }

    [Fact]
    public async Task A_condition_starts_an_instance_when_it_holds()
    {
        var scene = await EngineScene.WithAsync(Pathways.StartedByCondition);

        (await scene.Engine.StartByConditionAsync(FeelContext.Of(("riskLevel", "low")))).Should().BeEmpty();
        (await scene.Engine.StartByConditionAsync(FeelContext.Of(("riskLevel", "high")))).Should().ContainSingle().Which.IsAccepted.Should().BeTrue();
    }
}
