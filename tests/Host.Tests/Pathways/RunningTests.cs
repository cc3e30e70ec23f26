using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Batches;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Tests.Pathways;

/// <summary>The cases that run a pathway: where they stand, how they are taken to another version, and how one is put right.</summary>
public sealed class RunningTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Manager = "peninsula-safeguarding-manager";
    private static int _next = 1;

    [Fact]
    public async Task Counts_say_where_cases_stand_and_how_long_tasks_take()
    {
        var (process, keys) = await RunAsync(3);
        await CompleteAsync(keys[0]);

        var manager = await (await host.SignedIn(Manager)).Get($"/pathways/{process}/running");

        manager.Text.Should().MatchRegex("Listen to the child 2 0 0").And.MatchRegex("Write it down 1 0 0");
        manager.Html.Should().Contain("data-heat=").And.Contain("&quot;listen&quot;:{&quot;here&quot;:2");
    }

    [Fact]
    public async Task A_batch_that_is_no_move_of_this_pathway_is_neither_shown_nor_stopped_here()
    {
        var (process, keys) = await RunAsync(1);
        var (other, _) = await RunAsync(1);
        var cancelling = await Workflows.Batches.CreateAsync(new BatchRequest(new CancelInstance(), new InstanceSelection { Keys = keys }) { By = "torbay-partnership" });
        var moving = await Workflows.Batches.CreateAsync(new BatchRequest(new MigrateInstance(Live(other).Key), new InstanceSelection { Keys = [] }) { By = "somebody" });
        var manager = await (await host.SignedIn(Manager)).Get($"/pathways/{process}/running");

        foreach (var batch in new[] { cancelling, moving })
        {
            var address = $"/pathways/{process}/running/moves/{batch.Batch.BatchKey}";
            await manager.Post(address + "/stop");
            manager.Status.Should().Be(HttpStatusCode.NotFound);
            (await manager.Get(address)).Status.Should().Be(HttpStatusCode.NotFound);
            (await Workflows.Batches.FindAsync(batch.Batch.BatchKey))!.Batch.Status.Should().NotBe(BatchStatus.Cancelled);
            await manager.Get($"/pathways/{process}/running");
        }
    }

    [Fact]
    public async Task Cases_move_with_what_their_steps_became_and_those_that_cannot_go_are_named_with_why()
    {
        var (process, keys) = await RunAsync(4);
        await CompleteAsync(keys[0]);
        var from = Live(process);
        await DeployAsync(process, xml => xml.Replace("\"listen\"", "\"hear\"", StringComparison.Ordinal).Replace(">listen<", ">hear<", StringComparison.Ordinal));
        var move = $"/pathways/{process}/running/move/{from.Key}";
        var manager = await host.SignedIn(Manager);
        await manager.Get($"/pathways/{process}/running");
        manager.Html.Should().Contain(move);
        await manager.Get(move);
        manager.Text.Should().Contain("One step where cases stand is no longer in the new version").And.Contain("3 cases here now");

        await manager.Post(move, ("what", "try"));
        manager.Text.Should().Contain("1 case can go. 3 cases cannot").And.Contain("is active and is not mapped");
        manager.Text.Should().Contain(await ReferenceOf(keys[1]));

        await manager.Post(move, ("what", "try"), ("becomes-listen", "hear"));
        manager.Text.Should().Contain("4 cases can go. None has to stay.");
        Live(process).Key.Should().NotBe(await VersionOf(keys[1]), "trying changes nothing");

        await manager.Post(move, ("what", "go"), ("becomes-listen", "hear"));
        manager.Text.Should().Contain("Enter why the cases are to move");
        await manager.Post(move, ("what", "go"), ("becomes-listen", "hear"), ("reason", "The new version is law"));
        await manager.Follow();
        await DoneAsync(manager);

        manager.Text.Should().Contain("4 of 4 cases dealt with").And.Contain("Casimir Kittowe");
        foreach (var key in keys)
        {
            (await VersionOf(key)).Should().Be(Live(process).Key);
        }
    }

    [Fact]
    public async Task One_case_is_put_right_with_a_reason_that_stays()
    {
        var (process, keys) = await RunAsync(1);
        var reference = await ReferenceOf(keys[0]);
        var manager = await host.SignedIn(Manager);
        await manager.Get($"/pathways/{process}/running");
        await manager.Post("/running", ("reference", reference), ("from", $"/pathways/{process}/running"));
        await manager.Follow();
        var place = Regex.Match(manager.Html, "name=\"place\"[^>]*value=\"([0-9]+)\"").Groups[1].Value;
        place.Should().NotBeEmpty();

        await manager.Post($"/running/{reference}", ("place", place), ($"target-{place}", "write"));
        manager.Text.Should().Contain("Enter why");
        await manager.Post($"/running/{reference}", ("place", place), ($"target-{place}", "write"), ("reason", "It was heard by telephone"));
        await manager.Follow();

        manager.Text.Should().Contain("It is changed").And.Contain("Write it down");
        var state = await Workflows.InspectAsync(keys[0]);
        state!.Elements.Should().ContainSingle(element => element.ElementId == "write");
        (await HistoryOf(keys[0])).Should().ContainSingle(entry => entry.By == Manager);
    }

    [Theory]
    [InlineData("torbay-mash-social-worker", false)]
    [InlineData("torbay-board-chair", false)]
    [InlineData("administrator", true)]
    public async Task Only_those_who_look_after_pathways_or_the_service_see_it(string persona, bool sees)
    {
        var (process, keys) = await RunAsync(1);
        var browser = await host.SignedIn(persona);

        (await browser.Get($"/pathways/{process}/running")).Status.Should().Be(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        (await browser.Get($"/running/{await ReferenceOf(keys[0])}")).Status.Should().Be(HttpStatusCode.NotFound, "what is no case is not the administrator's either");
    }

    private WorkflowEngine Workflows => host.Services.GetRequiredService<Engine>().Workflows;

    private DeployedResource Live(string process) => Workflows.Catalog.Newest(ResourceKind.Process, process)!;

    private async Task<(string Process, List<long> Instances)> RunAsync(int count)
    {
        var process = $"listening-{Interlocked.Increment(ref _next)}";
        await DeployAsync(process, xml => xml);
        var keys = new List<long>();
        for (var i = 0; i < count; i++)
        {
            keys.Add((await Workflows.StartAsync(new StartRequest { ProcessId = process, BusinessKey = $"L-{process}-{i}", By = "torbay-school-lead" })).InstanceKey);
        }

        return (process, keys);
    }

    private async Task DeployAsync(string process, Func<string, string> change)
    {
        var xml = $$"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:example">
              <bpmn:process id="{{process}}" name="Listening" isExecutable="true">
                <bpmn:startEvent id="s" />
                <bpmn:userTask id="listen" name="Listen to the child"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="torbay-social-care-mash" /></bpmn:extensionElements></bpmn:userTask>
                <bpmn:userTask id="write" name="Write it down"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="torbay-social-care-mash" /></bpmn:extensionElements></bpmn:userTask>
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="listen" /><bpmn:sequenceFlow id="f2" sourceRef="listen" targetRef="write" /><bpmn:sequenceFlow id="f3" sourceRef="write" targetRef="e" />
              </bpmn:process>
            </bpmn:definitions>
            """;
        var deployed = await Workflows.DeployAsync([new DeploymentFile($"{process}.bpmn", Encoding.UTF8.GetBytes(change(xml)))]);
        deployed.IsDeployed.Should().BeTrue(string.Join('\n', deployed.Problems));
    }

    private async Task CompleteAsync(long instance)
    {
        var state = (await Workflows.InspectAsync(instance))!;
        var task = state.Elements.First(element => element.ElementId == "listen").Key;
        host.Clock.AdvanceHours(1);
        (await Workflows.ExecuteAsync(instance, new CompleteTask(task, FeelContext.Empty) { By = "torbay-school-lead" })).IsAccepted.Should().BeTrue();
    }

    private async Task DoneAsync(Browser browser)
    {
        // The engine's own loop works through it too; whichever comes first.
        for (var round = 0; round < 50 && browser.Text.Contains("Under way", StringComparison.Ordinal); round++)
        {
            await Workflows.RunBatchesAsync();
            await browser.Get(browser.Response.RequestMessage!.RequestUri!.PathAndQuery);
        }
    }

    private async Task<long> VersionOf(long instance) => (await Workflows.InspectAsync(instance))!.DefinitionKey;

    private async Task<string> ReferenceOf(long instance) => (await Workflows.InspectAsync(instance))!.BusinessKey ?? instance.ToString(CultureInfo.InvariantCulture);

    private async Task<List<HistoryEntry>> HistoryOf(long instance)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var entry in Workflows.Store.HistoryAsync(instance))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
