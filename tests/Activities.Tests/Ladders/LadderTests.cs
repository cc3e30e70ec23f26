using NodaTime;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Ladders;

public class LadderTests
{
    private static readonly Vocabulary Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!;

    [Fact]
    public void A_late_task_climbs_inside_its_agency_and_then_to_the_chairs() =>
        Climb("overdue", "2026-11-23 09:00", "2026-11-27 09:00", "medium").Should().Equal(
            "2026-11-26 09:00:00 warning -> assignee",
            "2026-11-27 09:00:00 due -> assignee, team-manager:torbay-police-mash",
            "2026-12-01 09:00:00 service-manager -> service-manager:torbay-police-mash",
            "2026-12-04 09:00:00 macse-chair -> macse-chair:torbay",
            "2026-12-11 09:00:00 board-chair -> board-chair:torbay (anonymised)");

    [Fact]
    public void High_risk_climbs_in_hours() =>
        Climb("overdue", "2026-12-24 10:00", "2026-12-24 14:00", "high").Should().Equal(
            "2026-12-24 13:00:00 warning -> assignee",
            "2026-12-24 14:00:00 due -> assignee, team-manager:torbay-police-mash",
            "2026-12-24 18:00:00 service-manager -> service-manager:torbay-police-mash",
            "2026-12-25 14:00:00 macse-chair -> macse-chair:torbay",
            "2026-12-26 14:00:00 board-chair -> board-chair:torbay (anonymised)");

    [Fact]
    public void Working_day_steps_skip_the_bank_holidays() =>
        Climb("overdue", "2026-12-21 23:59", "2026-12-24 23:59", null).Should().EndWith(
        [
            "2026-12-30 23:59:00 service-manager -> service-manager:torbay-police-mash",
            "2027-01-05 23:59:00 macse-chair -> macse-chair:torbay",
            "2027-01-12 23:59:00 board-chair -> board-chair:torbay (anonymised)",
        ]);

    [Fact]
    public void A_disagreement_climbs_from_when_it_is_raised() =>
        Climb("disagreement", "2026-11-23 09:00", null, "high").Should().Equal(
            "2026-11-23 09:00:00 practitioner -> assignee",
            "2026-11-24 09:00:00 team-manager -> team-manager:torbay-police-mash",
            "2026-11-30 09:00:00 service-manager -> service-manager:torbay-police-mash",
            "2026-12-07 09:00:00 macse-chair -> macse-chair:torbay");

    [Fact]
    public void Without_a_due_time_nothing_is_overdue() => Climb("overdue", "2026-11-23 09:00", null, "high").Should().BeEmpty();

    [Fact]
    public void A_task_that_is_late_when_it_starts_warns_at_once() =>
        Climb("overdue", "2026-11-27 09:00", "2026-11-23 09:00", "high").Should().StartWith(
        [
            "2026-11-23 09:00:00 due -> assignee, team-manager:torbay-police-mash",
        ]).And.Contain("2026-11-27 09:00:00 warning -> assignee");

    [Fact]
    public void Every_recipient_of_every_team_is_a_post_that_somebody_holds()
    {
        Shipped.Ladders.TryGet("overdue", out var ladder);
        foreach (var team in Shipped.Directory.Teams)
        {
            var steps = ladder!.Schedule(London.At("2026-11-23 09:00"), London.At("2026-11-24 09:00"), null, team, team.Area);
            steps.SelectMany(step => step.Recipients).Where(recipient => recipient.Scope is not null)
                .Should().OnlyContain(recipient => Shipped.Directory.Resolve(recipient, London.Day("2026-11-24")).Any());
        }
    }

    [Fact]
    public void A_ladder_that_cannot_be_climbed_is_refused_with_every_reason()
    {
        using var data = new DataFolder().With("ladders.json", """
            { "ladders": [
              { "key": "overdue", "title": "T", "confirmLocally": true, "steps": [
                { "level": "a", "title": "A", "fraction": 1.5, "notifies": ["assignee"] },
                { "level": "a", "title": "A", "hours": 1, "workingDays": 1, "notifies": ["king"] },
                { "level": "b", "title": "B", "hours": -1, "notifies": [] },
                { "level": "c", "title": "C", "hours": 1, "after": "lunch", "notifies": ["board-chair"] },
                { "level": "d", "title": "D", "notifies": ["administrator"] } ] },
              { "key": "overdue", "title": "T", "confirmLocally": true, "steps": [] } ] }
            """).Replacing("people.json", "\"roles\": [\"administrator\"]", "\"roles\": [\"practitioner\"]");

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Should().BeEquivalentTo(
            "ladders.json(3): a step: \"fraction\" must be a number from 0.01 to 1",
            "ladders.json(4): ladder overdue, level a: give one of fraction, hours, workingDays",
            "ladders.json(4): ladder overdue, level a: unknown role \"king\"",
            "ladders.json(4): ladder overdue: level \"a\" is given twice",
            "ladders.json(5): a step: \"hours\" must be a whole number from 0 to 8784",
            "ladders.json(5): ladder overdue, level b notifies nobody",
            "ladders.json(6): a step: unknown after \"lunch\"; use one of: due, start",
            "ladders.json(6): ladder overdue, level c: a step to the board chair is anonymised and goes to nobody else",
            "ladders.json(7): ladder overdue, level d: give one of fraction, hours, workingDays",
            "ladders.json(7): ladder overdue, level d: nobody holds the role \"administrator\"",
            "ladders.json(8): ladder overdue has no steps",
            "ladders.json(8): ladder \"overdue\" is given twice");
    }

    private static IEnumerable<string> Climb(string key, string start, string? due, string? riskLevel)
    {
        Shipped.Ladders.TryGet(key, out var ladder).Should().BeTrue();
        Shipped.Directory.TryGetTeam("torbay-police-mash", out var team).Should().BeTrue();
        Instant? dueAt = due is null ? null : London.At(due);
        return ladder!.Schedule(London.At(start), dueAt, riskLevel, team!, "torbay").Select(step =>
            $"{London.Shown(step.At)} {step.Level} -> {string.Join(", ", step.Recipients)}{(step.Anonymised ? " (anonymised)" : "")}");
    }
}
