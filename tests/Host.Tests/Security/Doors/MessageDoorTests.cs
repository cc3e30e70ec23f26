using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Host.Tests.Api;
using Peninsula.Host.Tests.Features;
using Peninsula.Persistence;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>A message is for a case that its sender is a member of, by name and agency, with what it declares. Nobody else learns that somebody waits.</summary>
public sealed class MessageDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    private WorkflowEngine Workflows => host.Services.GetRequiredService<Engine>().Workflows;

    [Theory]
    [InlineData("torbay-social-care", "its team holds a task", true)]
    [InlineData("torbay-education", "the school's lead is on the case, its system is not", false)]
    [InlineData("torbay-police", "of the area, not on the case", false)]
    [InlineData("torbay-health", "of the area, not on the case", false)]
    [InlineData("plymouth-social-care", "of another area", false)]
    public async Task A_case_hears_its_own_members_alone(string client, string who, bool isHeard)
    {
        var reference = await RaisedAsync();
        using var system = await host.ConnectAsync(client);

        var (status, answer) = await system.PostAsync("/v2/messages/correlation", $$$"""{"name":"child-missing","correlationKey":"{{{reference}}}","variables":{"missingReportedAt":"2026-11-23T08:00:00+00:00"}}""");

        status.Should().Be(isHeard ? 200 : 404, who);
        (await IsMissingAsync(reference)).Should().Be(isHeard);
        if (!isHeard)
        {
            var (nothing, same) = await system.PostAsync("/v2/messages/correlation", $$"""{"name":"child-missing","correlationKey":"CSE-2026-999999"}""");
            nothing.Should().Be(404);
            same.Detail().Replace("CSE-2026-999999", reference, StringComparison.Ordinal).Should().Be(answer.Detail(), "the answer does not tell whether somebody waits");
        }
    }

    [Theory]
    [InlineData("/v2/messages/publication")]
    [InlineData("/v2/messages/correlation")]
    public async Task A_message_carries_what_it_declares_and_overwrites_nothing(string path)
    {
        var reference = await RaisedAsync();
        using var system = await host.ConnectAsync("torbay-social-care");

        foreach (var (variables, said) in new[]
        {
            ("""{"childName":"Somebody Else"}""", "childName"), ("""{"area":"plymouth"}""", "area"), ("""{"riskLevel":"low"}""", "riskLevel"),
            ("""{"missingReportedAt":"yesterday"}""", "missingReportedAt"), ("""{"missingReportedAt":7}""", "missingReportedAt"),
        })
        {
            var (status, problem) = await system.PostAsync(path, $$$"""{"name":"child-missing","correlationKey":"{{{reference}}}","variables":{{{variables}}}}""");
            status.Should().Be(400);
            problem.Detail().Should().StartWith("Nothing was sent.").And.Contain(said);
        }

        (await system.PostAsync(path, $$$"""{"name":"child-moved","correlationKey":"{{{reference}}}","variables":{}}""")).Body.Detail().Should().Contain("newArea");
        (await system.PostAsync(path, $$"""{"name":"child-missing"}""")).Status.Should().Be(400, "a message without a key would reach anybody");
        var state = await StateAsync(reference);
        state.Variables["childName"].Should().Be((FeelValue)"Robin Testcase");
        state.Variables["area"].Should().Be((FeelValue)"torbay");
        (await IsMissingAsync(reference)).Should().BeFalse();
    }

    [Theory]
    [InlineData("abuse-substantiated")]
    [InlineData("macse-nominated")]
    [InlineData("person-of-concern")]
    [InlineData("intelligence-offered")]
    [InlineData("case-reopened")]
    [InlineData("intelligence-corrected")]
    public async Task What_pathways_say_to_one_another_is_taken_from_nobody_outside(string name)
    {
        var reference = await RaisedAsync();
        var before = await InstancesAsync();
        using var system = await host.ConnectAsync("torbay-social-care");

        foreach (var path in new[] { "/v2/messages/publication", "/v2/messages/correlation" })
        {
            var (status, problem) = await system.PostAsync(path, $$"""{"name":"{{name}}","correlationKey":"{{reference}}"}""");
            status.Should().Be(403);
            problem.Detail().Should().Contain("not taken from your agency");
        }

        (await InstancesAsync()).Should().Be(before);
    }

    [Fact]
    public async Task A_message_that_is_kept_has_its_sender_s_rights_when_it_is_delivered()
    {
        const string Reference = "CSE-2026-000950";
        using var stranger = await host.ConnectAsync("torbay-police");
        using var member = await host.ConnectAsync("torbay-social-care");
        const string Early = """{"name":"review-requested","correlationKey":"CSE-2026-000950","timeToLive":86400000}""";
        (await stranger.PostAsync("/v2/messages/publication", Early)).Status.Should().Be(200);
        await WaitsForReviewAsync(Reference);

        await host.MoveTo(host.Clock.GetCurrentInstant() + Duration.FromMinutes(3));
        (await ReviewedAsync(Reference)).Should().BeFalse("its sender is not on the case");

        (await member.PostAsync("/v2/messages/publication", Early)).Status.Should().Be(200);
        await host.MoveTo(host.Clock.GetCurrentInstant() + Duration.FromMinutes(3));
        (await ReviewedAsync(Reference)).Should().BeTrue();
    }

    [Fact]
    public async Task An_id_is_its_sender_s_own()
    {
        using var one = await host.ConnectAsync("torbay-social-care");
        using var other = await host.ConnectAsync("torbay-police");
        const string Message = """{"name":"anybody-there","correlationKey":"R-1","timeToLive":60000,"messageId":"first"}""";

        (await one.PostAsync("/v2/messages/publication", Message)).Status.Should().Be(200);
        (await one.PostAsync("/v2/messages/publication", Message)).Status.Should().Be(409);
        (await other.PostAsync("/v2/messages/publication", Message)).Status.Should().Be(200, "nobody learns what another has sent");
    }

    [Fact]
    public async Task A_signal_reaches_what_its_sender_runs_and_carries_nothing_into_pathways()
    {
        await DeployAsync("bell-heard", """
            <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
            <bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="bell" /></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" /><bpmn:endEvent id="end" />
            """, """<bpmn:signal id="bell" name="test-bell" />""");
        var here = await StartAsync("bell-heard", "CSE-2026-000951", "torbay");
        var there = await StartAsync("bell-heard", "CSE-2026-000952", "plymouth");
        using var system = await host.ConnectAsync("torbay-partnership");

        (await system.PostAsync("/v2/signals/broadcast", """{"signalName":"test-bell","variables":{"riskLevel":"low"}}""")).Status.Should().Be(400);
        (await system.PostAsync("/v2/signals/broadcast", """{"signalName":"test-bell"}""")).Status.Should().Be(200);

        (await Workflows.InspectAsync(here))!.HasEnded.Should().BeTrue();
        (await Workflows.InspectAsync(there))!.HasEnded.Should().BeFalse();
    }

    private async Task<string> RaisedAsync() => (await host.RaiseAsync()).Reference;

    private async Task<InstanceState> StateAsync(string reference)
    {
        await using var db = await DatabaseAsync();
        return (await Workflows.InspectAsync(await db.Cases.Where(row => row.Reference == reference).Select(row => row.InstanceKey).FirstAsync()))!;
    }

    private async Task<bool> IsMissingAsync(string reference) => (await StateAsync(reference)).Elements.Any(element => element.ElementId == "missing");

    private async Task<bool> ReviewedAsync(string reference)
    {
        await using var db = await DatabaseAsync();
        return (await db.Cases.Where(row => row.Reference == reference).Select(row => row.Closed).FirstAsync()) is not null;
    }

    private async Task<int> InstancesAsync()
    {
        await using var db = await DatabaseAsync();
        return await db.Instances.CountAsync();
    }

    // Social care holds a task of it; the police do not.
    private async Task WaitsForReviewAsync(string reference)
    {
        await DeployAsync("review-awaited", """
            <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="both" /><bpmn:parallelGateway id="both" />
            <bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="wait" /><bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="work" />
            <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="asked" /></bpmn:intermediateCatchEvent>
            <bpmn:userTask id="work" name="Work" peninsula:agency="social-care.mash" peninsula:disclosure="shared-core"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="end" /><bpmn:endEvent id="end"><bpmn:terminateEventDefinition /></bpmn:endEvent>
            """, """<bpmn:message id="asked" name="review-requested"><bpmn:extensionElements><zeebe:subscription correlationKey="= caseReference" /></bpmn:extensionElements></bpmn:message>""");
        await StartAsync("review-awaited", reference, "torbay");
    }

    private async Task<long> StartAsync(string process, string reference, string area) => (await Workflows.StartAsync(new StartRequest
    {
        ProcessId = process,
        BusinessKey = reference,
        Variables = Engine.ToContext(new() { ["area"] = area, ["caseReference"] = reference, ["riskLevel"] = "high" }),
    })).InstanceKey;

    private async Task DeployAsync(string id, string body, string rest)
    {
        var file = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:peninsula="https://peninsula.example/bpmn/1.0" targetNamespace="https://peninsula.example/tests">
              <bpmn:process id="{id}" isExecutable="true">{body}</bpmn:process>{rest}
            </bpmn:definitions>
            """;
        var deployed = await Workflows.DeployAsync([new DeploymentFile($"{id}.bpmn", Encoding.UTF8.GetBytes(file))]);
        deployed.IsDeployed.Should().BeTrue(string.Join(' ', deployed.Problems));
    }

    private Task<PeninsulaDbContext> DatabaseAsync() => host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
}
