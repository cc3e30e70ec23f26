using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime.Batches;
using Peninsula.Workflows.Runtime.Statistics;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class StatisticsTests
{
    [Fact]
    public async Task Elements_are_counted_by_where_instances_are_and_what_is_past()
    {
        var scene = await EngineScene.WithAsync(Pathways.TwoTasks);
        var instances = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            instances.Add(await scene.StartAsync("two-tasks"));
        }

        await scene.CompleteAsync(instances[0], "first");
        await scene.CompleteAsync(instances[1], "first");
        await scene.CompleteAsync(instances[1], "second");
        await scene.Engine.ExecuteAsync(instances[2], new CancelInstance());
        var definition = scene.Store.Instances[0].DefinitionKey;

        (await scene.Engine.Statistics.CountAsync(new InstanceSelection { DefinitionKey = definition })).Should().Equal(
            new ElementStatistics(definition, "first", 1, 0, 0, 0),
            new ElementStatistics(definition, "second", 1, 0, 0, 0));
        (await scene.Engine.Statistics.CountAsync(new InstanceSelection(), past: true)).Should().Equal(
            new ElementStatistics(definition, "end", 0, 0, 1, 0),
            new ElementStatistics(definition, "first", 1, 0, 2, 1),
            new ElementStatistics(definition, "second", 1, 0, 1, 0),
            new ElementStatistics(definition, "start", 0, 0, 4, 0));
    }

    [Fact]
    public async Task Incidents_and_tokens_at_joins_count_where_they_are()
    {
        var scene = await EngineScene.WithAsync(Pathways.Telling, Pathways.Process("joining", """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="fork"/><parallelGateway id="fork"/>
            <sequenceFlow id="f2" sourceRef="fork" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="f3" sourceRef="fork" targetRef="join"/>
            <sequenceFlow id="f4" sourceRef="ask" targetRef="join"/><parallelGateway id="join"/><sequenceFlow id="f5" sourceRef="join" targetRef="end"/><endEvent id="end"/>
            """));
        await scene.StartAsync("joining");
        await scene.StartAsync("telling");
        await scene.Engine.ExecuteAsync(new FailJob(scene.Store.Jobs.Single().JobKey, 0, "no answer"));

        (await scene.Engine.Statistics.CountAsync(new InstanceSelection())).Select(statistics => (statistics.ElementId, statistics.Active, statistics.Incidents))
            .Should().BeEquivalentTo([("ask", 1, 0), ("join", 1, 0), ("tell", 1, 1)]);
        (await scene.Engine.Batches.SelectAsync(new InstanceSelection { ElementId = "join" })).Should().ContainSingle();
    }
}
