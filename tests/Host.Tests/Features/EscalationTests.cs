using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Tests.Features;

/// <summary>A late task climbs, is directed, answered, and closes when the task is done.</summary>
public sealed class EscalationTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Owing = "torbay-mash-social-worker";

    [Fact]
    public async Task A_direction_is_answered_by_the_team_that_owes_the_task_and_closed_by_the_task()
    {
        var (reference, late) = await LateAsync("macse-chair");
        var chair = await (await host.SignedIn("torbay-macse-chair")).Get("/oversight");
        await chair.Post($"/oversight/escalations/{late.Key}", ("direction", "Triage it today and tell me."));

        var worker = await (await host.SignedIn(Owing)).Get("/work");
        worker.Text.Should().Contain("Directions to answer").And.Contain(reference);
        (await worker.Get("/inbox")).Text.Should().Contain("A direction was given on a late task.");
        (await worker.Get($"/escalations/{late.Key}")).Text.Should().Contain("Triage it today and tell me.").And.Contain("What is being done, and by when?");
        await worker.Post($"/escalations/{late.Key}/answer", ("answer", ""));
        worker.Text.Should().Contain("There is a problem").And.Contain("Enter what is being done about it");
        await worker.Post($"/escalations/{late.Key}/answer", ("answer", "I see the family at 2pm today."));
        (await worker.Follow()).Text.Should().Contain("Your answer was given").And.Contain("I see the family at 2pm today.");
        (await worker.Get("/work")).Html.Should().NotContain($"/escalations/{late.Key}");
        (await worker.Get($"/cases/{reference}")).Text.Should().Contain("Late, and directed from above").And.Contain("I see the family at 2pm today.");
        (await chair.Get("/inbox")).Text.Should().Contain("Your direction was answered.");
        (await chair.Get("/oversight")).Text.Should().Contain("I see the family at 2pm today.");

        await worker.Get($"/tasks/{late.TaskKey}");
        worker.Text.Should().Contain("I see the family at 2pm today.", "whoever does the task sees what was promised");
        await worker.Post($"/tasks/{late.TaskKey}", Triage);

        (await worker.Get($"/escalations/{late.Key}")).Text.Should().Contain("Nothing more is owed here").And.NotContain("What is being done, and by when?");
        (await chair.Get("/oversight")).Text.Should().NotContain("I see the family at 2pm today.");
    }

    [Fact]
    public async Task A_task_that_climbed_three_steps_is_told_of_once()
    {
        var (reference, late) = await LateAsync("macse-chair");
        var worker = await (await host.SignedIn(Owing)).Get($"/tasks/{late.TaskKey}");

        worker.Text.Should().MatchRegex("Who was told:.*Overdue, .*Service manager, .*MACSE chair, ");
        Regex.Count(worker.Text, "Who was told").Should().Be(1);
        await worker.Get($"/cases/{reference}");
        Regex.Count(worker.Text, "overdue: ").Should().Be(1, "the case's story has one line for the whole climb");
        worker.Text.Should().Contain("Told: Service manager, then MACSE chair");
    }

    [Fact]
    public async Task A_second_direction_asks_for_a_second_answer()
    {
        var (_, late) = await LateAsync("service-manager");
        var manager = await (await host.SignedIn("torbay-social-care-service-manager")).Get($"/escalations/{late.Key}");
        await manager.Post($"/escalations/{late.Key}/direction", ("direction", "First word"));
        var worker = await (await host.SignedIn(Owing)).Get($"/escalations/{late.Key}");
        await worker.Post($"/escalations/{late.Key}/answer", ("answer", "First answer"));
        host.Clock.Advance(Duration.FromMinutes(5));
        await manager.Follow();
        await manager.Post($"/escalations/{late.Key}/direction", ("direction", "Second word"));

        (await worker.Get("/work")).Html.Should().Contain($"/escalations/{late.Key}");
        (await worker.Get($"/escalations/{late.Key}")).Text.Should().MatchRegex("First word.*First answer.*Second word");
    }

    [Fact]
    public async Task A_board_chair_reads_an_answer_and_learns_nobody_s_name()
    {
        var (reference, late) = await LateAsync("board-chair");
        var chair = await (await host.SignedIn("torbay-board-chair")).Get("/oversight");
        await chair.Post($"/oversight/escalations/{late.Key}", ("direction", "What holds this up?"));

        var worker = await (await host.SignedIn(Owing)).Get($"/escalations/{late.Key}");
        worker.Text.Should().Contain("Write no names");
        foreach (var (telling, word) in new[] { ("Robin’s aunt was away.", "Robin"), ($"See {reference}.", reference) })
        {
            await worker.Post($"/escalations/{late.Key}/answer", ("answer", telling));
            worker.Status.Should().Be(HttpStatusCode.OK);
            worker.Text.Should().Contain("There is a problem").And.Contain($"leave out “{word}”");
        }

        await worker.Post($"/escalations/{late.Key}/answer", ("answer", "Two of four posts are vacant; done by Friday."));

        await chair.Get("/oversight");
        chair.Text.Should().Contain("Two of four posts are vacant");
        chair.Html.Should().NotContain("Robin").And.NotContain("Testcase").And.NotContain(reference);
        await chair.Get("/inbox");
        chair.Text.Should().Contain("Your direction was answered.").And.NotContain(reference);
        (await chair.Get($"/escalations/{late.Key}")).Status.Should().Be(HttpStatusCode.NotFound);
        await chair.Get("/oversight");
        await chair.Post($"/escalations/{late.Key}/answer", ("answer", "Forged"));
        chair.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("torbay-housing-officer")]
    [InlineData("plymouth-mash-social-worker")]
    [InlineData("administrator")]
    public async Task Nobody_else_knows_of_it(string person)
    {
        var (_, late) = await LateAsync("service-manager");
        var stranger = await (await host.SignedIn(person)).Get("/work");

        foreach (var what in new[] { "answer", "direction" })
        {
            await stranger.Post($"/escalations/{late.Key}/{what}", (what, "Forged"));
            stranger.Status.Should().Be(HttpStatusCode.NotFound);
            await stranger.Get("/work");
        }

        (await stranger.Get($"/escalations/{late.Key}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_is_on_the_case_and_owes_nothing_reads_and_does_not_answer()
    {
        var (_, late) = await LateAsync("service-manager");
        var lead = await (await host.SignedIn("torbay-school-lead")).Get($"/escalations/{late.Key}");

        lead.Status.Should().Be(HttpStatusCode.OK);
        lead.Html.Should().NotContain("<textarea");
        await lead.Post($"/escalations/{late.Key}/answer", ("answer", "Forged"));
        lead.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Reading_a_task_or_an_escalation_is_written_down()
    {
        var (reference, late) = await LateAsync("service-manager");
        var worker = await host.SignedIn(Owing);
        await worker.Get($"/tasks/{late.TaskKey}");
        await worker.Get($"/escalations/{late.Key}");
        await worker.Get($"/cases/{reference}");

        await using var db = await Database();
        (await db.Reads.Where(read => read.Person == Owing && read.BusinessKey == reference).Select(read => read.What).ToListAsync())
            .Should().Equal($"task:{late.TaskKey}", $"escalation:{late.Key}", "case");
    }

    private static readonly (string, string)[] Triage =
    [
        ("command", "complete"), ("f.immediateDanger", "no"), ("f.riskLevel", "medium"), ("f.triageReason", "Late, and done"), ("f.interimSafety", "With an aunt"),
    ];

    /// <summary>A case whose first task nobody did until its lateness reached that step.</summary>
    private async Task<(string Reference, EscalationRecord Escalation)> LateAsync(string level)
    {
        var (reference, _) = await host.RaiseAsync();
        await using var db = await Database();
        for (var day = 0; day < 30; day++)
        {
            await host.MoveTo(host.Clock.GetCurrentInstant() + Duration.FromDays(1));
            if (await db.Escalations.FirstOrDefaultAsync(escalation => escalation.BusinessKey == reference && escalation.Level == level) is { } reached)
            {
                return (reference, reached);
            }
        }

        throw new InvalidOperationException($"{reference} did not climb to {level}.");
    }

    private Task<PeninsulaDbContext> Database() => host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
}
