using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Directory;

public class DirectoryLoadingTests
{
    private const string Agencies = """
        { "agencies": [ { "key": "police", "name": "Police" } ],
          "areas": [ { "key": "torbay", "name": "Torbay", "partnership": "P", "macseChair": "ada", "boardChair": "bea" } ],
          "functions": [
            { "key": "police.mash", "name": "MASH", "teams": {
                "torbay": "torbay-police-mash" } }
          ],
          "teams": [
            { "id": "torbay-police-mash", "name": "T", "area": "torbay", "function": "police.mash", "manager": "ada",
              "serviceManager": "ada", "inHoursQueue": "desk" }
          ] }
        """;

    private const string People = """
        { "people": [
            { "id": "ada", "name": "Ada", "title": "T", "agency": "police", "areas": ["torbay"], "teams": ["torbay-police-mash"],
              "roles": ["team-manager", "service-manager", "macse-chair"] },
            { "id": "bea", "name": "Bea", "title": "T", "agency": "police", "areas": ["torbay"], "roles": ["board-chair"] }
        ] }
        """;

    [Fact]
    public void The_small_directory_of_these_tests_is_sound() => Problems(Agencies, People).Should().BeEmpty();

    [Fact]
    public void A_route_to_an_unknown_team_is_refused() =>
        Problems(Agencies.Replace("\"torbay\": \"torbay-police-mash\"", "\"torbay\": \"torbay-mash\"", StringComparison.Ordinal), People)
            .Should().Equal("agencies.json(5): the route of police.mash in torbay: unknown team \"torbay-mash\"");

    [Fact]
    public void A_route_from_an_unknown_area_is_refused() =>
        Problems(Agencies.Replace("\"torbay\": \"torbay-police-mash\"", "\"tor bay\": \"torbay-police-mash\"", StringComparison.Ordinal), People)
            .Should().Equal("agencies.json(5): the route of police.mash in tor bay: unknown area \"tor bay\"");

    [Fact]
    public void A_team_without_a_manager_is_refused() =>
        Problems(Agencies.Replace(", \"manager\": \"ada\"", "", StringComparison.Ordinal), People)
            .Should().Equal("agencies.json(8): a team: \"manager\" is missing");

    [Fact]
    public void A_post_held_by_nobody_or_by_somebody_without_the_role_is_refused() =>
        Problems(
            Agencies.Replace("\"macseChair\": \"ada\", \"boardChair\": \"bea\"", "\"macseChair\": \"bea\", \"boardChair\": \"cleo\"", StringComparison.Ordinal),
            People)
            .Should().BeEquivalentTo(
                "agencies.json(2): area torbay: bea is named macse-chair but does not hold that role",
                "agencies.json(2): area torbay: unknown person \"cleo\"");

    [Fact]
    public void Cycles_of_deputies_and_of_managers_are_refused_once_each() =>
        Problems(
            Agencies,
            People.Replace("\"id\": \"ada\"", "\"id\": \"ada\", \"deputy\": \"bea\", \"manager\": \"ada\"", StringComparison.Ordinal)
                .Replace("\"id\": \"bea\"", "\"id\": \"bea\", \"deputy\": \"ada\"", StringComparison.Ordinal))
            .Should().BeEquivalentTo(
                "people.json(2): a cycle of deputies: ada -> bea -> ada",
                "people.json(2): a cycle of managers: ada -> ada");

    [Fact]
    public void Ids_that_are_given_twice_are_refused() =>
        Problems(Agencies, People.Replace("\"id\": \"bea\"", "\"id\": \"ada\"", StringComparison.Ordinal))
            .Should().Contain("people.json(4): person \"ada\" is given twice");

    [Fact]
    public void References_of_a_person_that_lead_nowhere_are_all_reported() =>
        Problems(
            Agencies,
            People.Replace(
                "\"agency\": \"police\", \"areas\": [\"torbay\"], \"roles\": [\"board-chair\"]",
                "\"agency\": \"navy\", \"areas\": [\"kent\"], \"roles\": [\"board-chair\", \"king\"], \"teams\": [\"crew\"], \"deputy\": \"cleo\", \"awayTo\": \"2026-12-01\"",
                StringComparison.Ordinal))
            .Should().BeEquivalentTo(
                "people.json(4): person bea: unknown agency \"navy\"",
                "people.json(4): person bea: unknown area \"kent\"",
                "people.json(4): person bea: unknown role \"king\"",
                "people.json(4): person bea: unknown team \"crew\"",
                "people.json(4): person bea: unknown person \"cleo\"",
                "people.json(4): person bea: awayTo needs an awayFrom that does not lie after it");

    private static IEnumerable<string> Problems(string agencies, string people)
    {
        using var data = new DataFolder().With("agencies.json", agencies).With("people.json", people);
        return [.. Vocabulary.Load(data.Path).Problems
            .Where(problem => problem.File is "agencies.json" or "people.json")
            .Select(problem => problem.ToString())];
    }
}
