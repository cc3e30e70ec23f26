using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class TimerTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_once()
    {
        var scene = await EngineScene.WithAsync(Pathways.Waiting);
        var instance = await scene.StartAsync("waiting");

        (await scene.AdvanceAsync(Hour - Duration.FromTicks(1))).Should().Be(0);
        (await scene.AdvanceAsync(Duration.FromTicks(1))).Should().Be(1);
        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
        (await scene.AdvanceAsync(Duration.FromDays(9000))).Should().Be(0);
    }

    [Fact]
    public async Task A_thousand_timers_of_one_moment_all_fire()
    {
        var scene = await EngineScene.WithAsync(Pathways.Waiting);
        for (var i = 0; i < 1000; i++)
        {
            await scene.StartAsync("waiting");
        }

        (await scene.AdvanceAsync(Hour)).Should().Be(1000);
        scene.Store.Tasks.Should().HaveCount(1000);
    }

    [Fact]
    public async Task A_timer_that_cannot_be_fired_is_put_aside_and_stops_no_other()
    {
        var scene = await EngineScene.WithAsync(Pathways.Waiting);
        var good = await scene.StartAsync("waiting");
        await scene.Store.DeployAsync(new Deployment(5, [], [], [new PendingTimer(6, 0, 99, "gone", scene.Clock.GetCurrentInstant(), TimerKind.Start)]));

        await scene.AdvanceAsync(Hour);

        (await scene.OpenTasksAsync(good)).Should().Equal("ask");
        var incident = scene.Store.Incidents.Should().ContainSingle().Subject;
        incident.Message.Should().Contain("could not be fired");
        (await scene.AdvanceAsync(Hour)).Should().Be(0);
        (await scene.Engine.ExecuteAsync(new ResolveIncident(incident.IncidentKey, Decisions.Feel.Values.FeelContext.Empty))).IsAccepted.Should().BeTrue();
        (await scene.AdvanceAsync(Hour)).Should().Be(1);
    }

    [Fact]
    public async Task A_suspended_instance_waits_and_catches_up_when_it_is_resumed()
    {
        var scene = await EngineScene.WithAsync(Pathways.Waiting);
        var instance = await scene.StartAsync("waiting");
        await scene.Engine.ExecuteAsync(instance, new SuspendInstance("court case"));

        (await scene.AdvanceAsync(Hour)).Should().Be(0);
        await scene.Engine.ExecuteAsync(instance, new ResumeInstance());
        (await scene.Engine.PumpAsync()).Should().Be(1);
        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
    }

    [Fact]
    public async Task A_cycle_starts_an_instance_each_time_and_no_more()
    {
        var scene = await EngineScene.WithAsync(Pathways.Weekly);

        for (var week = 1; week <= 3; week++)
        {
            await scene.AdvanceAsync(Duration.FromDays(7));
            scene.Store.Instances.Should().HaveCount(week);
        }

        await scene.AdvanceAsync(Duration.FromDays(70));
        scene.Store.Instances.Should().HaveCount(3);
    }

    [Fact]
    public async Task The_loop_fires_what_falls_due_and_ends_when_told()
    {
        var scene = await EngineScene.WithAsync(Pathways.Waiting);
        var instance = await scene.StartAsync("waiting");
        using var stop = new CancellationTokenSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Engine.Committed += commit =>
        {
            if (commit.Events.OfType<TaskCreated>().Any())
            {
                asked.TrySetResult();
            }
        };
        var loop = new EngineLoop(scene.Engine, null, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var running = loop.RunAsync(stop.Token);

        scene.Clock.Advance(Hour);
        loop.Wake();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
    }
}
