using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>What the pages' queries give, on either database.</summary>
public abstract class PagesQueriesContract(TemporaryDatabase database) : IDisposable
{
    private static readonly Instant Now = Scene.Start + Duration.FromDays(20);

    [Fact]
    public async Task A_worklist_walks_forward_and_back_without_leaving_out_or_repeating_a_task()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var all = new List<(Instant Due, long Key)>();
        var scene = new Scene(database.Open.Store, 1);
        await scene.StartsAsync();
        for (var key = 1; key <= 57; key++)
        {
            // Many share a due time, and some have none.
            Instant? due = random.Next(8) == 0 ? null : Scene.Start + Duration.FromDays(random.Next(5));
            all.Add((due ?? Instant.MaxValue, key));
            await scene.HappensAsync(Task(key, due, groups: ["team-a"]));
        }

        var expected = all.Order().Select(pair => pair.Key).ToList();
        var demand = new WorklistDemand("amira", ["team-a"], []) { Size = 10 };
        var (forward, pages) = (new List<long>(), new List<WorklistPage>());
        for (var page = await ReadAsync(demand); page.Keys.Count > 0; page = await ReadAsync(demand with { After = page.End }))
        {
            page.Earlier.Should().Be(forward.Count, "seed {0}", seed);
            page.Total.Should().Be(57);
            forward.AddRange(page.Keys);
            pages.Add(page);
        }

        forward.Should().Equal(expected, "seed {0}", seed);
        for (var at = pages.Count - 1; at > 0; at--)
        {
            (await ReadAsync(demand with { Before = pages[at].Start })).Should().BeEquivalentTo(pages[at - 1], options => options.WithStrictOrdering(), "seed {0}", seed);
        }
    }

    [Fact]
    public async Task A_list_has_what_is_ones_own_what_ones_teams_may_take_and_what_the_teams_owe_that_one_answers_for()
    {
        var scene = new Scene(database.Open.Store, 1);
        await scene.StartsAsync(
            Task(1, Now, assignee: "amira"),
            Task(2, Now, groups: ["team-a"]),
            Task(3, Now, users: ["amira"]),
            Task(4, Now, team: "team-managed"),
            Task(5, Now, groups: ["team-b"]),
            Task(6, Now, assignee: "amira", groups: ["team-a"], area: "devon"));
        await scene.HappensAsync(Task(7, Now, groups: ["team-a"]));
        await scene.HappensAsync(new TaskCompleted(7, FeelContext.Empty));

        var demand = new WorklistDemand("amira", ["team-a"], ["team-managed"]);

        (await ReadAsync(demand)).Keys.Should().Equal(1, 2, 3, 4, 6);
        (await ReadAsync(demand with { Share = WorklistShare.Mine })).Keys.Should().Equal(1, 6);
        (await ReadAsync(demand with { Share = WorklistShare.Teams })).Keys.Should().Equal(2, 3, 4);
        var devon = await ReadAsync(demand with { Area = "devon" });
        devon.Keys.Should().Equal(6);
        devon.Total.Should().Be(1);
        devon.Areas.Should().Equal("devon", "torbay");
        (await ReadAsync(demand with { After = "nonsense" })).Keys.Should().HaveCount(5, "a place that is none is the beginning");
    }

    [Fact]
    public async Task Late_work_is_counted_by_area_agency_step_and_age()
    {
        var scene = new Scene(database.Open.Store, 1);
        await scene.StartsAsync(
            Task(1, Now - Duration.FromDays(1)),
            Task(2, Now - Duration.FromDays(3)),
            Task(3, Now - Duration.FromDays(9)),
            Task(4, Now + Duration.FromDays(1)),
            Task(5, Now - Duration.FromDays(1), area: "devon"),
            Task(6, Now - Duration.FromDays(1), area: "plymouth"));
        await scene.HappensAsync(Climbs(10, 3, "due"));
        await scene.HappensAsync(Climbs(11, 3, "macse-chair"));

        var counts = await database.Open.LateWork.CountAsync(["torbay", "devon"], Now, [Now - Duration.FromDays(2), Now - Duration.FromDays(5)]);

        counts.Should().BeEquivalentTo(
        [
            new LateCount("torbay", "police", null, 0, 1),
            new LateCount("torbay", "police", null, 1, 1),
            new LateCount("torbay", "police", "macse-chair", 2, 1),
            new LateCount("devon", "police", null, 0, 1),
        ]);
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    private static EscalationRaised Climbs(long key, long task, string level) => new(key, task, "triage", level, ["macse-chair:torbay"], false);

    private static TaskCreated Task(long key, Instant? due, string? assignee = null, string[]? groups = null, string[]? users = null, string team = "team-x", string area = "torbay") =>
        new(key, "triage", "Triage", "cse-concern", null, new TaskTerms
        {
            Assignee = assignee,
            CandidateGroups = groups ?? [],
            CandidateUsers = users ?? [],
            Due = due,
            Tags = new Dictionary<string, string> { ["area"] = area, ["agency"] = "police", ["team"] = team },
        });

    private Task<WorklistPage> ReadAsync(WorklistDemand demand) => database.Open.Worklists.ReadAsync(demand);
}

public sealed class SqlitePagesQueriesTests() : PagesQueriesContract(new TemporarySqlite());

public sealed class PostgresPagesQueriesTests() : PagesQueriesContract(TemporaryPostgres.Migrated());
