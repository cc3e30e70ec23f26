using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>What holds of every durable database. Run against each of them.</summary>
public abstract partial class DatabaseContract(TemporaryDatabase database) : IDisposable
{
    private Scene Instance(long key = 100) => new(database.Open.Store, key);

    [Fact]
    public async Task A_damaged_state_is_named_and_other_instances_go_on()
    {
        var (bad, good) = (Instance(100), Instance(200));
        await bad.StartsAsync();
        await good.StartsAsync();
        database.Tamper("UPDATE instances SET state = history_hash WHERE key = 100");

        await FluentActions.Awaiting(() => database.Open.Store.LoadAsync(100).AsTask()).Should().ThrowAsync<CorruptInstanceException>().WithMessage("Instance 100 *");
        (await database.Open.Store.LoadAsync(200)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_job_or_message_whose_row_is_damaged_says_so_and_hides_no_other()
    {
        var instance = Instance();
        await instance.StartsAsync(instance.Job(1), instance.Job(2), new MessageSent(3, "reply", null, FeelContext.Empty), new MessageSent(4, "reply", null, FeelContext.Empty));
        database.Tamper("UPDATE jobs SET headers = '{' WHERE key = 1; UPDATE outbox SET variables = (SELECT history_hash FROM instances) WHERE key = 3");

        var jobs = await database.Open.Store.TakeJobsAsync(["notify"], "w", Scene.Start, Duration.FromHours(1), 10);
        var messages = await database.Open.Store.OutboxAsync(10);

        jobs.Where(job => job.Unreadable is not null).Select(job => job.JobKey).Should().Equal(1);
        messages.Where(message => message.Unreadable is not null).Select(message => message.MessageKey).Should().Equal(3);
        jobs.Should().HaveCount(2);
        messages.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_history()
    {
        await Instance().StartsAsync();

        FluentActions.Invoking(() => database.Tamper("UPDATE history SET by = 'nobody'")).Should().Throw<Exception>().WithMessage("*append-only*");
        FluentActions.Invoking(() => database.Tamper("DELETE FROM history")).Should().Throw<Exception>().WithMessage("*append-only*");
    }

    [Fact]
    public async Task History_that_was_changed_all_the_same_is_named()
    {
        var (bad, good) = (Instance(100), Instance(200));
        await bad.StartsAsync();
        await bad.HappensAsync();
        await good.StartsAsync();
        database.UnguardHistory();
        database.Tamper("UPDATE history SET by = 'nobody' WHERE instance_key = 100 AND version = 1");

        (await database.Open.History.VerifyAllAsync()).Should().ContainSingle().Which.Should().Be("entry 1 of instance 100 was changed after it was written");
    }

    [Fact]
    public async Task History_that_was_cut_off_is_named()
    {
        var bad = Instance();
        await bad.StartsAsync();
        await bad.HappensAsync();
        database.UnguardHistory();
        database.Tamper("DELETE FROM history WHERE version = 2");

        (await database.Open.History.VerifyAsync(100)).Should().Contain("ends at entry 1");
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_untouched()
    {
        _ = database.Open;
        database.Restart();
        database.Tamper("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_FromTheFuture', '99.0')");

        FluentActions.Invoking(() => database.Open).Should().Throw<NewerDatabaseException>().WithMessage("*newer version*FromTheFuture*");
    }

    [Fact]
    public async Task A_database_of_a_version_before_the_first_schema_that_is_kept_is_refused_by_name_untouched()
    {
        await Instance().StartsAsync();
        database.Restart();
        string[] before = ["20261123223002_InitialSchema", "20261126233551_Partition"];
        database.Tamper($"DELETE FROM \"__EFMigrationsHistory\"; INSERT INTO \"__EFMigrationsHistory\" VALUES ('{before[0]}', '10.0'), ('{before[1]}', '10.0'); DROP TABLE hosts");

        Action[] ways = [() => _ = database.Open, () => PeninsulaDatabase.OpenExisting(database.ConnectionString, TestDomain.Instance)];
        foreach (var way in ways)
        {
            way.Should().Throw<UnreleasedDatabaseException>().WithMessage("The database * was made by a version before*InitialSchema*delete it or move it away*").Which.Migration.Should().Be(before[0]);
        }

        using var context = database.Context();
        context.Database.GetAppliedMigrations().Should().Equal(before);
        context.Instances.Count().Should().Be(1);
        context.Invoking(rows => rows.Hosts.Count()).Should().Throw<DbException>("nothing was mended either");
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var instance = Instance();
        await instance.StartsAsync(new TaskCreated(1, "triage", "Triage", "cse-concern", "triage", Scene.Terms("torbay-police-mash", "torbay-health")), instance.Timer(2, Duration.FromDays(90)));
        database.Restart();

        (await database.Open.Store.LoadAsync(100))!.Version.Should().Be(1);
        (await database.Open.Store.NextTimerAsync()).Should().Be(Scene.Start + Duration.FromDays(90));
        using var context = database.Context();
        var task = context.Tasks.Include(row => row.Candidates).Single(row => row.Team == "torbay-police-mash" && row.State == TaskState.Open && row.Due < Scene.Start + Duration.FromDays(2));
        task.Candidates.Select(candidate => candidate.Name).Should().BeEquivalentTo("torbay-police-mash", "torbay-health");
        task.Timescale.Should().Be("triage-same-day");
    }

    [Fact]
    public async Task One_bad_write_does_not_spoil_those_that_share_its_transaction()
    {
        var commits = Enumerable.Range(1, 40).Select(i => (Scene: Instance(i), Bad: i == 20)).ToArray();

        // Two tasks of one key: the database refuses the second.
        await Instance(1000).StartsAsync(Task(9));
        var outcomes = await System.Threading.Tasks.Task.WhenAll(commits.Select(async pair =>
        {
            var commit = pair.Scene.Next(new InstanceStarted(pair.Scene.Key, 10, "cse-concern", null), Task(pair.Bad ? 9 : 2000 + pair.Scene.Key));
            try
            {
                return (await pair.Scene.CommitAsync(commit)).ToString();
            }
            catch (StoreException)
            {
                return "failed";
            }
        }));

        outcomes.Should().HaveCount(40).And.ContainSingle(outcome => outcome == "failed");
        outcomes.Where(outcome => outcome != "failed").Should().AllBe("Committed");
        (await database.Open.Store.LoadAsync(20)).Should().BeNull();

        static TaskCreated Task(long key) => new(key, "triage", "Triage", "cse-concern", null, Scene.Terms());
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }
}
