using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;

namespace Peninsula.Persistence.Tests.Stores;

public abstract partial class WorkflowStoreContract
{
    private static readonly BatchRow Batch = new(500, "CancelInstance", new byte[] { 1, 2, 3 }, "amira", Scene.Start);

    [Fact]
    public async Task A_batch_keeps_its_instances_and_counts_how_they_fare()
    {
        var keys = Enumerable.Range(1, 120).Select(key => (long)key).ToArray();
        await Store.CreateBatchAsync(Batch, keys);

        (await Store.RunningBatchesAsync()).Single().Should().BeEquivalentTo(new { Batch.BatchKey, Batch.Kind, Batch.By, Batch.Created, Status = BatchStatus.Running });
        (await Store.BatchItemsAsync(500, BatchItemState.Pending, 0, 1000)).Select(item => item.InstanceKey).Should().Equal(keys);
        (await Store.RecordAsync(new BatchItem(500, 7, BatchItemState.Failed, "it is closed", At(Duration.FromHours(1))))).Should().BeTrue();
        (await Store.RecordAsync(new BatchItem(500, 7, BatchItemState.Done, null, At(Duration.FromHours(1))))).Should().BeFalse("it was dealt with");

        var progress = await Store.BatchAsync(500);
        progress.Should().BeEquivalentTo(new { Total = 120, Done = 0, Failed = 1, Left = 119 });
        progress!.Batch.Operation.ToArray().Should().Equal(1, 2, 3);
        (await Store.BatchItemsAsync(500, BatchItemState.Failed, 0, 10)).Should().Equal(new BatchItem(500, 7, BatchItemState.Failed, "it is closed", At(Duration.FromHours(1))));
        (await Store.BatchItemsAsync(500, null, 6, 2)).Select(item => item.InstanceKey).Should().Equal(7, 8);
        (await Store.BatchesAsync(500, 10)).Should().BeEmpty();
        (await Store.BatchesAsync(501, 10)).Should().ContainSingle();
        (await Store.BatchAsync(501)).Should().BeNull();
        (await Store.GreatestKeyAsync()).Should().BeGreaterThanOrEqualTo(500);
    }

    [Fact]
    public async Task A_commit_of_a_batch_notes_its_instance_once_and_only_while_the_batch_runs()
    {
        var (scene, other) = (Instance(100), Instance(101));
        await scene.StartsAsync();
        await other.StartsAsync();
        await Store.CreateBatchAsync(Batch, [100, 101]);

        (await scene.CommitAsync(scene.Next(new Remarked("comment", "x", null)) with { BatchKey = 500 })).Should().Be(CommitOutcome.Committed);
        (await scene.CommitAsync(scene.Next(new Remarked("comment", "x", null)) with { BatchKey = 500 })).Should().Be(CommitOutcome.Repeated);
        (await HistoryAsync(100)).Should().HaveCount(2, "what was refused left nothing");

        (await Store.SetBatchStatusAsync(500, BatchStatus.Running, BatchStatus.Suspended, Scene.Start)).Should().BeTrue();
        (await other.CommitAsync(other.Next(new Remarked("comment", "x", null)) with { BatchKey = 500 })).Should().Be(CommitOutcome.Repeated);
        (await Store.RecordAsync(new BatchItem(500, 101, BatchItemState.Failed))).Should().BeFalse();
        (await Store.RunningBatchesAsync()).Should().BeEmpty();

        (await Store.SetBatchStatusAsync(500, BatchStatus.Running, BatchStatus.Cancelled, Scene.Start)).Should().BeFalse();
        (await Store.SetBatchStatusAsync(500, BatchStatus.Suspended, BatchStatus.Cancelled, At(Duration.FromHours(2)))).Should().BeTrue();
        (await Store.BatchAsync(500)).Should().BeEquivalentTo(new { Total = 2, Done = 1, Failed = 0, Left = 1, Batch = new { Status = BatchStatus.Cancelled, Ended = At(Duration.FromHours(2)) } });
    }

    [Fact]
    public async Task Instances_are_selected_by_what_they_run_and_whether_they_need_mending()
    {
        var (scene, two, ended) = (Instance(100), Instance(101), Instance(102));
        await scene.StartsAsync();
        await two.StartsAsync(new IncidentRaised(5, two.Key, "tell", IncidentKind.Job, "no answer", 3));
        await ended.StartsAsync(new InstanceCompleted(102));

        (await Selected(new())).Should().Equal(100, 101);
        (await Selected(new() { DefinitionKey = 10 })).Should().Equal(100, 101);
        (await Selected(new() { DefinitionKey = 11 })).Should().BeEmpty();
        (await Selected(new() { ProcessId = "cse-concern", WithIncident = true })).Should().Equal(101);
        (await Selected(new() { Keys = [102, 101, 999, 101] })).Should().Equal(101);
        (await Store.SelectInstancesAsync(new() { Keys = [102, 101, 100] }, ended: true, 100, 1)).Should().Equal(101);
        (await Store.SelectInstancesAsync(new(), ended: true, 100, 10)).Should().Equal(101, 102);

        async Task<IReadOnlyList<long>> Selected(InstanceSelection selection) => await Store.SelectInstancesAsync(selection, ended: false, 0, 10);
    }

    [Fact]
    public async Task A_migration_moves_the_rows_that_stay()
    {
        var instance = Instance();
        await instance.StartsAsync(
            new TaskCreated(1, "triage", "Triage", "cse-concern", "form", Scene.Terms("torbay-police-mash")),
            instance.Timer(2, Duration.FromHours(1)),
            instance.Job(3),
            instance.Waits(4, "reply", "x"));
        await instance.HappensAsync(
            new InstanceMigrated(instance.Key, instance.Key, 11, "cse-concern-2", new Dictionary<string, string>(), new Dictionary<string, string>(), "better"),
            new TaskMigrated(1, "triage-2", "Triage now", "cse-concern-2", "form-2", Scene.Terms("plymouth-police-mash") with { Due = At(Duration.FromDays(3)) }),
            new WaitMigrated(WaitKind.Timer, 2, "wait-2"),
            new WaitMigrated(WaitKind.Job, 3, "tell-2"),
            new WaitMigrated(WaitKind.Subscription, 4, "catch-2"));

        (await Store.SelectInstancesAsync(new() { DefinitionKey = 11, ProcessId = "cse-concern-2" }, ended: false, 0, 10)).Should().Equal(instance.Key);
        (await Store.DueTimersAsync(At(Duration.FromDays(1)), 10)).Should().ContainSingle(timer => timer.TimerKey == 2 && timer.ElementId == "wait-2" && timer.Due == At(Duration.FromHours(1)));
        (await Store.SubscriptionsAsync(SubscriptionKind.Message, "reply", "x")).Should().ContainSingle(subscription => subscription.ElementId == "catch-2");
        (await Store.TakeJobsAsync(["notify"], "worker", Scene.Start, Duration.FromMinutes(1), 10)).Should().ContainSingle(job => job.ElementId == "tell-2" && job.ProcessId == "cse-concern-2");
    }
}
