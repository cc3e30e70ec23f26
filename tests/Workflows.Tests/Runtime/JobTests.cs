using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class JobTests
{
    [Fact]
    public async Task A_handlers_result_goes_into_the_process()
    {
        var (scene, instance) = await TellingAsync();

        (await Runner(scene, _ => JobOutcome.Done(FeelContext.Of(("told", true)))).RunAsync()).Should().Be(1);

        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
        (await scene.Engine.InspectAsync(instance))!.Variable("told").Should().Be(FeelValue.True);
    }

    [Fact]
    public async Task A_handlers_error_is_caught_where_the_process_catches_it()
    {
        var (scene, instance) = await TellingAsync();

        await Runner(scene, _ => new JobOutcome.Error("unknown", "no such person", FeelContext.Empty)).RunAsync();

        (await scene.OpenTasksAsync(instance)).Should().Equal("find");
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_again_after_a_wait_and_ends_as_an_incident()
    {
        var (scene, instance) = await TellingAsync();
        var runner = Runner(scene, _ => throw new TimeoutException("no answer"));

        await runner.RunAsync();
        (await runner.RunAsync()).Should().Be(0, "it waits before it is tried again");
        scene.Clock.Advance(Duration.FromSeconds(5));
        (await runner.RunAsync()).Should().Be(1);

        var incident = scene.Store.Incidents.Should().ContainSingle().Subject;
        incident.Message.Should().Contain("no answer");
        (await scene.Engine.ExecuteAsync(new ResolveIncident(incident.IncidentKey, FeelContext.Empty))).IsAccepted.Should().BeTrue();
        await Runner(scene, _ => JobOutcome.Done()).RunAsync();
        (await scene.OpenTasksAsync(instance)).Should().Equal("ask");
    }

    [Fact]
    public async Task A_job_that_no_further_try_can_help_is_an_incident_at_once()
    {
        var (scene, _) = await TellingAsync();

        await Runner(scene, _ => new JobOutcome.Failed("the template is missing", WorthRetrying: false)).RunAsync();

        scene.Store.Incidents.Should().ContainSingle().Which.Message.Should().Contain("the template is missing");
        scene.Store.Jobs.Should().ContainSingle().Which.Retries.Should().Be(0);
    }

    [Fact]
    public async Task A_job_that_hangs_gives_its_place_back()
    {
        var (scene, _) = await TellingAsync();
        var runner = new JobRunner(scene.Engine, [new Handler(_ => Task.Delay(Timeout.Infinite, CancellationToken.None).ContinueWith(_ => JobOutcome.Done(), TaskScheduler.Default))], NullLogger.Instance, new JobRunnerOptions { Lease = Duration.FromMilliseconds(50), Patience = Duration.FromMinutes(1) });

        await runner.RunAsync().WaitAsync(TimeSpan.FromSeconds(30));

        scene.Store.Jobs.Should().ContainSingle().Which.Retries.Should().Be(1);
    }

    [Fact]
    public async Task Jobs_behind_one_that_hangs_do_not_wait_for_it()
    {
        var (scene, _) = await TellingAsync();
        var hangs = new TaskCompletionSource<JobOutcome>();
        var first = true;
        var runner = new JobRunner(
            scene.Engine,
            [new Handler(_ => first ? hangs.Task : Task.FromResult(JobOutcome.Done()))],
            NullLogger.Instance,
            new JobRunnerOptions { Parallelism = 2, Patience = Duration.FromMilliseconds(1) });
        await runner.RunAsync();
        first = false;

        var second = await scene.StartAsync("telling");
        while (scene.Store.Jobs.Count > 1)
        {
            await runner.RunAsync();
        }

        scene.Store.Jobs.Should().ContainSingle(job => job.InstanceKey != second, "the first still hangs");
        hangs.SetResult(JobOutcome.Done());
    }

    [Fact]
    public async Task A_job_sees_what_was_corrected_since_it_was_created()
    {
        var (scene, instance) = await TellingAsync();
        var seen = new List<FeelValue>();
        JobOutcome Look(WaitingJob job)
        {
            seen.Add(job.Variables["address"]);
            return new JobOutcome.Failed("no such address", Duration.Zero);
        }

        await scene.Engine.ExecuteAsync(instance, new SetVariables(null, FeelContext.Of(("address", "wrong"))));
        await Runner(scene, Look).RunAsync();
        await scene.Engine.ExecuteAsync(instance, new SetVariables(null, FeelContext.Of(("address", "right"))));
        await Runner(scene, Look).RunAsync();
        var element = (await scene.Engine.InspectAsync(instance))!.Jobs.Single().ElementKey;
        await scene.Engine.ExecuteAsync(instance, new SetVariables(element, FeelContext.Of(("address", "its own")), Local: true));
        await scene.Engine.ExecuteAsync(instance, new ResolveIncidents());
        await Runner(scene, Look).RunAsync();

        seen.Should().Equal("wrong", "right", "its own");
    }

    [Fact]
    public async Task A_job_is_run_by_one_of_two_runners()
    {
        var (scene, _) = await TellingAsync();
        var runs = 0;
        JobOutcome Count(WaitingJob job)
        {
            Interlocked.Increment(ref runs);
            return JobOutcome.Done();
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Runner(scene, Count).RunAsync())));

        runs.Should().Be(1);
    }

    [Fact]
    public void The_wait_doubles_up_to_a_bound()
    {
        var options = new JobRunnerOptions();

        new[] { 0, 1, 2, 100 }.Select(options.BackOff).Should().Equal(Duration.FromSeconds(5), Duration.FromSeconds(10), Duration.FromSeconds(20), Duration.FromHours(1));
    }

    private static async Task<(EngineScene Scene, long Instance)> TellingAsync()
    {
        var scene = await EngineScene.WithAsync(Pathways.Telling);
        return (scene, await scene.StartAsync("telling"));
    }

    private static JobRunner Runner(EngineScene scene, Func<WaitingJob, JobOutcome> run) =>
        new(scene.Engine, [new Handler(job => Task.FromResult(run(job)))], NullLogger.Instance);

    private sealed class Handler(Func<WaitingJob, Task<JobOutcome>> run) : IJobHandler
    {
        public string Type => "tell";

        public Task<JobOutcome> RunAsync(WaitingJob job, CancellationToken cancel) => run(job);
    }
}
