using System.Net;
using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests.Features;

/// <summary>Pathways other than the concern are started from a case or without one, by those who may, once.</summary>
public sealed partial class StartTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task A_case_offers_what_its_reader_may_start_with_what_is_known()
    {
        var (reference, lead) = await host.RaiseAsync();

        await lead.Get($"/cases/{reference}");
        lead.Html.Should().Contain($"/start?case={reference}");
        await lead.Get($"/start?case={reference}");
        lead.Text.Should().Contain("Therapeutic support").And.Contain("Missing child").And.NotContain("Operational MACSE cycle").And.Contain("999");
        await lead.Get($"/start/missing-episode?case={reference}");
        lead.Html.Should().Contain("value=\"Robin Testcase\"", "nobody types again what the case knows");
    }

    [Fact]
    public async Task A_pathway_is_started_once_however_often_its_form_is_sent()
    {
        var (reference, lead) = await host.RaiseAsync();
        await lead.Get($"/start/therapy?case={reference}");
        var once = Once().Match(lead.Html).Groups[1].Value;

        await lead.Post($"/start/therapy?case={reference}", ("once", once), ("f.area", "torbay"));
        lead.Text.Should().Contain("There is a problem");

        await lead.Post($"/start/therapy?case={reference}", ("once", once), ("f.area", "torbay"), ("f.therapySeen", "Sleeps badly"));
        var first = lead.Response.Headers.Location!.OriginalString;
        first.Should().MatchRegex("^/cases/THE-\\d{4}-\\d{6}$");
        await lead.Get($"/start/therapy?case={reference}");
        await lead.Post($"/start/therapy?case={reference}", ("once", once), ("f.area", "torbay"), ("f.therapySeen", "Sleeps badly"));
        lead.Response.Headers.Location!.OriginalString.Should().Be(first);
        (await lead.Get(first)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_case_works_within_itself_is_told_to_the_case()
    {
        var (reference, lead) = await host.RaiseAsync();
        await lead.Get($"/start/missing-episode?case={reference}");
        var once = Once().Match(lead.Html).Groups[1].Value;

        await lead.Post($"/start/missing-episode?case={reference}", [("once", once), .. Missing]);

        lead.Response.Headers.Location!.OriginalString.Should().Be($"/cases/{reference}");
        (await lead.Follow()).Text.Should().Contain("Missing child and return home interview", "the case works it within itself");
    }

    [Fact]
    public async Task Who_may_not_know_of_the_case_finds_nothing_to_start()
    {
        var (reference, _) = await host.RaiseAsync();
        var housing = await host.SignedIn("torbay-housing-officer");

        (await housing.Get($"/start?case={reference}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await housing.Get($"/start/therapy?case={reference}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await (await host.SignedIn("torbay-board-chair")).Get("/start")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_chair_starts_the_cycle_of_their_own_area_and_of_no_other()
    {
        var chair = await host.SignedIn("torbay-macse-chair");
        await chair.Get("/start");
        chair.Text.Should().Contain("Operational MACSE cycle").And.NotContain("Therapeutic support");
        await chair.Get("/start/macse-cycle");

        await chair.Post("/start/macse-cycle", ("once", Once().Match(chair.Html).Groups[1].Value), ("f.area", "plymouth"));
        chair.Status.Should().BeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Redirect);
        (chair.Response.Headers.Location?.OriginalString ?? "").Should().NotStartWith("/cases/");
        await chair.Get("/start/macse-cycle");
        await chair.Post("/start/macse-cycle", ("once", Once().Match(chair.Html).Groups[1].Value), ("f.area", "torbay"));

        chair.Response.Headers.Location!.OriginalString.Should().StartWith("/cases/MAC-");
    }

    private static readonly (string, string)[] Missing =
    [
        ("f.childName", "Robin Testcase"), ("f.childAge", "14"), ("f.area", "torbay"), ("f.lookedAfter", "no"),
        ("f.missingReportedAt-day", "20"), ("f.missingReportedAt-month", "11"), ("f.missingReportedAt-year", "2026"), ("f.missingReportedAt-time", "20:00"),
        ("f.missingCircumstances", "Did not come home"), ("f.missingOnline", "no"),
        ("f.referrerName", "E. Pennywhistle"), ("f.referrerRole", "School lead"), ("f.policeCalled", "yes"),
    ];

    [GeneratedRegex("name=\"once\" value=\"([^\"]+)\"")]
    private static partial Regex Once();
}
