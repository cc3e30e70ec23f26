using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Casework.Workflow;
using Peninsula.Host.Tests.Api;
using Peninsula.Persistence;
using Peninsula.Persistence.Store;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Tests.Security.Doors;

/// <summary>What cases run is published by two people; what a system deploys for itself takes no part in it.</summary>
public sealed class DeploymentDoorTests(HostFactory host) : IClassFixture<HostFactory>
{
    private WorkflowEngine Workflows => host.Services.GetRequiredService<Engine>().Workflows;

    [Theory]
    [InlineData("cse-concern.bpmn", "api/v1/pathways/cse-concern/draft")]
    [InlineData("raise-concern.form", "taken")]
    [InlineData("threshold.dmn", "pathways use")]
    public async Task Nothing_that_cases_run_is_replaced_by_one_client(string file, string said)
    {
        var text = await System.IO.File.ReadAllTextAsync(Path.Combine(Node.Folder("workflow-definitions"), file));
        var before = Versions();
        using var client = await host.ConnectAsync("torbay-partnership");

        var (status, problem) = await client.DeployAsync((file, text.Replace("risk", "Risk", StringComparison.Ordinal).Replace("aise a", "aise  a", StringComparison.Ordinal)));

        status.Should().Be(400);
        problem.Detail().Should().StartWith("Nothing was deployed.").And.Contain(said);
        Versions().Should().Be(before);
    }

    [Theory]
    [InlineData("""<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>""", """<bpmn:message id="m" name="abuse-substantiated" />""", "abuse-substantiated")]
    [InlineData("""<bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" /><bpmn:endEvent id="t"><bpmn:messageEventDefinition messageRef="m" /></bpmn:endEvent>""", """<bpmn:message id="m" name="child-missing"><bpmn:extensionElements><zeebe:subscription correlationKey="= r" /></bpmn:extensionElements></bpmn:message>""", "child-missing")]
    [InlineData("""<bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" /><bpmn:endEvent id="t"><bpmn:messageEventDefinition messageRef="m" /></bpmn:endEvent>""", """<bpmn:message id="m" name="= &quot;child-&quot; + x"><bpmn:extensionElements><zeebe:subscription correlationKey="= r" /></bpmn:extensionElements></bpmn:message>""", "worked out")]
    [InlineData("""<bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" /><bpmn:callActivity id="t"><bpmn:extensionElements><zeebe:calledElement processId="section-47" /></bpmn:extensionElements></bpmn:callActivity>""", "", "section-47")]
    [InlineData("""<bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" /><bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="notify" /></bpmn:extensionElements></bpmn:serviceTask>""", "", "notify")]
    public async Task A_system_s_process_takes_no_part_in_what_pathways_do(string body, string rest, string said)
    {
        using var client = await host.ConnectAsync("torbay-partnership");

        var (status, problem) = await client.DeployAsync(("own.bpmn", File("outside", body, rest)));

        status.Should().Be(400);
        problem.Detail().Should().Contain(said);
    }

    [Fact]
    public async Task A_system_s_process_is_its_agency_s_and_stays_in_its_areas()
    {
        const string Body = """
            <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" />
            <bpmn:userTask id="t" name="Look" peninsula:agency="social-care.mash"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            """;
        using var here = await host.ConnectAsync("torbay-partnership");
        using var there = await host.ConnectAsync("plymouth-partnership");
        (await here.DeployAsync(("own.bpmn", File("torbay-own", Body, "")))).Status.Should().Be(200);

        (await there.DeployAsync(("own.bpmn", File("torbay-own", Body.Replace("Look", "Changed", StringComparison.Ordinal), "")))).Status.Should().Be(400);
        (await there.PostAsync("/v2/process-instances", """{"processDefinitionId":"torbay-own"}""")).Status.Should().Be(403);
        (await here.PostAsync("/v2/process-instances", """{"processDefinitionId":"torbay-own","businessId":"CSE-2026-000001"}""")).Status.Should().Be(400, "a case is opened by raising a concern");
        var (_, own) = await here.PostAsync("/v2/process-instances", """{"processDefinitionId":"torbay-own","variables":{"area":"torbay"}}""");
        var (_, elsewhere) = await here.PostAsync("/v2/process-instances", """{"processDefinitionId":"torbay-own","variables":{"area":"plymouth"}}""");

        await using var db = await DatabaseAsync();
        (await TasksAsync(db, own)).Should().Be(1);
        (await TasksAsync(db, elsewhere)).Should().Be(0, "nobody in Plymouth is sent a task by a system of Torbay");
        (await here.PostAsync("/v2/incidents/search", $$$"""{"filter":{"processInstanceKey":"{{{elsewhere.Text("processInstanceKey")}}}"}}""")).Body.GetRawText().Should().Contain("outside the areas");
    }

    [Fact]
    public async Task A_pathway_is_started_with_the_answers_of_its_form_by_whoever_may()
    {
        using var client = await host.ConnectAsync("torbay-education");

        var (missing, problem) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"cse-concern","variables":{"childName":"Robin Testcase"}}""");
        var (undeclared, named) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"cse-concern","variables":{"riskLevel":"low"}}""");
        var (given, reference) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"cse-concern","businessId":"CSE-2026-000001"}""");
        var (inner, only) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"strategy-discussion","variables":{"area":"torbay"}}""");

        missing.Should().Be(400);
        problem.Detail().Should().StartWith("Nothing was opened.");
        undeclared.Should().Be(400);
        named.Detail().Should().Contain("riskLevel: this form does not ask for it");
        given.Should().Be(400);
        reference.Detail().Should().Contain("leave businessId out");
        inner.Should().Be(403);
        only.Detail().Should().Contain("may not start the pathway");
    }

    [Fact]
    public async Task A_draft_that_a_system_sends_is_sent_for_review_and_agreed_to_by_two_people()
    {
        var text = (await System.IO.File.ReadAllTextAsync(Path.Combine(Node.Folder("workflow-definitions"), "campaign.bpmn"))).Replace("name=\"Campaign\"", "name=\"Campaigns\"", StringComparison.Ordinal);
        using var client = await host.ConnectAsync("torbay-partnership");
        using var other = await host.ConnectAsync("torbay-police");
        var before = Workflows.Catalog.Newest(ResourceKind.Process, "campaign")!.Version;

        (await SendDraftAsync(other, "campaign", text)).Status.Should().Be(403);
        (await SendDraftAsync(client, "section-47", text)).Status.Should().Be(400);
        var (status, draft) = await SendDraftAsync(client, "campaign", text);
        (await SendDraftAsync(client, "campaign", text)).Status.Should().Be(409);

        status.Should().Be(201);
        Workflows.Catalog.Newest(ResourceKind.Process, "campaign")!.Version.Should().Be(before, "nobody has agreed to it");
        var first = await (await host.SignedIn("peninsula-safeguarding-manager")).Get($"/pathways/drafts/{draft.Text("key")}/check");
        await first.Post($"/pathways/drafts/{draft.Text("key")}/submit", ("revision", "0"), ("reason", "The name"));
        await first.Get($"/pathways/drafts/{draft.Text("key")}/check");
        await first.Post($"/pathways/drafts/{draft.Text("key")}/decide", ("revision", "1"), ("decision", "agree"), ("note", "Fine"));
        first.Text.Should().Contain("another manager has to agree");
        Workflows.Catalog.Newest(ResourceKind.Process, "campaign")!.Version.Should().Be(before);
    }

    private static async Task<(int Status, JsonElement Body)> SendDraftAsync(HttpClient client, string processId, string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/xml");
        var response = await client.PostAsync(new Uri($"/api/v1/pathways/{processId}/draft", UriKind.Relative), content);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body));
    }

    private int Versions() => new[] { ResourceKind.Process, ResourceKind.Form, ResourceKind.Decision }.Sum(kind => Workflows.Catalog.Newest(kind).Sum(resource => resource.Version));

    private static Task<int> TasksAsync(PeninsulaDbContext db, JsonElement started)
    {
        var key = long.Parse(started.Text("processInstanceKey"), System.Globalization.CultureInfo.InvariantCulture);
        return db.Tasks.CountAsync(task => task.InstanceKey == key);
    }

    private static string File(string id, string body, string rest) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:peninsula="https://peninsula.example/bpmn/1.0" targetNamespace="https://peninsula.example/tests">
          <bpmn:process id="{id}" isExecutable="true">{body}</bpmn:process>{rest}
        </bpmn:definitions>
        """;

    private Task<PeninsulaDbContext> DatabaseAsync() => host.Services.GetRequiredService<IDbContextFactory<PeninsulaDbContext>>().CreateDbContextAsync();
}
