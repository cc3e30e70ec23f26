using Peninsula.Activities.Assignment;
using Peninsula.Activities.Tests.Support;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Tests.Assignment;

public class SafeguardingTaskPolicyTests
{
    private static readonly SafeguardingTaskPolicy Policy = new(Vocabulary.Load(Repository.Definitions).Vocabulary!);

    private static readonly FeelContext Case = FeelContext.Of(
        ("area", "torbay"), ("riskLevel", "high"), ("concernReceivedAt", "2026-11-23T08:30:00+00:00"));

    [Fact]
    public void A_lane_routes_to_the_team_of_the_case_area()
    {
        var terms = Terms([("agency", "police.mash"), ("deadline", "referral-decision"), ("ladder", "overdue")]);

        terms.CandidateGroups.Should().Equal("torbay-police-mash");
        terms.Assignee.Should().BeNull();
        London.Shown(terms.Due!.Value).Should().Be("2026-11-24 23:59:59");
        terms.Ladder.Select(step => step.Level).Should().Equal("warning", "due", "service-manager", "macse-chair", "board-chair");
        terms.Ladder[1].Recipients.Should().Equal("assignee", "team-manager:torbay-police-mash");
        terms.Ladder[^1].Anonymised.Should().BeTrue();
        London.Shown(terms.Ladder[^1].At).Should().Be("2026-11-26 23:59:59", "high risk climbs in hours");
        terms.Tags.Should().Contain("area", "torbay").And.Contain("agency", "police").And.Contain("team", "torbay-police-mash")
            .And.Contain("timescale", "referral-decision").And.Contain("clockStartedAt", "2026-11-23T08:30:00Z");
    }

    [Theory]
    [InlineData("torbay", null, "housing.team", "torbay-housing-team")]
    [InlineData("isles-of-scilly", null, "social-care.mash", "cornwall-social-care-mash")]
    [InlineData("devon", "torridge", "housing.team", "devon-torridge-housing-team")]
    [InlineData("devon", null, "housing.team", "devon-housing-team")]
    public void The_area_and_the_district_choose_the_team(string area, string? district, string function, string team) =>
        Terms([("agency", function)], Case.With("area", area).With("district", district)).CandidateGroups.Should().Equal(team);

    [Fact]
    public void A_task_may_name_another_area_than_its_case() =>
        Terms([("agency", "voluntary.rhi"), ("area", "plymouth")]).CandidateGroups.Should().Equal("plymouth-voluntary-rhi");

    [Fact]
    public void An_assignment_written_out_wins_over_the_lane_and_still_climbs()
    {
        var own = new TaskTerms { Assignee = "torbay-named-nurse", Priority = 70 };

        var terms = Terms([("agency", "police.mash"), ("ladder", "overdue"), ("deadline", "plan-action-default")], own: own);

        terms.Assignee.Should().Be("torbay-named-nurse");
        terms.Priority.Should().Be(70);
        terms.CandidateGroups.Should().BeEmpty();
        terms.Ladder[1].Recipients.Should().Contain("team-manager:torbay-health-safeguarding");
    }

    [Theory]
    [InlineData("police.mash", true)]
    [InlineData("partnership.board-chair", false)]
    public void A_board_chair_is_given_no_task_but_the_board_s_own(string function, bool isRefused)
    {
        var result = Policy.Resolve(new TaskTermsRequest(new UserTask { Id = "act", Name = "Act" }, new TaskTerms { Assignee = "torbay-board-chair" }, new Dictionary<string, string> { ["agency"] = function }, Case, London.At("2026-11-23 09:00")));

        (result.Problem is not null).Should().Be(isRefused);
        if (isRefused)
        {
            result.Problem.Should().Contain("torbay-board-chair").And.Contain("never a case");
        }
    }

    [Fact]
    public void A_due_date_written_out_wins_over_the_timescale() =>
        Terms([("agency", "police.mash"), ("deadline", "rhi")], own: new TaskTerms { Due = London.At("2026-12-01 12:00") })
            .Due.Should().Be(London.At("2026-12-01 12:00"));

    [Fact]
    public void Without_team_and_assignment_a_task_is_nobodys()
    {
        var terms = Terms([]);

        terms.CandidateGroups.Should().BeEmpty();
        terms.CandidateUsers.Should().BeEmpty();
        terms.Assignee.Should().BeNull();
    }

    [Fact]
    public void A_limit_that_binds_from_below_is_no_deadline()
    {
        var terms = Terms(
            [("agency", "social-care.legal"), ("deadline", "nrm-conclusive-grounds")], Case.With("reasonableGroundsAt", "2026-11-23T10:00:00Z"));

        terms.Due.Should().BeNull();
        London.Shown(terms.FollowUp!.Value).Should().Be("2026-12-23 23:59:59");
    }

    [Theory]
    [InlineData("2026-11-23 10:00", "torbay-social-care-mash")]
    [InlineData("2026-11-23 15:00", "torbay-social-care-mash")]
    // The office shuts within the hour, or has shut, and the deadline will not wait for the morning.
    [InlineData("2026-11-27 16:30", "torbay-social-care-mash torbay-social-care-edt")]
    [InlineData("2026-11-28 11:00", "torbay-social-care-mash torbay-social-care-edt")]
    [InlineData("2026-12-25 11:00", "torbay-social-care-mash torbay-social-care-edt")]
    public void Urgent_work_out_of_hours_goes_to_the_out_of_hours_team_too(string now, string groups)
    {
        var terms = Terms([("agency", "social-care.mash"), ("deadline", "agency-check-high")], now: now);

        terms.CandidateGroups.Should().Equal(groups.Split(' '));
    }

    [Fact]
    public void Work_that_can_wait_for_the_morning_waits() =>
        Terms([("agency", "social-care.mash"), ("deadline", "plan-action-default")], now: "2026-11-28 11:00")
            .CandidateGroups.Should().Equal("torbay-social-care-mash");

    [Theory]
    [InlineData("agency", "police.dragons", "*no function \"police.dragons\"*Triage (triage)*")]
    [InlineData("agency", "", "*came out empty*")]
    [InlineData("deadline", "soonish", "*no timescale \"soonish\"*")]
    [InlineData("deadline", "rhi", "*variable \"returnedAt\", which is not set*")]
    [InlineData("ladder", "rope", "*no ladder \"rope\"*")]
    [InlineData("ladder", "overdue", "*needs a team and an area*")]
    [InlineData("area", "atlantis", "")]
    public void What_cannot_be_resolved_is_a_problem_in_words(string attribute, string value, string problem)
    {
        var result = Policy.Resolve(Request([(attribute, value)]));

        if (problem.Length == 0)
        {
            result.Problem.Should().BeNull("an area without an agency routes nothing");
            return;
        }

        result.Terms.Should().BeNull();
        result.Problem.Should().Match(problem);
    }

    [Fact]
    public void A_case_without_its_area_names_the_variable()
    {
        var result = Policy.Resolve(Request([("agency", "police.mash")], FeelContext.Empty));

        result.Problem.Should().Contain("variable \"area\" is not set");
    }

    [Fact]
    public void A_case_in_no_known_area_lists_those_there_are()
    {
        var result = Policy.Resolve(Request([("agency", "police.mash")], Case.With("area", "atlantis")));

        result.Problem.Should().Contain("\"atlantis\"").And.Contain("isles-of-scilly");
    }

    [Fact]
    public void A_function_without_a_team_is_a_problem_and_never_everyones()
    {
        using var data = new DataFolder().Replacing("agencies.json", "\"torbay\": \"torbay-police-mash\",\n", "");
        var policy = new SafeguardingTaskPolicy(Vocabulary.Load(data.Path).Vocabulary!);

        var result = policy.Resolve(Request([("agency", "police.mash")]));

        result.Terms.Should().BeNull();
        result.Problem.Should().Be(
            "No team does police.mash in torbay, so Triage (triage) has no owner. Add a team to agencies.json and try again.");
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-02-30T10:00:00Z")]
    public void An_anchor_that_is_no_moment_is_a_problem(string text) =>
        Policy.Resolve(Request([("deadline", "referral-decision")], Case.With("concernReceivedAt", text)))
            .Problem.Should().Contain("concernReceivedAt").And.Contain("no date and time");

    [Theory]
    [InlineData("2026-11-23T23:30:00Z")]
    [InlineData("2026-11-23T23:30:00+00:00")]
    [InlineData("2026-11-23T23:30:00")]
    [InlineData("2026-11-23T23:30")]
    [InlineData("2026-11-23T23:30Z")]
    [InlineData("2026-11-23T23:30:00.123Z")]
    [InlineData("2026-11-23T23:30:00Z@Europe/London")]
    [InlineData("2026-11-23T23:30:00@Europe/London")]
    [InlineData("2026-11-23")]
    public void An_anchor_may_be_written_in_any_form_that_forms_and_feel_write(string text) =>
        London.Shown(Terms([("deadline", "referral-decision")], Case.With("concernReceivedAt", text)).Due!.Value)
            .Should().Be("2026-11-24 23:59:59");

    private static TaskTerms Terms(
        (string, string)[] attributes, FeelContext? variables = null, TaskTerms? own = null, string now = "2026-11-23 09:00")
    {
        var result = Policy.Resolve(Request(attributes, variables, own, now));
        result.Problem.Should().BeNull();
        return result.Terms!;
    }

    private static TaskTermsRequest Request(
        (string Name, string Value)[] attributes, FeelContext? variables = null, TaskTerms? own = null, string now = "2026-11-23 09:00") =>
        new(
            new UserTask { Id = "triage", Name = "Triage" },
            own ?? new TaskTerms(),
            attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
            variables ?? Case,
            London.At(now));
}
