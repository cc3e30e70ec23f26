using Peninsula.Activities.Notices;
using Peninsula.Activities.Tests.Support;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Tests.Notices;

public class EscalationNoticesTests
{
    private static readonly EscalationNotices Notices = new(Vocabulary.Load(Repository.Definitions).Vocabulary!);

    [Fact]
    public void The_assignee_and_their_manager_hear_which_task_is_late()
    {
        var notices = For("due", "torbay-police-mash-officer", false, "assignee", "team-manager:torbay-police-mash");

        notices.Select(notice => notice.PersonId).Should().Equal("torbay-police-mash-officer", "torbay-police-mash-sergeant");
        notices.Should().OnlyContain(notice => notice.CaseReference == "CSE-2026-000123" && notice.TaskKey == 5 && notice.Kind == "escalation-due");
    }

    [Fact]
    public void While_nobody_has_the_task_its_team_hears_and_each_once() =>
        For("due", null, false, "assignee", "team-manager:torbay-police-mash")
            .Select(notice => notice.PersonId).Should().BeEquivalentTo("torbay-police-mash-officer", "torbay-police-mash-sergeant");

    [Fact]
    public void The_board_chair_hears_of_no_case_and_no_task()
    {
        var notice = For("board-chair", "torbay-police-mash-officer", true, "board-chair:torbay").Single();

        notice.PersonId.Should().Be("torbay-board-chair");
        notice.CaseReference.Should().BeNull();
        notice.TaskKey.Should().BeNull();
    }

    private static IReadOnlyList<Notice> For(string level, string? assignee, bool anonymised, params string[] recipients) => Notices.For(
        new EscalationRaised(9, 5, "triage", level, recipients, anonymised),
        assignee, ["torbay-police-mash"], "CSE-2026-000123", London.At("2026-11-23 09:00"));
}
