using Peninsula.Activities.Jobs;
using Peninsula.Activities.Notices;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Notices;

public class NotifyActivityTests
{
    private static readonly Vocabulary Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!;
    private static readonly JobContext Job = new(42, 1, "tell", "CSE-2026-000123", London.At("2026-11-23 09:00"));

    private readonly InMemoryInbox _inbox = new();

    [Fact]
    public async Task Each_person_behind_the_recipients_gets_one_notice()
    {
        await Notify("plan-agreed", ["agency:police.mash", "team-manager:torbay-police-mash", "person:torbay-school-lead"]);

        _inbox.Delivered.Select(notice => $"{notice.Kind}: {notice.PersonId} {notice.CaseReference}").Should().BeEquivalentTo(
            "plan-agreed: torbay-police-mash-officer CSE-2026-000123",
            "plan-agreed: torbay-police-mash-sergeant CSE-2026-000123",
            "plan-agreed: torbay-school-lead CSE-2026-000123");
    }

    [Fact]
    public async Task Running_the_same_job_again_delivers_nothing_twice()
    {
        await Notify("plan-agreed", ["person:torbay-school-lead"]);
        await Notify("plan-agreed", ["person:torbay-school-lead"]);

        _inbox.Delivered.Should().ContainSingle();
    }

    [Fact]
    public async Task A_board_chair_hears_that_something_happened_and_not_to_whom()
    {
        await Notify("annual-report", ["board-chair:torbay"]);

        var notice = _inbox.Delivered.Single();
        notice.CaseReference.Should().BeNull();
        notice.Anonymised.Should().BeTrue();
    }

    [Theory]
    [InlineData("Jamie Smith is missing", "person:torbay-school-lead", "\"kind\"")]
    [InlineData("", "person:torbay-school-lead", "\"kind\"")]
    [InlineData("plan-agreed", "everybody", "\"everybody\" is no recipient")]
    [InlineData("plan-agreed", "assignee", "\"assignee\" is no recipient")]
    [InlineData("plan-agreed", "agency:police.dragons", "\"agency:police.dragons\" is no recipient")]
    [InlineData("plan-agreed", "person:nobody", "nobody stands behind")]
    [InlineData("plan-agreed", null, "\"recipients\" is empty")]
    public async Task What_cannot_be_delivered_waits_for_somebody_to_mend_it(string kind, string? recipient, string reason)
    {
        var result = await Notify(kind, recipient is null ? [] : ["person:torbay-housing-officer", recipient]);

        var failed = result.Should().BeOfType<ActivityResult<NotifyOutput>.Failed>().Subject;
        failed.Reason.Should().Contain(reason);
        failed.WorthRetrying.Should().BeFalse();
        _inbox.Delivered.Should().BeEmpty("all are told or nobody is");
    }

    private ValueTask<ActivityResult<NotifyOutput>> Notify(string kind, string[] recipients) =>
        new NotifyActivity(Shipped, _inbox).RunAsync(new NotifyInput(kind, recipients, Area: "torbay"), Job, CancellationToken.None);
}
