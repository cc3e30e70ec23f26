using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Persistence;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Tests.Features;

/// <summary>A notice to a team or a post is read by each of its people for themselves, and by nobody else.</summary>
public sealed class InboxTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string First = "torbay-mash-social-worker";
    private const string Second = "torbay-mash-manager";
    private const string Stranger = "plymouth-mash-social-worker";
    private const string Team = "team:torbay-social-care-mash";

    [Fact]
    public async Task What_one_person_has_read_is_still_new_to_the_others_of_the_team()
    {
        var id = await TellAsync(Team, "The duty desk moves to room four on Thursday.");
        var first = await (await host.SignedIn(First)).Get("/inbox");
        var second = await (await host.SignedIn(Second)).Get("/inbox");
        var unread = (First: Badge(first), Second: Badge(second));

        await first.Post($"/inbox/{id}/read");
        await first.Follow();

        first.Html.Should().NotContain($"/inbox/{id}/read", "it is read");
        Badge(first).Should().Be(unread.First - 1);
        await second.Get("/inbox");
        second.Html.Should().Contain($"/inbox/{id}/read", "nobody else reads it for them");
        Badge(second).Should().Be(unread.Second);
    }

    [Fact]
    public async Task A_notice_of_another_team_is_answered_as_one_that_is_not_there()
    {
        var id = await TellAsync(Team, "Rota");
        var stranger = await (await host.SignedIn(Stranger)).Get("/inbox");

        await stranger.Post($"/inbox/{id}/read");
        var (status, text) = (stranger.Status, stranger.Text);
        status.Should().Be(HttpStatusCode.NotFound);
        await stranger.Get("/inbox");
        await stranger.Post("/inbox/987654321/read");
        (stranger.Status, stranger.Text).Should().Be((status, text));
        (await (await host.SignedIn(First)).Get("/inbox")).Html.Should().Contain($"/inbox/{id}/read");
    }

    [Fact]
    public async Task A_notice_about_a_task_of_another_team_cannot_be_marked_by_who_has_no_part_in_it()
    {
        var (reference, _) = await host.RaiseAsync();
        await using var db = await Database();
        var task = await db.Tasks.FirstAsync(row => row.BusinessKey == reference && row.Team == "torbay-social-care-mash");
        var id = await TellAsync("assignee", null, task.Key);
        var stranger = await (await host.SignedIn(Stranger)).Get("/inbox");

        await stranger.Post($"/inbox/{id}/read");

        stranger.Status.Should().Be(HttpStatusCode.NotFound);
        var owing = await (await host.SignedIn(First)).Get("/inbox");
        owing.Html.Should().Contain($"/inbox/{id}/read", "it is new to those who owe the task");
        await owing.Post($"/inbox/{id}/read");
        (await owing.Follow()).Html.Should().NotContain($"/inbox/{id}/read");
    }

    [Fact]
    public async Task Marking_twice_is_no_fault()
    {
        var id = await TellAsync(Team, "Twice");
        var reader = await (await host.SignedIn(First)).Get("/inbox");
        for (var time = 0; time < 2; time++)
        {
            await reader.Post($"/inbox/{id}/read");
            reader.Status.Should().Be(HttpStatusCode.Redirect);
            await reader.Follow();
        }
    }

    private static int Badge(Browser browser) =>
        int.Parse(System.Text.RegularExpressions.Regex.Match(browser.Text, @"Inbox\D{0,20}(\d+)").Groups[1].Value is { Length: > 0 } shown ? shown : "0", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<long> TellAsync(string recipient, string? text, long? task = null)
    {
        var key = Guid.NewGuid().ToString("N");
        await host.Services.GetRequiredService<NoticeInbox>().DeliverAsync(
            new Notice(key, recipient, "note", host.Clock.GetCurrentInstant()) { Text = text, TaskKey = task });
        await using var db = await Database();
        return (await db.Notices.SingleAsync(row => row.IdempotencyKey == key)).Id;
    }

    private Task<PeninsulaDbContext> Database() => host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
}
