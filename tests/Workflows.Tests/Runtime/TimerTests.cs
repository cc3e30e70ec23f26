using NodaTime;
using NodaTime.Text;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class TimerTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
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

    [Theory]
    [InlineData("<timeDate>2026-03-03T09:00:00</timeDate>", "2026-03-03T14:00:00Z")]
    [InlineData("<timeDate>=date and time(string(today()) + &quot;T23:00:00&quot;)</timeDate>", "2026-03-03T04:00:00Z")]
    [InlineData("<timeCycle>0 0 9 * * *</timeCycle>", "2026-03-02T14:00:00Z")]
    // A week that has the change of the clocks of 8 March in it is an hour shorter there.
    [InlineData("<timeDuration>P7D</timeDuration>", "2026-03-09T08:00:00Z")]
    public async Task A_local_timer_fires_at_the_time_of_the_zone_that_the_engine_was_given(string timer, string due)
    {
        var scene = await EngineScene.WithAsync(NewYork, Pathways.WaitingFor(timer));
        var instance = await scene.StartAsync("waiting");

        var time = InstantPattern.General.Parse(due).Value - scene.Clock.GetCurrentInstant();
        (await scene.AdvanceAsync(time - Duration.FromTicks(1))).Should().Be(0);
        (await scene.AdvanceAsync(Duration.FromTicks(1))).Should().Be(1);
        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
    }

    [Fact]
    public async Task A_start_timer_goes_on_at_the_time_of_the_zone_that_the_engine_was_given()
    {
        var scene = await EngineScene.WithAsync(NewYork, Pathways.StartedBy("<timeCycle>R/2026-03-07T09:00:00/P1D</timeCycle>"));

        scene.Store.Timers.Single().Due.Should().Be(Instant.FromUtc(2026, 3, 7, 14, 0));
        await scene.AdvanceAsync(Instant.FromUtc(2026, 3, 7, 14, 0) - scene.Clock.GetCurrentInstant());
        scene.Store.Timers.Single().Due.Should().Be(Instant.FromUtc(2026, 3, 8, 13, 0), "the clocks go forward that night");
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
