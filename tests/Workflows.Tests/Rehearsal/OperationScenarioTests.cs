namespace Peninsula.Workflows.Tests.Rehearsal;

/// <summary>Steps that operators take: messages that are kept, modification, migration, suspension.</summary>
public sealed class OperationScenarioTests
{
    private const string Shared = """<bpmn:message id="m" name="M"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>""";

    private static readonly string Waiting = "<bpmn:startEvent id=\"s\" />" + Play.User("a") + "<bpmn:receiveTask id=\"r\" messageRef=\"m\" />" + Play.User("b") + "<bpmn:endEvent id=\"e\" />" + Play.Path("s", "a", "r", "b", "e");

    [Theory]
    [InlineData("PT1H", "b")]
    [InlineData("PT4H", "r")]
    public Task A_message_is_kept_for_its_time_to_live(string passes, string waitsAt) => Play.PassesAsync(
        Waiting,
        $$$$""" "steps": [{"start": {"variables": {"key": "k"}}}, {"message": {"name": "M", "correlationKey": "k", "timeToLive": "PT2H"}}, {"advance": "{{{{passes}}}}"}, {"complete": {"task": "a"}}, {"expect": {"active": ["{{{{waitsAt}}}}"]}}] """,
        shared: Shared);

    [Fact]
    public Task An_instance_is_modified() => Play.PassesAsync(
        Play.Tasks("a", "b", "c"),
        """
        "steps": [
          {"start": {}}, {"modify": {"activate": ["c"]}}, {"expect": {"tasks": ["a", "c"]}}, {"modify": {"move": {"a": "b"}}}, {"expect": {"tasks": ["b", "c"]}},
          {"modify": {"cancel": ["c"]}}, {"expect": {"tasks": ["b"]}}, {"modify": {"cancel": ["gone"]}, "expectError": true}]
        """);

    [Fact]
    public Task An_instance_is_migrated_and_suspended() => Play.PassesAsync(
        Play.Tasks("a", "b"),
        """
        "steps": [
          {"start": {}}, {"migrate": {}}, {"expect": {"tasks": ["a"]}}, {"suspend": {"reason": "a look"}}, {"complete": {"task": "a"}, "expectError": true},
          {"resume": {}}, {"advance": "PT0S"}, {"complete": {"task": "a"}}, {"expect": {"tasks": ["b"]}}]
        """);
}
