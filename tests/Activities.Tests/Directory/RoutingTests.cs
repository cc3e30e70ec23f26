using Peninsula.Activities.Directory;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Directory;

public class RoutingTests
{
    private static readonly AgencyDirectory Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!.Directory;

    [Theory]
    [InlineData("torbay", "police.mash", null, "torbay-police-mash")]
    [InlineData("isles-of-scilly", "social-care.mash", null, "cornwall-social-care-mash")]
    [InlineData("isles-of-scilly", "housing.team", null, "isles-of-scilly-housing-team")]
    [InlineData("devon", "licensing.team", null, "devon-licensing-team")]
    [InlineData("devon", "licensing.team", "exeter", "devon-exeter-licensing-team")]
    [InlineData("devon", "licensing.team", "atlantis", "devon-licensing-team")]
    [InlineData("devon", "police.mash", "exeter", "devon-police-mash")]
    public void An_area_and_a_function_lead_to_a_team(string area, string function, string? district, string team) =>
        Shipped.Route(area, function, district)!.Id.Should().Be(team);

    [Theory]
    [InlineData("atlantis", "police.mash")]
    [InlineData("torbay", "police.dragons")]
    [InlineData("", "")]
    public void What_is_not_routed_leads_to_nobody(string area, string function) =>
        Shipped.Route(area, function).Should().BeNull();

    [Fact]
    public void Every_function_has_a_team_in_every_area()
    {
        var holes = from area in Shipped.Areas
                    from function in Shipped.Functions
                    where Shipped.Route(area.Key, function.Key) is null
                    select $"{function.Key} in {area.Key}";

        holes.Should().BeEmpty();
        Shipped.Functions.Should().HaveCountGreaterThan(26);
    }

    [Fact]
    public void Every_team_has_somebody_to_work_its_tasks() =>
        Shipped.Teams.Where(team => !Shipped.MembersOf(team.Id).Any()).Should().BeEmpty();

    [Theory]
    [InlineData("team-manager:torbay-police-mash", "torbay-police-mash-sergeant")]
    [InlineData("service-manager:torbay-police-mash", "torbay-police-inspector")]
    [InlineData("macse-chair:isles-of-scilly", "cornwall-macse-chair")]
    [InlineData("board-chair:devon", "devon-board-chair")]
    [InlineData("person:torbay-school-lead", "torbay-school-lead")]
    [InlineData("team:torbay-voluntary-therapy", "torbay-therapist torbay-voluntary-manager")]
    [InlineData("administrator", "administrator")]
    [InlineData("assignee", "")]
    [InlineData("person:nobody", "")]
    public void A_recipient_is_a_post_that_somebody_holds(string recipient, string people)
    {
        Recipient.TryParse(recipient, out var parsed).Should().BeTrue();

        parsed!.ToString().Should().Be(recipient);
        string.Join(' ', Shipped.Resolve(parsed, London.Day("2026-11-23")).Select(person => person.Id).Order()).Should().Be(people);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":torbay")]
    [InlineData("macse-chair")]
    [InlineData("macse-chair:")]
    [InlineData("assignee:torbay")]
    [InlineData("everyone")]
    public void What_is_no_recipient_is_not_read_as_one(string text) => Recipient.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void The_deputy_stands_in_while_the_holder_is_away()
    {
        using var data = new DataFolder().Replacing(
            "people.json",
            "\"deputy\": \"torbay-delegated-partner\"",
            "\"deputy\": \"torbay-delegated-partner\", \"awayFrom\": \"2026-12-01\", \"awayTo\": \"2026-12-14\"");
        var directory = Vocabulary.Load(data.Path).Vocabulary!.Directory;
        var chair = new Recipient(Roles.MacseChair, "torbay");

        directory.Resolve(chair, London.Day("2026-12-14")).Single().Id.Should().Be("torbay-delegated-partner");
        directory.Resolve(chair, London.Day("2026-12-15")).Single().Id.Should().Be("torbay-macse-chair");
    }
}
