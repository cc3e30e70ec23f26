using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>Partitions, into which the domain puts instances, and whose jobs a worker gets.</summary>
public abstract partial class WorkflowStoreContract
{
    [Fact]
    public async Task A_worker_gets_the_jobs_of_its_partitions_and_where_there_is_none_of_what_it_started()
    {
        await StartAsync(new Scene(Store, 100), "ben", "torbay");
        await StartAsync(new Scene(Store, 200), "amira", "devon");
        await StartAsync(new Scene(Store, 300), "amira", null);
        await StartAsync(new Scene(Store, 400), null, null);
        await StartAsync(new Scene(Store, 500, businessKey: null), "ben", "torbay");

        (await TakenAsync(new JobScope("amira", ["torbay"], false))).Should().Equal(101, 301);
        (await TakenAsync(new JobScope("carol", [], false))).Should().BeEmpty();
        (await TakenAsync(new JobScope("ben", ["devon", "cornwall"], true))).Should().Equal(201, 401, 501);
    }

    [Fact]
    public async Task An_instance_stays_in_its_partition_until_it_is_put_into_another()
    {
        var instance = new Scene(Store, 100);
        await StartAsync(instance, null, "torbay");
        await instance.HappensAsync(new VariablesSet(100, FeelContext.Of(("riskLevel", "high"))), new VariablesSet(102, FeelContext.Of(("area", "devon"))));
        await instance.HappensAsync(new VariablesSet(100, FeelContext.Of(("area", FeelValue.Null))));
        (await TakenAsync(new JobScope("amira", ["devon"], true))).Should().BeEmpty();

        await instance.HappensAsync(new VariablesSet(100, FeelContext.Of(("area", "cornwall"))), new VariablesSet(100, FeelContext.Of(("area", "devon"))), new VariablesSet(100, FeelContext.Empty));

        (await TakenAsync(new JobScope("amira", ["torbay", "cornwall"], true))).Should().BeEmpty();
        (await TakenAsync(new JobScope("amira", ["devon"], false))).Should().Equal(101);
    }

    private static async Task StartAsync(Scene instance, string? by, string? area)
    {
        var started = instance.Next(
            by,
            new InstanceStarted(instance.Key, 10, "cse-concern", instance.BusinessKey),
            new VariablesSet(instance.Key, area is null ? FeelContext.Empty : FeelContext.Of(("area", area))),
            instance.Job(instance.Key + 1));
        (await instance.CommitAsync(started)).Should().Be(CommitOutcome.Committed);
    }

    private async Task<IEnumerable<long>> TakenAsync(JobScope scope) =>
        (await Store.TakeJobsAsync(["notify"], "worker", Scene.Start, Duration.FromMinutes(5), 10, scope)).Select(job => job.JobKey);
}
