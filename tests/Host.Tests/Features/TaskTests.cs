using System.Net;
using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests.Features;

/// <summary>A concern is raised, and its first task is seen, drafted, refused, done and found done.</summary>
public sealed partial class TaskTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Worker = "torbay-mash-social-worker";

    [Fact]
    public async Task A_concern_is_sent_once_every_answer_is_right()
    {
        var (reference, _) = await RaiseAsync();

        reference.Should().MatchRegex("^CSE-2026-\\d{6}$");
        var worker = await (await host.SignedIn(Worker)).Get("/work");
        worker.Text.Should().Contain(reference).And.Contain("Triage the concern").And.NotContain("Robin Testcase", "a list is read over shoulders");
    }

    [Fact]
    public async Task What_is_typed_is_text_whatever_it_looks_like()
    {
        var (reference, lead) = await RaiseAsync("<script>alert(1)</script>{{7*7}}");

        await lead.Get($"/cases/{reference}");

        lead.Html.Should().Contain("&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}").And.NotContain("<script>alert");
    }

    [Fact]
    public async Task A_draft_is_saved_without_being_checked_and_comes_back()
    {
        var (_, worker, task) = await TriageAsync();

        await worker.Post(task, ("command", "save"), ("f.triageReason", "Half a thought"));
        await worker.Follow();

        worker.Text.Should().Contain("Draft saved").And.NotContain("There is a problem");
        worker.Html.Should().Contain("Half a thought");
    }

    [Fact]
    public async Task A_task_is_not_done_while_an_answer_is_missing_or_forged()
    {
        var (_, worker, task) = await TriageAsync();

        await worker.Post(task, ("command", "complete"), ("f.riskLevel", "extreme"), ("f.triageReason", "Reason"));

        worker.Status.Should().Be(HttpStatusCode.OK);
        worker.Text.Should().Contain("There is a problem").And.Contain("Choose one of the options for “Working level until screening is done”");
        worker.Html.Should().Contain("href=\"#f-riskLevel\"").And.Contain("Reason");
        (await worker.Get(task)).Text.Should().Contain("Complete task");
    }

    [Fact]
    public async Task Of_two_people_at_once_one_is_told_who_was_first_and_loses_nothing()
    {
        var (_, worker, task) = await TriageAsync();
        var manager = await (await host.SignedIn("torbay-mash-manager")).Get(task);

        await worker.Post(task, Triage("The first"));
        await manager.Post(task, Triage("The second, with a long thought"));

        worker.Status.Should().Be(HttpStatusCode.Redirect);
        manager.Status.Should().Be(HttpStatusCode.Conflict);
        manager.Text.Should().Contain("already done").And.Contain("Merryn Saltmarsh-Lea").And.Contain("The second, with a long thought");
    }

    [Fact]
    public async Task A_task_that_somebody_took_is_theirs()
    {
        var (_, worker, task) = await TriageAsync();
        await worker.Post($"{task}/claim");
        worker.Status.Should().Be(HttpStatusCode.Redirect);

        var manager = await (await host.SignedIn("torbay-mash-manager")).Get(task);

        manager.Text.Should().Contain("Merryn Saltmarsh-Lea has this task");
        await manager.Post(task, Triage("Mine too"));
        manager.Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("plymouth-mash-social-worker")]
    [InlineData("torbay-housing-officer")]
    [InlineData("torbay-board-chair")]
    [InlineData("administrator")]
    public async Task What_one_may_not_know_of_is_not_found(string person)
    {
        var (reference, _, task) = await TriageAsync();
        var stranger = await host.SignedIn(person);

        foreach (var address in new[] { task, $"/cases/{reference}", $"/cases/{reference}/diagram/1" })
        {
            (await stranger.Get(address)).Status.Should().Be(HttpStatusCode.NotFound, "{0} asks for {1}", person, address);
        }

        await stranger.Get("/work");
        await stranger.Post(task, Triage("Forged"));
        stranger.Status.Should().Be(HttpStatusCode.NotFound);
        await stranger.Post($"{task}/claim");
        stranger.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_chairs_and_managers_of_an_area_see_what_is_overdue()
    {
        (await (await host.SignedIn(Worker)).Get("/oversight")).Status.Should().Be(HttpStatusCode.NotFound);
        (await (await host.SignedIn("torbay-board-chair")).Get("/oversight")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_board_chair_raises_no_concern() =>
        (await (await host.SignedIn("torbay-board-chair")).Get("/concerns")).Response.Headers.Location!.OriginalString.Should().Contain("/error/403");

    private static (string, string)[] Triage(string reason) =>
    [
        ("command", "complete"), ("f.immediateDanger", "no"), ("f.riskLevel", "medium"), ("f.triageReason", reason), ("f.interimSafety", "With an aunt"),
    ];

    private async Task<(string Reference, Browser Worker, string Task)> TriageAsync()
    {
        var (reference, lead) = await RaiseAsync();
        await lead.Get($"/cases/{reference}");
        var task = TaskLink().Match(lead.Html).Value;
        return (reference, await (await host.SignedIn(Worker)).Get(task), task);
    }

    private Task<(string Reference, Browser Lead)> RaiseAsync(string summary = "Something worrying") => host.RaiseAsync(summary);

    [GeneratedRegex("/tasks/\\d+")]
    private static partial Regex TaskLink();
}
