using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class CommandTests
{
    [Fact]
    public async Task Asked_twice_under_one_id_the_second_is_told_what_the_first_started()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var request = new StartRequest { ProcessId = "two-tasks", StartId = "sent-once" };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => scene.Engine.StartAsync(request))));

        var started = results.Should().ContainSingle(result => result.IsAccepted).Subject.InstanceKey;
        results.Where(result => !result.IsAccepted).Should().OnlyContain(result => result.Refusal == Refusal.AlreadyDone && result.InstanceKey == started);
        scene.Store.Instances.Should().ContainSingle();
    }

    [Fact]
    public async Task An_instance_runs_from_start_to_end()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var instance = await scene.StartAsync("two-tasks");

        (await scene.OpenTasksAsync(instance)).Should().Equal("first");
        (await scene.CompleteAsync(instance, "first")).IsAccepted.Should().BeTrue();
        (await scene.OpenTasksAsync(instance)).Should().Equal("second");
        await scene.CompleteAsync(instance, "second");

        scene.Store.Instances.Should().ContainSingle().Which.Status.Should().Be(InstanceStatus.Completed);
        scene.Store.Tasks.Select(task => (task.ElementId, task.State, task.EndedBy)).Should().Equal(("first", TaskState.Completed, "amira"), ("second", TaskState.Completed, "amira"));
    }

    [Fact]
    public async Task Of_many_who_complete_one_task_at_once_one_does()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var instance = await scene.StartAsync("two-tasks");
        var task = scene.Store.Tasks.Single().TaskKey;

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => scene.Engine.ExecuteAsync(new CompleteTask(task, FeelContext.Empty)))));

        results.Count(result => result.IsAccepted).Should().Be(1);
        results.Where(result => !result.IsAccepted).Should().OnlyContain(result => result.Refusal == Refusal.AlreadyDone || result.Refusal == Refusal.NotFound);
        (await HistoryAsync(scene, instance)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Two_engines_on_one_store_never_lose_or_repeat_a_command()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        using var other = await WorkflowEngine.OpenAsync(new EngineSetup { Store = scene.Store, Clock = scene.Clock });
        var instance = await scene.StartAsync("two-tasks");

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            (i % 2 == 0 ? scene.Engine : other).ExecuteAsync(instance, new Remark("comment", $"{i}")))));

        results.Should().OnlyContain(result => result.IsAccepted);
        var history = await HistoryAsync(scene, instance);
        HistoryChain.Verify(history).Should().BeNull();
        history.Skip(1).SelectMany(entry => EventCodec.Read(entry.Events)).Cast<Remarked>().Select(remark => remark.Text).Should().BeEquivalentTo(Enumerable.Range(0, 60).Select(i => $"{i}"));
    }

    [Fact]
    public async Task What_another_engine_did_is_seen_before_a_command_is_refused()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        using var other = await WorkflowEngine.OpenAsync(new EngineSetup { Store = scene.Store, Clock = scene.Clock });
        var instance = await scene.StartAsync("two-tasks");
        await other.ExecuteAsync(new CompleteTask(scene.Store.Tasks[0].TaskKey, FeelContext.Empty));

        (await scene.Engine.ExecuteAsync(instance, new CompleteTask(scene.Store.Tasks[1].TaskKey, FeelContext.Empty))).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task Commands_for_what_does_not_exist_are_refused_in_words()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);

        (await scene.Engine.ExecuteAsync(12, new Remark("comment", "x"))).Should().BeEquivalentTo(new { Refusal = Refusal.NotFound, Message = "There is no such instance." });
        (await scene.Engine.ExecuteAsync(new CompleteTask(12, FeelContext.Empty))).Refusal.Should().Be(Refusal.NotFound);
        (await scene.Engine.StartAsync(new StartRequest { ProcessId = "none" })).Message.Should().Contain("\"none\"");
    }

    [Fact]
    public async Task Replaying_the_history_gives_the_state()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var instance = await scene.StartAsync("two-tasks", ("area", "torbay"));
        await scene.CompleteAsync(instance, "first");

        var replayed = InstanceState.Replay((await HistoryAsync(scene, instance)).SelectMany(entry => EventCodec.Read(entry.Events)));

        StateCodec.Write(replayed).Should().Equal((await scene.Store.LoadAsync(instance))!.State.ToArray());
    }

    private static async Task<List<HistoryEntry>> HistoryAsync(EngineScene scene, long instance)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var entry in scene.Store.HistoryAsync(instance))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
