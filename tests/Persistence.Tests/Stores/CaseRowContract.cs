using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>What every durable store shows of a case. Run against each of them.</summary>
public abstract class CaseRowContract : IDisposable
{
    private readonly TemporaryDatabase _database;
    private readonly Scene _instance;

    protected CaseRowContract(TemporaryDatabase database) => (_database, _instance) = (database, new Scene(database.Open.Store, 100));

    [Fact]
    public async Task A_case_follows_its_instance()
    {
        await _instance.StartsAsync(new VariablesSet(100, FeelContext.Empty.With("area", "torbay").With("childName", "Robin")));
        await _instance.HappensAsync(new VariablesSet(100, FeelContext.Empty.With("riskLevel", "high")), new VariablesSet(101, FeelContext.Empty.With("area", "devon")));

        using var context = _database.Context();
        context.Cases.Single().Should().BeEquivalentTo(new { Reference = "CSE-2026-000001", Area = "torbay", RiskLevel = "high", Opened = Scene.Start, Closed = (Instant?)null, Status = InstanceStatus.Running });

        _instance.Now = Scene.Start + Duration.FromDays(3);
        await _instance.HappensAsync(new InstanceCompleted(100));
        context.Cases.Single().Should().BeEquivalentTo(new { Status = InstanceStatus.Completed, Closed = Scene.Start + Duration.FromDays(3) });
    }

    [Fact]
    public async Task A_task_is_open_then_done_with_who_and_when()
    {
        await _instance.StartsAsync(new TaskCreated(1, "triage", "Triage", "cse-concern", "triage", Scene.Terms("torbay-police-mash")));
        await _instance.HappensAsync(new TaskAssigned(1, "amira"));
        using var context = _database.Context();
        context.Tasks.Single().Assignee.Should().Be("amira");

        await _instance.CommitAsync(_instance.Next("amira", new TaskCompleted(1, FeelContext.Empty)));

        context.Tasks.Single().Should().BeEquivalentTo(new { State = TaskState.Completed, CompletedBy = "amira", CompletedAt = Scene.Start });
        context.TaskCandidates.Should().BeEmpty();
    }

    [Fact]
    public async Task An_escalation_is_filed_under_its_task_and_tells_each_recipient_once()
    {
        await _instance.StartsAsync(new TaskCreated(1, "triage", "Triage", "cse-concern", "triage", Scene.Terms()));
        await _instance.HappensAsync(new EscalationRaised(2, 1, "triage", "chair", ["role:board-chair", "amira"], true));
        await _instance.CommitAsync(_instance.Next("chair", new EscalationAcknowledged(2, "by tomorrow")));
        await _instance.CommitAsync(_instance.Next("amira", new EscalationAnswered(2, "done today")));
        await _instance.HappensAsync(new EscalationClosed(2));

        using var context = _database.Context();
        context.Escalations.Single().Should().BeEquivalentTo(new
        {
            TaskKey = 1L,
            Level = "chair",
            Area = "torbay",
            Agency = "police",
            Team = "torbay-police-mash",
            Anonymised = true,
            AcknowledgedBy = "chair",
            Direction = "by tomorrow",
            AnsweredBy = "amira",
            Answer = "done today",
            ClosedAt = Scene.Start,
        });
        context.Notices.Select(row => row.Recipient).Should().BeEquivalentTo("role:board-chair", "amira");
    }

    [Fact]
    public async Task A_notice_is_put_in_once_and_read_by_each_of_its_readers_for_themselves()
    {
        var notice = new Notice("job:7", "amira", "decision", Scene.Start) { BusinessKey = "CSE-2026-000001", Text = "A decision was made" };
        (await _database.Open.Inbox.DeliverAsync(notice)).Should().BeTrue();
        (await _database.Open.Inbox.DeliverAsync(notice)).Should().BeFalse();

        using var context = _database.Context();
        var id = context.Notices.Single().Id;
        (await _database.Open.Inbox.MarkReadAsync(id, "amira", Scene.Start)).Should().BeTrue();
        (await _database.Open.Inbox.MarkReadAsync(id, "amira", Scene.Start + Duration.FromDays(1))).Should().BeFalse("the first time counts");
        (await _database.Open.Inbox.MarkReadAsync(id, "ben", Scene.Start)).Should().BeTrue();
        context.NoticeReads.OrderBy(read => read.Person).Should().BeEquivalentTo(
            new[] { new { NoticeId = id, Person = "amira", At = Scene.Start }, new { NoticeId = id, Person = "ben", At = Scene.Start } });
    }

    [Fact]
    public async Task References_count_up_within_a_year_even_when_many_ask_at_once()
    {
        var references = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _database.Open.References.NextAsync("CSE", 2026)));

        references.Order().Should().Equal(Enumerable.Range(1, 50).Select(number => $"CSE-2026-{number:000000}"));
        (await _database.Open.References.NextAsync("CSE", 2027)).Should().Be("CSE-2027-000001");
    }

    [Fact]
    public async Task A_draft_is_its_writers_own_until_it_is_discarded()
    {
        var drafts = _database.Open.Drafts;
        await drafts.SaveAsync("task:1", "amira", """{"a":1}""", Scene.Start);
        await drafts.SaveAsync("task:1", "amira", """{"a":2}""", Scene.Start);

        (await drafts.FindAsync("task:1", "amira"))!.Json.Should().Be("""{"a":2}""");
        (await drafts.FindAsync("task:1", "ben")).Should().BeNull();
        await drafts.DiscardAsync("task:1", "amira");
        (await drafts.FindAsync("task:1", "amira")).Should().BeNull();
    }

    [Fact]
    public async Task Reads_are_written_down()
    {
        await _database.Open.Reads.RecordAsync("amira", "case", "CSE-2026-000001", Scene.Start, "on the case");

        using var context = _database.Context();
        context.Reads.Single().Should().BeEquivalentTo(new { Person = "amira", What = "case", BusinessKey = "CSE-2026-000001", At = Scene.Start, Reason = "on the case" });
    }

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }
}
