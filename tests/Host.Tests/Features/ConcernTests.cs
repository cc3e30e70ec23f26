using System.Net;

namespace Peninsula.Host.Tests.Features;

/// <summary>A concern is written, kept, checked, and sent once.</summary>
public sealed class ConcernTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task An_answer_is_kept_as_a_draft_even_when_it_is_wrong()
    {
        var lead = await host.SignedIn("torbay-school-lead");
        await lead.Get("/concerns");
        await lead.Post("/concerns");
        await lead.Follow();
        var page = lead.Response.RequestMessage!.RequestUri!.AbsolutePath;

        await lead.Post(page, ("f.childName", "Robin Testcase"), ("f.childAge", "abc"), ("f.area", "atlantis"));

        lead.Text.Should().Contain("There is a problem").And.Contain("must be a whole number").And.Contain("Choose one of the options");
        await lead.Get(page);
        lead.Html.Should().Contain("Robin Testcase").And.Contain("value=\"abc\"");
        var other = await (await host.SignedIn("plymouth-school-lead")).Get(page);
        other.Status.Should().Be(HttpStatusCode.NotFound, "a draft is its writer's alone");
    }

    [Fact]
    public async Task A_concern_with_a_question_left_out_leads_back_to_it()
    {
        var lead = await host.SignedIn("torbay-school-lead");
        await lead.Get("/concerns");
        await lead.Post("/concerns");
        await lead.Follow();
        var id = lead.Response.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[2];
        await lead.Get($"/concerns/{id}/check");

        await lead.Post($"/concerns/{id}/check");
        await lead.Follow();

        lead.Text.Should().Contain("There is a problem").And.Contain("Enter child's name");
    }

    [Fact]
    public async Task An_answer_brings_up_its_question_and_is_kept_before_anything_is_sent()
    {
        var lead = await host.SignedIn("torbay-school-lead");
        await lead.Get("/concerns");
        await lead.Post("/concerns");
        await lead.Follow();
        // The last part alone: an id may begin with 1 too.
        var page = lead.Response.RequestMessage!.RequestUri!.AbsolutePath[..^1] + "3";
        await lead.Get(page);
        lead.Html.Should().NotContain("name=\"f.onlineDetail\"");

        await lead.Post(page, ("command", "keep"), ("f.onlineConcern", "yes"));

        lead.Status.Should().Be(HttpStatusCode.OK);
        lead.Html.Should().Contain("name=\"f.onlineDetail\"").And.NotContain("<html").And.NotContain("There is a problem");
        (await lead.Get(page)).Html.Should().Contain("name=\"f.onlineDetail\"", "what was answered was kept");
        await lead.Post(page, ("command", "keep"), ("f.onlineConcern", "no"), ("f.onlineDetail", "Forged"));
        lead.Html.Should().NotContain("Forged", "what is hidden is dropped");
    }

    [Fact]
    public async Task A_concern_that_is_sent_twice_at_once_is_one_case()
    {
        var (id, lead) = await host.ReadyToSendAsync();
        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.SignedIn("torbay-school-lead")));
        foreach (var other in others)
        {
            await other.Get($"/concerns/{id}/check");
        }

        await Task.WhenAll([lead.Post($"/concerns/{id}/check"), .. others.Select(other => other.Post($"/concerns/{id}/check"))]);

        lead.Response.Headers.Location!.OriginalString.Should().StartWith("/concerns/raised/CSE-");
        others.Select(other => other.Response.Headers.Location!.OriginalString).Distinct()
            .Should().Equal([lead.Response.Headers.Location!.OriginalString], "all of them are about one case");
        (await lead.Follow()).Text.Should().Contain("Concern sent");
    }

    [Fact]
    public async Task Whoever_goes_back_after_sending_is_shown_the_case_that_is_open()
    {
        var (id, lead) = await host.ReadyToSendAsync();
        await lead.Post($"/concerns/{id}/check");
        var raised = lead.Response.Headers.Location!.OriginalString;
        await lead.Follow();

        foreach (var address in new[] { $"/concerns/{id}/check", $"/concerns/{id}/2" })
        {
            (await lead.Get(address)).Response.Headers.Location!.OriginalString.Should().Be(raised);
        }

        await lead.Get("/concerns");
        foreach (var address in new[] { $"/concerns/{id}/check", $"/concerns/{id}/2", $"/concerns/{id}/discard" })
        {
            await lead.Post(address, ("f.concernSummary", "Again"));
            lead.Response.Headers.Location!.OriginalString.Should().Be(raised);
            await lead.Get("/concerns");
        }

        var other = await host.SignedIn("plymouth-school-lead");
        (await other.Get($"/concerns/{id}/check")).Status.Should().Be(HttpStatusCode.NotFound, "a draft's id tells nobody else what became of it");
        (await other.Get(raised)).Status.Should().Be(HttpStatusCode.NotFound);
    }
}
