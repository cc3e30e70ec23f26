namespace Peninsula.Workflows.Tests.Rehearsal;

/// <summary>What a call activity gives back, and where an instance can be started by hand.</summary>
public sealed class CallScenarioTests
{
    private const string Called = """
        <bpmn:process id="called" isExecutable="true">
          <bpmn:dataObject id="declared" />
          <bpmn:startEvent id="cs" /><bpmn:userTask id="inner"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="ce" />
          <bpmn:sequenceFlow id="c1" sourceRef="cs" targetRef="inner" /><bpmn:sequenceFlow id="c2" sourceRef="inner" targetRef="ce" />
        </bpmn:process>
        """;

    private static readonly string Caller = """
        <bpmn:startEvent id="s" /><bpmn:parallelGateway id="g" /><bpmn:callActivity id="call" calledElement="called" />
        """ + Play.User("beside") + Play.User("after") + Play.User("after2") + Play.Path("s", "g", "call", "after") + Play.Path("g", "beside", "after2");

    [Fact]
    public Task A_called_process_gives_back_what_it_set_and_not_what_it_got() => Play.PassesAsync(
        Caller,
        """
        "steps": [
          {"start": {"variables": {"a": "old", "b": "old"}}},
          {"complete": {"task": "beside", "variables": {"a": "new"}}},
          {"complete": {"task": "inner", "variables": {"b": "called", "c": 1}}},
          {"expect": {"tasks": ["after", "after2"], "variables": {"a": "new", "b": "called", "c": 1, "declared": null}}}]
        """,
        more: Called);

    [Fact]
    public Task A_called_process_gives_back_what_it_set_twice_to_what_it_was() => Play.PassesAsync(
        Caller,
        """
        "steps": [
          {"start": {"variables": {"a": "old"}}},
          {"setVariables": {"task": "inner", "variables": {"a": "meanwhile"}}},
          {"complete": {"task": "beside", "variables": {"a": "new"}}},
          {"complete": {"task": "inner", "variables": {"a": "old"}}},
          {"expect": {"tasks": ["after", "after2"], "variables": {"a": "old"}}}]
        """,
        more: Called);
}
