using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Casework.Pathways.Publishing;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Tests.Pathways;

/// <summary>The way of a change from one manager's draft through another's hands to the cases that run by it.</summary>
/// <remarks>One host for all, so each test works on a pathway of its own.</remarks>
public sealed class PublishingTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Draws = "peninsula-safeguarding-manager";
    private const string Agrees = "peninsula-second-manager";

    [Fact]
    public async Task A_new_pathway_goes_from_blank_to_published_through_two_people()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Begin(first, "School nurse visit");
        await Complete(first, draft);
        (await Send(first, draft)).Text.Should().Contain("It is sent for review");
        await first.Get($"{draft}/check");
        first.Text.Should().Contain("another safeguarding manager has to agree to it");

        var second = await host.SignedIn(Agrees);
        await Decide(second, draft, "agree");

        second.Text.Should().Contain("It is published").And.Contain("Because schools asked for it").And.Contain("agreed by");
        Live("school-nurse-visit")!.Version.Should().Be(1);
    }

    [Fact]
    public async Task Whoever_drew_it_cannot_agree_to_it()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Begin(first, "Nurse visits twice");
        await Complete(first, draft);
        await Send(first, draft);

        await Decide(first, draft, "agree");

        first.Text.Should().Contain("another manager has to agree to it");
        Live("nurse-visits-twice").Should().BeNull();
    }

    [Fact]
    public async Task What_is_sent_back_is_drawn_further_and_says_why()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Begin(first, "Nurse sent back");
        await Complete(first, draft);
        await Send(first, draft);
        await Decide(await host.SignedIn(Agrees), draft, "return");

        await first.Get($"{draft}/check");

        first.Text.Should().Contain("It was sent back: Looked through it");
        Live("nurse-sent-back").Should().BeNull();
    }

    [Fact]
    public async Task What_holds_from_a_day_is_published_on_that_day()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Begin(first, "Nurse from December");
        await Complete(first, draft);
        await Send(first, draft, effectiveFrom: "1/12/2026");
        await Decide(await host.SignedIn(Agrees), draft, "agree");
        var publisher = host.Services.GetRequiredService<PathwayPublisher>();

        host.Clock.Reset(Instant.FromUtc(2026, 11, 30, 23, 59));
        await publisher.PublishDueAsync(CancellationToken.None);
        Live("nurse-from-december").Should().BeNull("its day has not come");
        host.Clock.Reset(Instant.FromUtc(2026, 12, 1, 0, 0));
        await publisher.PublishDueAsync(CancellationToken.None);

        Live("nurse-from-december").Should().NotBeNull();
    }

    [Fact]
    public async Task Publishing_is_refused_for_what_cannot_run_for_what_the_field_does_not_allow_and_for_a_scenario_that_fails()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Begin(first, "Nurse refused");
        await first.Get($"{draft}/check");
        first.Text.Should().Contain("it has no deadline; name a timescale").And.Contain("It can be sent when nothing stands against it");
        await Send(first, draft);
        first.Text.Should().Contain("stand against publishing");

        // A scenario that plays it no longer goes as it should once its table is taken out.
        var change = await Change(first, "strategy-discussion");
        await first.Get($"{change}/steps/convene/remove");
        await first.Post($"{change}/steps/convene/remove", ("revision", "0"));
        first.Status.Should().Be(HttpStatusCode.Redirect, first.Text);
        await first.Get($"{change}/check");
        first.Text.Should().Contain("went as it should").And.Contain("expected open tasks");
        await Send(first, change);
        first.Text.Should().MatchRegex("scenarios? fails? with this version");

        // A flow to nowhere is nothing that could run.
        await Save(first, change, 1, xml => xml.Replace("targetRef=\"check-quorum\"", "targetRef=\"nowhere\"", StringComparison.Ordinal));
        await first.Get($"{change}/check");
        first.Text.Should().Contain("nowhere");
    }

    [Fact]
    public async Task A_live_pathway_gets_a_step_and_the_difference_is_said_in_words()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Change(first, "campaign");
        var flow = Regex.Match(first.Html, "add\\?flow=([^\"]+)").Groups[1].Value;
        await first.Get($"{draft}/add?flow={flow}");

        await first.Post($"{draft}/add?flow={flow}", ("revision", "0"), ("Name", "Ask the school nurse"), ("Kind", "AgencyTask"), ("Deadline", "agency-check-high"),
            ("Ladder", "overdue"), ("Form", "step-done"), ("Disclosure", "shared-core"), ("Principles", "2"));

        await first.Follow();
        first.Text.Should().Contain("“Ask the school nurse” is added.");
        await first.Get($"{draft}/check");
        first.Text.Should().Contain("“Ask the school nurse” (task) is new").And.Contain("A new way leads from “Ask the school nurse” to");
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_nothing_is_overwritten()
    {
        var (first, second) = (await host.SignedIn(Draws), await host.SignedIn(Agrees));
        var draft = await Change(first, "section-47");
        await second.Get($"{draft}/steps/police-strand");
        await first.Get($"{draft}/steps/police-strand");
        await first.Post($"{draft}/steps/police-strand", ("revision", "0"), ("Name", "Carry the enquiry out"), ("Deadline", "agency-check-high"));

        await second.Post($"{draft}/steps/police-strand", ("revision", "0"), ("Name", "Something else"), ("Deadline", "agency-check-high"));

        second.Status.Should().Be(HttpStatusCode.OK);
        second.Text.Should().Contain("Somebody else changed this version meanwhile").And.Contain("It was Casimir Kittowe");
        (await second.Get(draft)).Text.Should().Contain("Carry the enquiry out").And.NotContain("Something else");
    }

    [Fact]
    public async Task The_canvas_saves_over_the_revision_that_it_saw_and_is_told_who_was_faster()
    {
        var (first, second) = (await host.SignedIn(Draws), await host.SignedIn(Agrees));
        var draft = await Change(first, "review");

        (await Save(first, draft, 0, xml => xml.Replace("Hold the review", "Hold a review", StringComparison.Ordinal))).Should().Be(HttpStatusCode.OK);
        first.Html.Should().Contain("\"revision\":1");
        await second.Get(draft);
        (await Save(second, draft, 0, xml => xml)).Should().Be(HttpStatusCode.Conflict, second.Html);

        second.Html.Should().Contain("Casimir Kittowe");
        (await Save(second, draft, 1, _ => "<no")).Should().Be(HttpStatusCode.UnprocessableEntity);
        (await Save(second, draft, 1, xml => xml + new string(' ', 3 * 1024 * 1024))).Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_older_version_is_brought_back_by_the_same_way()
    {
        var first = await host.SignedIn(Draws);
        var draft = await Change(first, "training-standard");
        await Save(first, draft, 0, xml => Regex.Replace(xml, "(<bpmn:process [^>]*name=\")[^\"]*", "$1Training, renamed"));
        await Send(first, draft, revision: 1);
        await Decide(await host.SignedIn(Agrees), draft, "agree", revision: 2);
        var old = host.Services.GetRequiredService<Engine>().Workflows.Catalog.Versions(ResourceKind.Process, "training-standard")[0];
        Live("training-standard")!.Version.Should().Be(2);

        await first.Get("/pathways/training-standard");
        await first.Post($"/pathways/training-standard/versions/{old.Key}/restore");
        var back = first.Response.Headers.Location!.OriginalString;
        await first.Get($"{back}/check");
        first.Text.Should().Contain("instead of “Training, renamed”");
        await Send(first, back);
        await Decide(await host.SignedIn(Agrees), back, "agree");

        Live("training-standard")!.Content.ToArray().Should().Equal(old.Content.ToArray());
    }

    [Fact]
    public async Task An_area_s_variant_says_what_differs_from_the_shared_pathway()
    {
        var manager = await (await host.SignedIn(Draws)).Get("/pathways/multi-agency-plan-safer-me");
        manager.Html.Should().Contain("/pathways/multi-agency-plan-safer-me/template");

        await manager.Get("/pathways/multi-agency-plan-safer-me/template");

        manager.Text.Should().Contain("in place of").And.Contain("is new, for");
        (await manager.Get("/pathways/multi-agency-plan/template")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("torbay-mash-social-worker")]
    [InlineData("torbay-board-chair")]
    public async Task Nobody_else_sees_drafts(string persona)
    {
        var manager = await host.SignedIn(Draws);
        var draft = await Begin(manager, $"Nurse unseen by {persona}");
        var other = await host.SignedIn(persona);

        foreach (var page in new[] { "/pathways", "/pathways/new", "/pathways/strategy-discussion", draft, $"{draft}/check", $"{draft}/file", $"{draft}/steps/first-step" })
        {
            (await other.Get(page)).Status.Should().Be(HttpStatusCode.NotFound, page);
        }
    }

    private DeployedResource? Live(string process) => host.Services.GetRequiredService<Engine>().Workflows.Catalog.Newest(ResourceKind.Process, process);

    private static async Task<string> Begin(Browser browser, string name)
    {
        await browser.Get("/pathways/new");
        await browser.Post("/pathways/new", ("name", name), ("functions", "health.safeguarding"));
        return browser.Response.Headers.Location!.OriginalString;
    }

    private static async Task Complete(Browser browser, string draft)
    {
        await browser.Get($"{draft}/steps/first-step");
        await browser.Post($"{draft}/steps/first-step", ("revision", "0"), ("Name", "Visit the child"), ("Deadline", "agency-check-high"), ("Ladder", "overdue"),
            ("Form", "step-done"), ("Disclosure", "shared-core"), ("Principles", "2"), ("Lane", "lane-1"));
        browser.Status.Should().Be(HttpStatusCode.Redirect);
    }

    private static async Task<string> Change(Browser browser, string process)
    {
        await browser.Get($"/pathways/{process}");
        await browser.Post($"/pathways/{process}/change");
        var draft = browser.Response.Headers.Location!.OriginalString;
        await browser.Get(draft);
        return draft;
    }

    private static async Task<Browser> Send(Browser browser, string draft, string? effectiveFrom = null, int? revision = null)
    {
        await browser.Get($"{draft}/check");
        var seen = revision?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Revision(browser);
        await browser.Post($"{draft}/submit", ("revision", seen), ("reason", "Because schools asked for it"), ("effectiveFrom", effectiveFrom ?? ""));
        return await browser.Follow();
    }

    private static async Task Decide(Browser browser, string draft, string decision, int? revision = null)
    {
        await browser.Get($"{draft}/check");
        var seen = revision?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Revision(browser);
        await browser.Post($"{draft}/decide", ("revision", seen), ("decision", decision), ("note", "Looked through it"));
        await browser.Follow();
    }

    private static string Revision(Browser browser) => Regex.Match(browser.Html, "name=\"revision\" value=\"([0-9]+)\"") is { Success: true } found ? found.Groups[1].Value : "2";

    private static async Task<HttpStatusCode> Save(Browser browser, string draft, int revision, Func<string, string> change)
    {
        await browser.Get(draft);
        var token = await browser.Get($"{draft}/check");
        var antiforgery = Regex.Match(token.Html, "name=\"antiforgery\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        await browser.Get($"{draft}/file");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{draft}/file?revision={revision}", UriKind.Relative));
        request.Headers.Add("X-Antiforgery", antiforgery);
        request.Content = new StringContent(change(browser.Html), System.Text.Encoding.UTF8, "application/xml");
        return await browser.Send(request);
    }
}
