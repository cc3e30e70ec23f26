using Peninsula.Persistence.Tests.Stores;
using Peninsula.Tests.Random;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>Writes that fail, lose their answer, come twice or late, under random pathways, on both databases.</summary>
public sealed class RandomFaultTests(ITestOutputHelper output)
{
    [Fact]
    public Task Nothing_that_was_acknowledged_is_lost_or_done_twice_on_SQLite() => PlayAsync("SQLite", 10, () => new TemporarySqlite());

    [Fact]
    public Task Nothing_that_was_acknowledged_is_lost_or_done_twice_on_PostgreSQL() => PlayAsync("PostgreSQL", 5, TemporaryPostgres.Migrated);

    private async Task PlayAsync(string what, int few, Func<TemporaryDatabase> create)
    {
        TemporaryDatabase? database = null;
        await FaultRuns.PlayAsync(
            output,
            what,
            few,
            async _ => (await database!.Open.History.VerifyAllAsync()).Should().BeEmpty("every chain verifies"),
            () =>
            {
                database = create();
                return (database.Open.Store, database);
            });
    }
}
