using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Host.Tests.Api;
using Peninsula.Host.Tests.Features;
using Peninsula.Persistence;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>What a team's system writes to a chair is held to what a page would be held to.</summary>
public sealed class EscalationDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Fact]
    public async Task An_answer_to_a_board_chair_tells_of_nobody_whichever_front_it_comes_through()
    {
        var (reference, late) = await LateAsync();
        var chair = await (await host.SignedIn("torbay-board-chair")).Get("/oversight");
        await chair.Post($"/oversight/escalations/{late}", ("direction", "What holds this up?"));
        using var system = await host.ConnectAsync("torbay-social-care");
        var worker = await (await host.SignedIn("torbay-mash-social-worker")).Get($"/escalations/{late}");
        worker.Text.Should().Contain("cannot find everything");

        foreach (var (telling, found) in new[]
        {
            ("Robin's aunt was away.", "Robin"), ($"See {reference}.", reference), ("See CSE-2026-000777, the same family.", "CSE-2026-000777"), ("R\u00F6b\u200Bin", "R\u00F6b\u200Bin"), ("RT is well.", "RT"),
        })
        {
            var (status, problem) = await system.PostAsync($"/api/v1/escalations/{late}/answer", System.Text.Json.JsonSerializer.Serialize(new { answer = telling }));
            status.Should().Be(400, telling);
            problem.Detail().Should().Contain($"leave out “{found}”");
            await worker.Get($"/escalations/{late}");
            await worker.Post($"/escalations/{late}/answer", ("answer", telling));
            worker.Text.Should().Contain($"leave out “{found}”");
        }

        (await system.PostAsync($"/api/v1/escalations/{late}/answer", System.Text.Json.JsonSerializer.Serialize(new { answer = new string('x', 2001) }))).Body.Detail().Should().Contain("2,000");
        (await system.PostAsync($"/api/v1/escalations/{late}/answer", """{"answer":"  "}""")).Status.Should().Be(400);
        (await system.PostAsync($"/api/v1/escalations/{late}/answer", """{"answer":"Two of four posts are vacant; done by Friday."}""")).Status.Should().Be(204);

        (await chair.Get("/inbox")).Text.Should().Contain("Your direction was answered.", "the notice goes out whichever front answers").And.NotContain(reference);
        (await chair.Get("/oversight")).Text.Should().Contain("Two of four posts are vacant").And.NotContain("Robin");
    }

    [Theory]
    [InlineData("torbay-police")]
    [InlineData("plymouth-social-care")]
    public async Task Nobody_else_s_system_answers(string client)
    {
        var (_, late) = await LateAsync();
        using var system = await host.ConnectAsync(client);

        (await system.PostAsync($"/api/v1/escalations/{late}/answer", """{"answer":"Forged"}""")).Status.Should().Be(404);
    }

    private async Task<(string Reference, long Escalation)> LateAsync()
    {
        var (reference, _) = await host.RaiseAsync();
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
        for (var day = 0; day < 30; day++)
        {
            await host.MoveTo(host.Clock.GetCurrentInstant() + Duration.FromDays(1));
            if (await db.Escalations.FirstOrDefaultAsync(escalation => escalation.BusinessKey == reference && escalation.Level == "board-chair") is { } reached)
            {
                return (reference, reached.Key);
            }
        }

        throw new InvalidOperationException($"{reference} did not climb to the board chair.");
    }
}
