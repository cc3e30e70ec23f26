using System.Text;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class DeploymentTests
{
    [Fact]
    public async Task An_unchanged_file_makes_no_new_version_and_a_changed_one_does()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var first = scene.Engine.Catalog.Newest(ResourceKind.Process, "two-tasks")!;

        (await scene.Engine.DeployAsync([Pathways.TwoTasks])).Resources.Should().Equal(first);
        await scene.Engine.DeployAsync([Changed(Pathways.TwoTasks)]);

        scene.Engine.Catalog.Versions(ResourceKind.Process, "two-tasks").Select(version => version.Version).Should().Equal(1, 2);
        scene.Engine.Catalog.Latest("two-tasks")!.Value.Key.Should().NotBe(first.Key);
    }

    [Fact]
    public async Task A_running_instance_keeps_the_version_that_it_started_with()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var instance = await scene.StartAsync("two-tasks");
        await scene.Engine.DeployAsync([Pathways.Process("two-tasks", """<startEvent id="start"/><sequenceFlow id="f" sourceRef="start" targetRef="end"/><endEvent id="end"/>""")]);

        await scene.CompleteAsync(instance, "first");

        (await scene.OpenTasksAsync(instance)).Should().Equal("second");
    }

    [Fact]
    public async Task Every_problem_of_every_file_is_told_and_nothing_is_deployed()
    {
        var scene = await EngineScene.WithAsync();

        var result = await scene.Engine.DeployAsync([Pathways.TwoTasks, File("a.bpmn", "not xml"), File("b.form", "{}"), File("c.txt", ""), File("d.dmn", "<x/>")]);

        result.Problems.Select(problem => problem.File).Distinct().Should().BeEquivalentTo("a.bpmn", "b.form", "c.txt", "d.dmn");
        scene.Engine.Catalog.Newest(ResourceKind.Process).Should().BeEmpty();
    }

    [Fact]
    public async Task One_id_in_two_files_is_refused()
    {
        var scene = await EngineScene.WithAsync();

        var result = await scene.Engine.DeployAsync([Pathways.TwoTasks, Pathways.TwoTasks with { Name = "copy.bpmn" }]);

        result.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { File = "copy.bpmn", ElementId = "two-tasks" });
    }

    [Fact]
    public async Task What_was_deployed_is_there_after_a_restart()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks, File("triage.form", """{"id":"triage","components":[]}"""));
        using var again = await WorkflowEngine.OpenAsync(new EngineSetup { Store = scene.Store, Clock = scene.Clock });

        (await again.StartAsync(new StartRequest { ProcessId = "two-tasks" })).IsAccepted.Should().BeTrue();
        again.Catalog.Newest(ResourceKind.Form, "triage").Should().NotBeNull();
        (await again.DeployAsync([Changed(Pathways.TwoTasks)])).Resources[0].Version.Should().Be(2);
    }

    [Fact]
    public async Task Only_the_newest_versions_start_events_wait()
    {
        var scene = await EngineScene.WithAsync(Pathways.Weekly, Pathways.StartedByMessage);
        await scene.Engine.DeployAsync([Changed(Pathways.Weekly), Changed(Pathways.StartedByMessage)]);

        scene.Store.Timers.Should().ContainSingle().Which.DefinitionKey.Should().Be(scene.Engine.Catalog.Latest("weekly")!.Value.Key);
        scene.Store.Subscriptions.Should().ContainSingle().Which.DefinitionKey.Should().Be(scene.Engine.Catalog.Latest("by-message")!.Value.Key);
    }

    [Fact]
    public async Task A_message_starts_one_process_only_whichever_file_it_is_in()
    {
        var scene = await EngineScene.WithAsync(Pathways.StartedByMessage);
        var other = Pathways.Process("other", """
            <startEvent id="begin" name="Begin"><messageEventDefinition messageRef="m"/></startEvent><sequenceFlow id="f" sourceRef="begin" targetRef="end"/><endEvent id="end"/>
            """, """<message id="m" name="raised"/>""");

        var refused = await scene.Engine.DeployAsync([other]);

        refused.Problems.Should().ContainSingle().Which.Should().Match<DeploymentProblem>(problem =>
            problem.File == "other.bpmn" && problem.ElementId == "begin" && problem.ElementName == "Begin" && problem.Line > 0 && problem.Message.Contains("by-message"));
        var empty = await EngineScene.WithAsync();
        (await empty.Engine.DeployAsync([Pathways.StartedByMessage, other])).Problems.Should().ContainSingle();
    }

    private static DeploymentFile Changed(DeploymentFile file) => file with { Content = (byte[])[.. file.Content.ToArray(), (byte)'\n'] };

    private static DeploymentFile File(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));
}
