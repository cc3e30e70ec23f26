using Peninsula.Persistence.Services;
using Peninsula.Persistence.Tests.Stores;

namespace Peninsula.Persistence.Tests.Operations;

/// <summary>What the check of all histories finds, and what it does not mistake for a fault.</summary>
public abstract class VerifierContract(TemporaryDatabase database) : IDisposable
{
    [Fact]
    public async Task Every_broken_chain_is_named_with_the_entry_at_which_it_broke()
    {
        for (var key = 1; key <= 30; key++)
        {
            var scene = new Scene(database.Open.Store, key);
            await scene.StartsAsync();
            await scene.HappensAsync();
            await scene.HappensAsync();
        }

        database.UnguardHistory();
        database.Tamper(
            """
            UPDATE history SET by = 'nobody' WHERE instance_key = 3 AND version = 2;
            DELETE FROM history WHERE instance_key = 7 AND version = 1;
            DELETE FROM history WHERE instance_key = 11 AND version = 3;
            DELETE FROM instances WHERE key = 13;
            UPDATE instances SET version = 2, history_hash = (SELECT hash FROM history WHERE instance_key = 17 AND version = 2) WHERE key = 17;
            """);

        (await database.Open.History.VerifyAllAsync()).Should().BeEquivalentTo(
            "entry 2 of instance 3 was changed after it was written",
            "entry 1 of instance 7 is missing: entry 2 stands in its place",
            "the history of instance 11 ends at entry 2, which is not the one that its state was written with",
            "instance 13 has a history and no state",
            "entry 3 of instance 17 was added behind its state");
    }

    [Fact]
    public async Task A_history_that_grows_while_it_is_checked_is_not_taken_for_a_broken_one()
    {
        var scene = new Scene(database.Open.Store, 1);
        await scene.StartsAsync();
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await scene.HappensAsync();
            }
        });

        for (var look = 0; look < 100; look++)
        {
            (await database.Open.History.VerifyAsync(1)).Should().BeNull();
        }

        await stop.CancelAsync();
        await load;
    }

    [Fact]
    public async Task It_tells_how_far_it_is()
    {
        for (var key = 1; key <= 3; key++)
        {
            await new Scene(database.Open.Store, key).StartsAsync();
        }

        var told = new Told();
        await database.Open.History.VerifyAllAsync(told);

        told.Last.Should().Be(new HistoryProgress(3, 3, 0));
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Told : IProgress<HistoryProgress>
    {
        public HistoryProgress? Last { get; private set; }

        public void Report(HistoryProgress value) => Last = value;
    }
}

public sealed class SqliteVerifierTests() : VerifierContract(new TemporarySqlite());

public sealed class PostgresVerifierTests() : VerifierContract(TemporaryPostgres.Migrated());
