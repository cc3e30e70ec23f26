using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

public abstract partial class WorkflowStoreContract
{
    [Fact]
    public async Task Timers_come_soonest_first_and_no_more_than_asked()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Timer(1, Duration.FromDays(18 * 365)), instance.Timer(2, Duration.FromHours(2)), instance.Timer(3, Duration.FromHours(1)), instance.Timer(4, Duration.FromHours(1)));

        (await Store.NextTimerAsync()).Should().Be(At(Duration.FromHours(1)));
        (await Store.DueTimersAsync(At(Duration.FromMinutes(59)), 10)).Should().BeEmpty();
        (await Store.DueTimersAsync(At(Duration.FromHours(2)), 10)).Select(timer => timer.TimerKey).Should().Equal(3, 4, 2);
        (await Store.DueTimersAsync(At(Duration.FromHours(2)), 2)).Select(timer => timer.TimerKey).Should().Equal(3, 4);
    }

    [Fact]
    public async Task Fired_cancelled_and_moved_timers_are_no_longer_due()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Timer(1, Duration.FromHours(1)), instance.Timer(2, Duration.FromHours(1)), instance.Timer(3, Duration.FromHours(1)));

        await instance.HappensAsync(new TimerFired(1), new TimerCancelled(2), new TimerChanged(3, At(Duration.FromHours(5)), "agreed"));

        (await Store.DueTimersAsync(At(Duration.FromHours(4)), 10)).Should().BeEmpty();
        (await Store.NextTimerAsync()).Should().Be(At(Duration.FromHours(5)));
    }

    [Fact]
    public async Task A_suspended_instances_timers_and_jobs_wait()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Timer(1, Duration.FromHours(1)), instance.Job(2));
        await instance.HappensAsync(new InstanceSuspended(instance.Key, "court case"));

        (await Store.DueTimersAsync(At(Duration.FromHours(2)), 10)).Should().BeEmpty();
        (await Store.NextTimerAsync()).Should().BeNull();
        (await TakeAsync(At(Duration.FromHours(2)))).Should().BeEmpty();

        await instance.HappensAsync(new InstanceResumed(instance.Key));
        (await Store.DueTimersAsync(At(Duration.FromHours(2)), 10)).Should().ContainSingle();
        (await TakeAsync(At(Duration.FromHours(2)))).Should().ContainSingle();
    }

    [Fact]
    public async Task A_timer_put_aside_stops_no_other_and_shows_as_an_incident_until_it_is_taken_back()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Timer(1, Duration.FromHours(1)), instance.Timer(2, Duration.FromHours(2)));
        var bad = (await Store.DueTimersAsync(At(Duration.FromHours(1)), 1))[0];

        await Store.PutAsideAsync(new RowAside(RowKind.Timer, bad.TimerKey, bad.InstanceKey, bad.ElementId), new RowIncident(50, "Timer", "cannot be fired", At(Duration.FromHours(1))));

        (await Store.DueTimersAsync(At(Duration.FromHours(3)), 10)).Should().ContainSingle(timer => timer.TimerKey == 2);
        (await Store.InstanceOfAsync(RowKind.Incident, 50)).Should().Be(instance.Key);
        (await Store.TakeBackAsync(51)).Should().BeFalse();
        (await Store.TakeBackAsync(50)).Should().BeTrue();
        (await Store.DueTimersAsync(At(Duration.FromHours(3)), 10)).Should().HaveCount(2);
        (await Store.InstanceOfAsync(RowKind.Incident, 50)).Should().BeNull();
    }

    [Fact]
    public async Task A_timer_put_aside_takes_its_incident_with_it_when_it_goes()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Timer(1, Duration.FromHours(1)));
        var first = (await Store.DueTimersAsync(At(Duration.FromHours(1)), 1))[0];
        await Store.PutAsideAsync(new RowAside(RowKind.Timer, first.TimerKey, first.InstanceKey, first.ElementId), new RowIncident(50, "Timer", "cannot be fired", Scene.Start));

        await instance.HappensAsync(new TimerCancelled(1));

        (await Store.InstanceOfAsync(RowKind.Incident, 50)).Should().BeNull();
    }

    [Fact]
    public async Task A_job_is_taken_once_until_its_lease_is_over()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Job(1), instance.Job(2), instance.Job(3, "other"));

        var taken = await TakeAsync(Scene.Start);
        taken.Select(job => job.JobKey).Should().Equal(1, 2);
        taken[0].Headers.Should().Contain("template", "late");
        taken[0].Variables["who"].ToString().Should().Contain("amira");
        taken[0].BusinessKey.Should().Be("CSE-2026-000001");
        (await TakeAsync(At(Duration.FromMinutes(4)))).Should().BeEmpty();
        (await Store.NextJobAsync(["notify"])).Should().Be(At(Duration.FromMinutes(5)));
        (await TakeAsync(At(Duration.FromMinutes(5)))).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_failed_job_waits_for_its_next_try_and_without_retries_for_good()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Job(1));
        await TakeAsync(Scene.Start);
        await instance.HappensAsync(new JobFailed(1, 2, "no answer", At(Duration.FromHours(1))));

        (await TakeAsync(At(Duration.FromMinutes(59)))).Should().BeEmpty();
        (await TakeAsync(At(Duration.FromHours(1)))).Should().ContainSingle().Which.Failures.Should().Be(1);

        await instance.HappensAsync(new JobFailed(1, 0, "no answer", At(Duration.FromHours(2))));
        (await TakeAsync(At(Duration.FromDays(9)))).Should().BeEmpty();
        (await Store.NextJobAsync(["notify"])).Should().BeNull();

        await instance.HappensAsync(new JobRetriesSet(1, 1));
        (await TakeAsync(At(Duration.FromDays(9)))).Should().ContainSingle();

        await instance.HappensAsync(new JobCompleted(1));
        (await TakeAsync(At(Duration.FromDays(99)))).Should().BeEmpty();
    }

    private ValueTask<IReadOnlyList<WaitingJob>> TakeAsync(Instant now) => Store.TakeJobsAsync(["notify"], "worker", now, Duration.FromMinutes(5), 10);

    [Fact]
    public async Task A_job_or_message_that_cannot_be_dealt_with_is_put_aside_until_its_incident_is_resolved()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Job(1), instance.Job(2), new MessageSent(3, "reply", null, Decisions.Feel.Values.FeelContext.Empty), new MessageSent(4, "reply", null, Decisions.Feel.Values.FeelContext.Empty));

        await Store.PutAsideAsync(new RowAside(RowKind.Job, 1, instance.Key, "tell"), new RowIncident(50, "Job", "cannot be done", Scene.Start));
        await Store.PutAsideAsync(new RowAside(RowKind.Message, 3, instance.Key, ""), new RowIncident(3, "Message", "cannot be delivered", Scene.Start));
        (await Store.OutboxAsync(10)).Should().ContainSingle(entry => entry.MessageKey == 4);
        (await Store.TakeJobsAsync(["notify"], "w", Scene.Start, Duration.FromHours(1), 10)).Should().ContainSingle(job => job.JobKey == 2);
        (await Store.InstanceOfAsync(RowKind.Incident, 50)).Should().Be(instance.Key);
        await Store.DropExpiredAsync(At(Duration.FromDays(900)));

        (await Store.TakeBackAsync(50)).Should().BeTrue();
        (await Store.TakeBackAsync(3)).Should().BeTrue();
        (await Store.TakeBackAsync(3)).Should().BeFalse();
        (await Store.OutboxAsync(10)).Should().HaveCount(2);
        (await Store.TakeJobsAsync(["notify"], "w", Scene.Start, Duration.FromHours(1), 10)).Should().ContainSingle(job => job.JobKey == 1);
    }
}
