using Microsoft.Extensions.Logging.Abstractions;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class BatchTests
{
    private static DeploymentFile Better { get; } = Pathways.Process("two-tasks", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="first"/>
        <userTask id="first" name="First"/><sequenceFlow id="f2" sourceRef="first" targetRef="check"/>
        <userTask id="check" name="Check"/><sequenceFlow id="f3" sourceRef="check" targetRef="end"/>
        <endEvent id="end"/>
        """);

    private static async Task<(EngineScene Scene, long[] Instances, long NewVersion)> DeployedAgainAsync(int count)
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var instances = new long[count];
        for (var i = 0; i < count; i++)
        {
            instances[i] = await scene.StartAsync("two-tasks");
        }

        (await scene.Engine.DeployAsync([Better])).Problems.Should().BeEmpty();
        return (scene, instances, scene.Engine.Catalog.Newest(ResourceKind.Process, "two-tasks")!.Key);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_changes_nothing()
    {
        var (scene, instances, newVersion) = await DeployedAgainAsync(1);

        var possible = await scene.Engine.TryAsync(instances[0], new MigrateInstance(newVersion));
        possible.IsAccepted.Should().BeTrue();
        possible.Events.Should().ContainSingle(happened => happened is InstanceMigrated);
        await scene.CompleteAsync(instances[0], "first");
        (await scene.Engine.TryAsync(instances[0], new MigrateInstance(newVersion))).Problems.Should().ContainSingle(problem => problem.Rule == "not-mapped" && problem.ElementId == "second");
        (await scene.Engine.InspectAsync(instances[0]))!.DefinitionKey.Should().NotBe(newVersion);
        (await scene.Engine.TryAsync(12, new MigrateInstance(newVersion))).Refusal.Should().Be(Refusal.NotFound);
    }

    [Fact]
    public async Task Each_instance_is_migrated_or_left_with_a_reason()
    {
        var (scene, instances, newVersion) = await DeployedAgainAsync(5);
        await scene.CompleteAsync(instances[2], "first");

        var batch = await scene.Engine.Batches.CreateAsync(new BatchRequest(new MigrateInstance(newVersion, Reason: "checks are asked for"), new InstanceSelection { ProcessId = "two-tasks" }) { By = "amira" });
        batch.Total.Should().Be(5);
        await RunAsync(scene);

        (await scene.Engine.Batches.FindAsync(batch.Batch.BatchKey)).Should().BeEquivalentTo(new { Total = 5, Done = 4, Failed = 1, Left = 0, Batch = new { Status = BatchStatus.Completed, By = "amira", Kind = "MigrateInstance" } });
        var failed = (await scene.Engine.Batches.ItemsAsync(batch.Batch.BatchKey, BatchItemState.Failed)).Single();
        failed.InstanceKey.Should().Be(instances[2]);
        failed.Message.Should().Contain("Second (second)");
        scene.Store.Instances.Where(instance => instance.DefinitionKey == newVersion).Should().HaveCount(4);
        await foreach (var entry in scene.Store.HistoryAsync(instances[0]))
        {
            (entry.Version == 1 || entry.By == "amira").Should().BeTrue();
        }

        await scene.CompleteAsync(instances[0], "first");
        (await scene.OpenTasksAsync(instances[0])).Should().Equal("check");
    }

    [Fact]
    public async Task Instances_are_chosen_by_where_they_stand()
    {
        var (scene, instances, _) = await DeployedAgainAsync(3);
        await scene.CompleteAsync(instances[1], "first");
        await scene.Engine.ExecuteAsync(instances[2], new CancelInstance());

        (await scene.Engine.Batches.SelectAsync(new InstanceSelection { ElementId = "second" })).Should().Equal(instances[1]);
        (await scene.Engine.Batches.SelectAsync(new InstanceSelection { ElementId = "first", Keys = instances })).Should().Equal(instances[0]);

        await scene.Engine.Batches.CreateAsync(new BatchRequest(
            new ModifyInstance([new MoveElement(ElementChoice.AllOf("second"), "first") { Variables = [new("first", FeelContext.Of(("why", "again")))] }], "done too early"),
            new InstanceSelection { ElementId = "second" }));
        await RunAsync(scene);
        (await scene.OpenTasksAsync(instances[1])).Should().Equal("first");
        (await scene.Engine.InspectAsync(instances[1]))!.Tasks.Single().Should().Match<UserTaskState>(task => task.ElementId == "first");
    }

    [Fact]
    public async Task A_suspended_batch_rests_and_a_cancelled_one_leaves_the_rest_alone()
    {
        var (scene, instances, _) = await DeployedAgainAsync(4);
        var batches = scene.Engine.Batches;
        var key = (await batches.CreateAsync(new BatchRequest(new CancelInstance("opened in error"), new InstanceSelection()))).Batch.BatchKey;

        (await batches.SuspendAsync(key)).Should().BeTrue();
        await RunAsync(scene);
        scene.Store.Instances.Should().OnlyContain(instance => instance.Status == InstanceStatus.Running);
        (await batches.SuspendAsync(key)).Should().BeFalse();

        (await batches.CancelAsync(key)).Should().BeTrue();
        (await batches.ResumeAsync(key)).Should().BeFalse();
        await RunAsync(scene);
        (await batches.FindAsync(key)).Should().BeEquivalentTo(new { Total = 4, Done = 0, Left = 4, Batch = new { Status = BatchStatus.Cancelled } });

        key = (await batches.CreateAsync(new BatchRequest(new CancelInstance("opened in error"), new InstanceSelection { Keys = [instances[0], 4711] }))).Batch.BatchKey;
        await batches.SuspendAsync(key);
        (await batches.ResumeAsync(key)).Should().BeTrue();
        await RunAsync(scene);
        scene.Store.Instances.Count(instance => instance.Status == InstanceStatus.Cancelled).Should().Be(1);
        (await batches.ListAsync()).Select(progress => progress.Batch.Status).Should().Equal(BatchStatus.Completed, BatchStatus.Cancelled);
    }

    [Fact]
    public async Task Incidents_of_many_instances_are_resolved_together()
    {
        var scene = await EngineScene.WithAsync(Pathways.Telling);
        var instances = new[] { await scene.StartAsync("telling"), await scene.StartAsync("telling") };
        foreach (var job in scene.Store.Jobs)
        {
            await scene.Engine.ExecuteAsync(new FailJob(job.JobKey, 0, "no answer"));
        }

        scene.Store.Incidents.Should().HaveCount(2);
        var batch = await scene.Engine.Batches.CreateAsync(new BatchRequest(new ResolveIncidents("the line is back"), new InstanceSelection { WithIncident = true }));
        batch.Total.Should().Be(2);
        await RunAsync(scene);
        scene.Store.Incidents.Should().BeEmpty();
        scene.Store.Jobs.Should().HaveCount(2).And.OnlyContain(job => job.Retries > 0);
    }

    [Fact]
    public async Task Two_hosts_deal_with_each_instance_once()
    {
        var (scene, instances, _) = await DeployedAgainAsync(60);
        using var other = await WorkflowEngine.OpenAsync(new EngineSetup { Store = scene.Store, Clock = scene.Clock });
        var key = (await scene.Engine.Batches.CreateAsync(new BatchRequest(new ModifyInstance([new ActivateElement("second")]), new InstanceSelection()))).Batch.BatchKey;

        await Task.WhenAll(RunAsync(scene.Engine), RunAsync(other));

        (await other.Batches.FindAsync(key)).Should().BeEquivalentTo(new { Total = 60, Done = 60, Batch = new { Status = BatchStatus.Completed } });
        scene.Store.Tasks.Where(task => task.ElementId == "second").GroupBy(task => task.InstanceKey).Should().HaveCount(60).And.OnlyContain(tasks => tasks.Count() == 1);
    }

    [Fact]
    public async Task The_engines_loop_works_through_a_batch_by_itself()
    {
        var (scene, _, _) = await DeployedAgainAsync(3);
        using var ending = new CancellationTokenSource();
        var done = new TaskCompletionSource();
        var cancelled = 0;
        scene.Engine.Committed += commit =>
        {
            if (commit.Events.Any(happened => happened is InstanceCancelled) && Interlocked.Increment(ref cancelled) == 3)
            {
                done.SetResult();
            }
        };
        var loop = new EngineLoop(scene.Engine, null, NullLogger.Instance).RunAsync(ending.Token);

        await scene.Engine.Batches.CreateAsync(new BatchRequest(new CancelInstance("opened in error"), new InstanceSelection()));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await ending.CancelAsync();
        await loop;
    }

    [Fact]
    public void Every_operation_comes_back_from_its_bytes()
    {
        var variables = new ScopeVariables[] { new(null, FeelContext.Of(("a", 1))), new("sub", FeelContext.Empty) };
        Command[] operations =
        [
            new CancelInstance("x"), new SuspendInstance("x"), new ResumeInstance(), new ResolveIncidents("x"),
            new MigrateInstance(7), new MigrateInstance(7, [new("a", "b", true), new("c", "d")], "x"),
            new ModifyInstance(
                [
                    new ActivateElement("a", 5) { After = true, Variables = variables }, new CancelElement(ElementChoice.One(6)), new CancelElement(ElementChoice.AllOf("b")),
                    new MoveElement(ElementChoice.AllOf("b"), "c") { AncestorKey = 9, After = true, Variables = variables }, new ChangeVariables(8, FeelContext.Of(("b", "x")), ["c"]),
                ],
                "x"),
        ];
        foreach (var operation in operations)
        {
            OperationCodec.Read(OperationCodec.Write(operation)).Should().BeEquivalentTo(operation, options => options.RespectingRuntimeTypes());
        }

        FluentActions.Invoking(() => OperationCodec.Write(new CompleteTask(1, FeelContext.Empty))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => OperationCodec.Read(new byte[] { 9, 9 })).Should().Throw<InvalidDataException>();
    }

    private static Task RunAsync(EngineScene scene) => RunAsync(scene.Engine);

    private static async Task RunAsync(WorkflowEngine engine)
    {
        while (await engine.RunBatchesAsync() > 0)
        {
        }
    }
}
