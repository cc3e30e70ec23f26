namespace Peninsula.Host.Tests.Api;

/// <summary>The worker of <c>examples/worker</c>, in Node, does jobs of a pathway here.</summary>
public sealed class ExampleWorkerTests
{
    private const string Pathway = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
          <bpmn:process id="looked-up" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look" />
            <bpmn:serviceTask id="look"><bpmn:extensionElements><zeebe:taskDefinition type="register-check" /></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:boundaryEvent id="unknown" attachedToRef="look"><bpmn:errorEventDefinition errorRef="notThere" /></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end" />
            <bpmn:sequenceFlow id="f3" sourceRef="unknown" targetRef="other" />
            <bpmn:endEvent id="end" />
            <bpmn:endEvent id="other" />
          </bpmn:process>
          <bpmn:error id="notThere" errorCode="not-registered" />
        </bpmn:definitions>
        """;

    [Fact]
    public async Task The_example_worker_completes_what_it_knows_and_throws_an_error_for_the_rest()
    {
        var folder = Node.Folder("examples", "worker");
        await Node.InstallAsync(folder);
        await using var host = new ApiHost();
        using var client = await host.ConnectAsync();
        (await client.DeployAsync(("looked-up.bpmn", Pathway))).Status.Should().Be(200);
        using var worker = Node.Start("node", folder, new() { ["PENINSULA_URL"] = host.Address }, "worker.mjs");
        try
        {
            var (_, known) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"looked-up","variables":{"reference":"R-100"},"awaitCompletion":true}""");
            var (_, unknown) = await client.PostAsync("/v2/process-instances", """{"processDefinitionId":"looked-up","variables":{"reference":"R-999"},"awaitCompletion":true}""");

            known.GetProperty("variables").GetProperty("registerEntry").Text("name").Should().Be("Harbour Lane 4");
            unknown.GetProperty("variables").TryGetProperty("registerEntry", out _).Should().BeFalse();
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
        }
    }
}
