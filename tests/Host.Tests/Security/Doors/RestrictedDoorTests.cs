using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Tests.Api;
using Peninsula.Host.Tests.Features;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>A case that is restricted to named people is there for nobody else; any other is opened with a reason, and never unseen.</summary>
public sealed class RestrictedDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    private static int _operations;

    private const string Reason = "The child is with me in the emergency department and I must know who may collect her.";

    [Fact]
    public async Task A_case_is_opened_with_a_reason_for_some_hours_and_those_who_answer_for_it_are_told()
    {
        var (reference, _) = await host.RaiseAsync();
        var nurse = await (await host.SignedIn("torbay-named-nurse")).Get($"/cases/{reference}");
        nurse.Status.Should().Be(HttpStatusCode.NotFound);
        await nurse.Get("/break-glass");
        await nurse.Post("/break-glass", ("reference", reference), ("reason", "Need it"));
        nurse.Text.Should().Contain("There is a problem").And.Contain("why you need to see this case now");
        (await nurse.Get($"/cases/{reference}")).Status.Should().Be(HttpStatusCode.NotFound, "no reason, no case");

        await nurse.Get("/break-glass");
        await nurse.Post("/break-glass", ("reference", reference.ToLowerInvariant()), ("reason", Reason));

        (await nurse.Follow()).Text.Should().Contain($"Case {reference}").And.Contain("Robin Testcase");
        foreach (var told in new[] { "torbay-macse-chair", "torbay-mash-manager" })
        {
            var reader = await (await host.SignedIn(told)).Get("/inbox");
            reader.Text.Should().Contain("opened it with a reason");
            var link = System.Text.RegularExpressions.Regex.Match(reader.Html, "/break-glass/\\d+").Value;
            (await reader.Get(link)).Text.Should().Contain(Reason).And.Contain(reference);
            (await (await host.SignedIn("torbay-housing-officer")).Get(link)).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await (await host.SignedIn("torbay-mash-manager")).Get($"/cases/{reference}")).Text.Should().Contain("Opened with a reason").And.Contain(Reason);
        await using var db = await DatabaseAsync();
        (await db.Reads.Where(read => read.Person == "torbay-named-nurse" && read.BusinessKey == reference).Select(read => read.Reason).ToListAsync()).Should().Contain(Reason);

        await host.MoveTo(host.Clock.GetCurrentInstant() + Duration.FromHours(8));
        (await (await host.SignedIn("torbay-named-nurse")).Get($"/cases/{reference}")).Status.Should().Be(HttpStatusCode.NotFound, "it is shut again");
    }

    [Theory]
    [InlineData("torbay-board-chair")]
    [InlineData("administrator")]
    [InlineData("peninsula-safeguarding-manager")]
    public async Task Whoever_oversees_or_runs_the_service_opens_no_case(string person)
    {
        var (reference, _) = await host.RaiseAsync();
        var reader = await (await host.SignedIn(person)).Get("/break-glass");
        reader.Status.Should().Be(HttpStatusCode.NotFound);
        await reader.Get("/inbox");

        await reader.Post("/break-glass", ("reference", reference), ("reason", Reason));

        reader.Status.Should().Be(HttpStatusCode.NotFound);
        (await reader.Get($"/cases/{reference}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_restricted_case_is_open_to_named_people_and_to_nobody_else_at_any_front()
    {
        var (reference, task) = await OperationAsync();
        var manager = await (await host.SignedIn("torbay-mash-manager")).Get($"/cases/{reference}");
        manager.Text.Should().Contain("Restricted to named people", "whoever answers for the team keeps it in sight, so that nothing is dropped");

        await ClosedToAsync("torbay-mash-social-worker", reference, task);
        var stranger = await (await host.SignedIn("torbay-mash-social-worker")).Get("/break-glass");
        await stranger.Post("/break-glass", ("reference", reference), ("reason", Reason));
        stranger.Text.Should().Contain("No case of that reference can be opened so");

        await manager.Get($"/cases/{reference}");
        await manager.Post($"/cases/{reference}/named-people", ("person", "torbay-mash-social-worker"), ("reason", ""));
        manager.Text.Should().Contain("Enter what they are named for");
        await manager.Post($"/cases/{reference}/named-people", ("person", "torbay-board-chair"), ("reason", "Forged"));
        manager.Text.Should().Contain("board chairs see no case");
        await manager.Post($"/cases/{reference}/named-people", ("person", "torbay-mash-social-worker"), ("reason", "Victim strategy"));
        (await manager.Follow()).Text.Should().Contain("Victim strategy");

        var named = await (await host.SignedIn("torbay-mash-social-worker")).Get($"/tasks/{task}");
        named.Status.Should().Be(HttpStatusCode.OK);
        (await named.Get("/work")).Text.Should().Contain(reference);
        await named.Get($"/cases/{reference}");
        await named.Post($"/cases/{reference}/named-people", ("person", "torbay-named-nurse"), ("reason", "Forged"));
        named.Status.Should().Be(HttpStatusCode.NotFound, "those who are named name nobody");

        await manager.Get($"/cases/{reference}");
        await manager.Post($"/cases/{reference}/named-people", ("remove", "torbay-mash-social-worker"));
        await ClosedToAsync("torbay-mash-social-worker", reference, task);
    }

    [Fact]
    public async Task No_system_sees_a_restricted_case()
    {
        var (reference, task) = await OperationAsync();
        using var system = await host.ConnectAsync("torbay-social-care");

        (await system.ReadAsync($"/v2/user-tasks/{task}")).Status.Should().Be(404);
        (await system.PostAsync($"/v2/user-tasks/{task}/completion")).Status.Should().Be(404);
        (await system.PostAsync($"/v2/user-tasks/{task}/assignment", """{"assignee":"torbay-social-care"}""")).Status.Should().Be(404);
        (await system.ReadAsync($"/api/v1/cases/{reference}")).Status.Should().Be(404);
        foreach (var path in new[] { "/v2/user-tasks/search", "/v2/process-instances/search", "/v2/element-instances/search" })
        {
            (await system.PostAsync(path, """{"filter":{"processDefinitionId":"test-operation"}}""")).Body.GetProperty("items").GetArrayLength().Should().Be(0, path);
        }

        (await system.ReadAsync("/api/v1/cases")).Body.GetRawText().Should().NotContain(reference);
    }

    private async Task ClosedToAsync(string person, string reference, string task)
    {
        var reader = await (await host.SignedIn(person)).Get($"/cases/{reference}");
        reader.Status.Should().Be(HttpStatusCode.NotFound);
        (await reader.Get($"/tasks/{task}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await reader.Get("/work")).Text.Should().NotContain(reference);
        (await reader.Get("/inbox")).Text.Should().NotContain(reference);
        await reader.Post($"/tasks/{task}/claim");
        reader.Status.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<(string Reference, string Task)> OperationAsync()
    {
        const string File = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:peninsula="https://peninsula.example/bpmn/1.0" targetNamespace="https://peninsula.example/tests">
              <bpmn:process id="test-operation" name="Test operation" isExecutable="true" peninsula:restricted="named-people">
                <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" />
                <bpmn:userTask id="t" name="Set up the team" peninsula:agency="social-care.mash" peninsula:disclosure="shared-core" peninsula:deadline="referral-decision" peninsula:ladder="overdue"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
              </bpmn:process>
            </bpmn:definitions>
            """;
        var workflows = host.Services.GetRequiredService<Engine>().Workflows;
        (await workflows.DeployAsync([new DeploymentFile("test-operation.bpmn", Encoding.UTF8.GetBytes(File))])).Problems.Should().BeEmpty();
        var reference = $"OPS-2026-{++_operations:000000}";
        var started = await workflows.StartAsync(new StartRequest { ProcessId = "test-operation", BusinessKey = reference, Variables = Engine.ToContext(new() { ["area"] = "torbay", ["riskLevel"] = "high", ["concernReceivedAt"] = "2026-11-23T09:00:00Z" }), By = "torbay-police-mash-officer" });
        await using var db = await DatabaseAsync();
        return (reference, (await db.Tasks.Where(row => row.InstanceKey == started.InstanceKey).Select(row => row.Key).SingleAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private Task<PeninsulaDbContext> DatabaseAsync() => host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
}
