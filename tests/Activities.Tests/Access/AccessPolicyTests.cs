using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Access;

public class AccessPolicyTests
{
    private static readonly AgencyDirectory Directory = Vocabulary.Load(Repository.Definitions).Vocabulary!.Directory;

    private static readonly CaseFacts Case = new()
    {
        Area = "torbay",
        RaisedBy = "torbay-school-lead",
        Teams = ["torbay-social-care-mash", "torbay-police-mash"],
        People = ["torbay-therapist"],
    };

    private static readonly TaskFacts Task = new()
    {
        Case = Case,
        Team = "torbay-police-mash",
        CandidateGroups = ["torbay-police-mash"],
        CandidateUsers = ["torbay-named-nurse"],
    };

    [Theory]
    [InlineData("torbay-school-lead", true)]
    [InlineData("torbay-mash-social-worker", true)]
    [InlineData("torbay-police-mash-officer", true)]
    [InlineData("torbay-police-mash-sergeant", true)]
    [InlineData("torbay-police-inspector", true)]
    [InlineData("torbay-therapist", true)]
    [InlineData("torbay-housing-officer", false)]
    [InlineData("plymouth-mash-social-worker", false)]
    [InlineData("torbay-designated-nurse", false)]
    [InlineData("torbay-macse-chair", false)]
    [InlineData("torbay-board-chair", false)]
    [InlineData("peninsula-safeguarding-manager", false)]
    [InlineData("administrator", false)]
    public void A_case_is_seen_by_those_who_are_on_it_and_not_by_rank(string person, bool sees)
    {
        AccessPolicy.SeeCase(As(person), Case).Allowed.Should().Be(sees);
        AccessPolicy.SeeDiagram(As(person), Case).Allowed.Should().Be(sees);
    }

    [Theory]
    [InlineData("torbay-school-lead", "child", "social-care.exploitation", "torbay", true)]
    [InlineData("torbay-mash-social-worker", "intelligence", "police.intelligence", "torbay", true)]
    [InlineData("torbay-school-lead", "area", "partnership.macse-chair", "torbay", false)]
    [InlineData("torbay-macse-chair", "area", "partnership.macse-chair", "torbay", true)]
    [InlineData("torbay-macse-chair", "area", "partnership.macse-chair", null, true)]
    [InlineData("torbay-macse-chair", "area", "partnership.macse-chair", "plymouth", false)]
    [InlineData("torbay-macse-chair", "child", "social-care.exploitation", "torbay", false)]
    [InlineData("torbay-board-chair", "child", "social-care.exploitation", "torbay", false)]
    [InlineData("administrator", "area", "partnership.macse-chair", "torbay", false)]
    public void A_pathway_is_started_by_the_team_that_begins_it_and_about_a_child_by_whoever_may_raise_a_concern(
        string person, string subject, string function, string? area, bool starts) =>
        AccessPolicy.StartPathway(As(person), new PathwayStart(subject, function) { Area = area }, null, Directory).Allowed.Should().Be(starts);

    [Theory]
    [InlineData("torbay-school-lead", true)]
    [InlineData("torbay-housing-officer", false)]
    [InlineData("plymouth-mash-social-worker", false)]
    public void From_a_case_a_pathway_is_started_by_those_who_see_the_case(string person, bool starts) =>
        AccessPolicy.StartPathway(As(person), new PathwayStart("child", "social-care.exploitation"), Case, Directory).Allowed.Should().Be(starts);

    [Theory]
    [InlineData("torbay-macse-chair", true)]
    [InlineData("plymouth-macse-chair", false)]
    [InlineData("torbay-board-chair", false)]
    public void A_case_whose_task_climbed_to_the_macse_chair_is_seen_by_that_chair_alone(string person, bool sees)
    {
        var climbed = Case with { EscalatedTo = ["macse-chair:torbay", "board-chair:torbay"] };

        AccessPolicy.SeeCase(As(person), climbed).Allowed.Should().Be(sees);
    }

    [Fact]
    public void A_board_chair_sees_no_case_even_where_their_team_has_a_task() =>
        AccessPolicy.SeeCase(As("torbay-board-chair"), Case with { Teams = ["torbay-partnership-board-chair"] }).Allowed.Should().BeFalse();

    [Theory]
    [InlineData("torbay-police-mash-officer", true, true)]
    [InlineData("torbay-named-nurse", true, true)]
    [InlineData("torbay-mash-social-worker", true, false)]
    [InlineData("torbay-police-inspector", true, false)]
    [InlineData("torbay-housing-officer", false, false)]
    [InlineData("torbay-board-chair", false, false)]
    [InlineData("administrator", false, false)]
    public void An_open_task_is_taken_by_its_candidates_only(string person, bool sees, bool completes)
    {
        AccessPolicy.SeeTask(As(person), Task, Directory).Allowed.Should().Be(sees);
        AccessPolicy.ClaimTask(As(person), Task).Allowed.Should().Be(completes);
        AccessPolicy.CompleteTask(As(person), Task).Allowed.Should().Be(completes);
    }

    [Theory]
    [InlineData("torbay-school-lead", false)]
    [InlineData("torbay-mash-social-worker", false)]
    [InlineData("torbay-police-mash-officer", true)]
    [InlineData("torbay-police-inspector", true)]
    public void A_task_of_a_closed_class_is_known_to_those_who_do_it_and_to_its_agency(string person, bool knows)
    {
        var item = new ItemClass { Key = "police-sensitive", Title = "Police, sensitive", Agencies = ["police"], Functions = [], OwnAgencyToo = true, ConfirmLocally = true };
        var task = Task with
        {
            Case = Case with { People = [person], Teams = [] },
            CandidateGroups = ["torbay-police-mash"],
            Team = "torbay-police-mash",
            Agency = "police",
            Disclosure = item,
        };

        AccessPolicy.SeeCase(As(person), task.Case).Allowed.Should().BeTrue();
        AccessPolicy.SeeTask(As(person), task, Directory).Allowed.Should().Be(knows);
        AccessPolicy.SeeItemOfTask(As(person), task, item, Directory).Allowed.Should().Be(knows);
    }

    [Fact]
    public void A_task_that_somebody_has_is_completed_by_them_alone()
    {
        var taken = Task with { Assignee = "torbay-named-nurse" };

        AccessPolicy.CompleteTask(As("torbay-named-nurse"), taken).Allowed.Should().BeTrue();
        AccessPolicy.CompleteTask(As("torbay-police-mash-officer"), taken).Reason.Should().Be("Somebody else has this task.");
    }

    [Fact]
    public void A_task_that_is_done_is_completed_by_nobody() =>
        AccessPolicy.CompleteTask(As("torbay-named-nurse"), Task with { Assignee = "torbay-named-nurse", IsOpen = false })
            .Allowed.Should().BeFalse();

    [Fact]
    public void No_candidates_means_nobody()
    {
        var nobodys = new TaskFacts { Case = new CaseFacts { Area = "torbay" } };

        Directory.People.Should().OnlyContain(person =>
            !AccessPolicy.SeeTask(PersonContext.Of(person, Directory), nobodys, Directory).Allowed
            && !AccessPolicy.CompleteTask(PersonContext.Of(person, Directory), nobodys).Allowed
            && !AccessPolicy.AssignTask(PersonContext.Of(person, Directory), nobodys).Allowed);
    }

    [Theory]
    [InlineData("torbay-police-mash-sergeant", true)]
    [InlineData("torbay-police-inspector", true)]
    [InlineData("torbay-police-mash-officer", false)]
    [InlineData("torbay-mash-manager", false)]
    public void Those_who_answer_for_the_team_assign_its_tasks(string person, bool assigns) =>
        AccessPolicy.AssignTask(As(person), Task).Allowed.Should().Be(assigns);

    [Theory]
    [InlineData("torbay-macse-chair", true)]
    [InlineData("torbay-delegated-partner", true)]
    [InlineData("plymouth-macse-chair", false)]
    [InlineData("torbay-board-chair", false)]
    [InlineData("torbay-police-mash-officer", false)]
    public void An_escalation_is_acknowledged_by_the_post_it_climbed_to_or_its_deputy(string person, bool acknowledges) =>
        AccessPolicy.AcknowledgeEscalation(As(person), ["assignee", "macse-chair:torbay"], Directory).Allowed.Should().Be(acknowledges);

    [Theory]
    [InlineData("torbay-police-mash-officer", true)]
    [InlineData("torbay-police-mash-sergeant", true)]
    [InlineData("torbay-mash-social-worker", false)]
    [InlineData("torbay-macse-chair", false)]
    public void A_direction_is_answered_by_the_team_that_owes_the_task(string person, bool answers) =>
        AccessPolicy.AnswerEscalation(As(person), Task).Allowed.Should().Be(answers);

    [Theory]
    [InlineData("torbay-board-chair", "torbay", OversightView.Counts)]
    [InlineData("torbay-board-chair", "devon", OversightView.Nothing)]
    [InlineData("cornwall-macse-chair", "isles-of-scilly", OversightView.Cases)]
    [InlineData("torbay-macse-chair", "devon", OversightView.Nothing)]
    [InlineData("torbay-police-inspector", "torbay", OversightView.Counts)]
    [InlineData("peninsula-safeguarding-manager", "devon", OversightView.Counts)]
    [InlineData("torbay-mash-social-worker", "torbay", OversightView.Nothing)]
    [InlineData("administrator", "torbay", OversightView.Nothing)]
    public void Oversight_shows_each_role_its_part(string person, string area, OversightView view) =>
        AccessPolicy.SeeOversight(As(person), area).Should().Be(view);

    [Theory]
    [InlineData("torbay-school-lead", true, false, false)]
    [InlineData("torbay-board-chair", false, false, false)]
    [InlineData("peninsula-safeguarding-manager", true, true, false)]
    [InlineData("administrator", false, false, true)]
    public void Raising_changing_and_operating_go_by_role(string person, bool raises, bool changes, bool operates)
    {
        AccessPolicy.RaiseConcern(As(person)).Allowed.Should().Be(raises);
        AccessPolicy.ChangePathways(As(person)).Allowed.Should().Be(changes);
        AccessPolicy.Operate(As(person)).Allowed.Should().Be(operates);
        AccessPolicy.SeeRunning(As(person)).Allowed.Should().Be(changes || operates);
        AccessPolicy.MoveCase(As(person), new CaseFacts { Area = "torbay" }).Allowed.Should().Be(changes || operates);
        AccessPolicy.MoveCase(As(person) with { Areas = ["elsewhere"] }, new CaseFacts { Area = "torbay" }).Allowed.Should().BeFalse();
    }

    private static PersonContext As(string id)
    {
        Directory.TryGetPerson(id, out var person).Should().BeTrue("{0} is in the directory", id);
        return PersonContext.Of(person!, Directory);
    }
}
