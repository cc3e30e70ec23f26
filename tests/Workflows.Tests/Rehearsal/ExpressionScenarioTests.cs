namespace Peninsula.Workflows.Tests.Rehearsal;

/// <summary>What the expressions of events and user tasks see, and what becomes of those that give nothing.</summary>
public sealed class ExpressionScenarioTests
{
    private const string Flow = """
        <bpmn:startEvent id="s" /><bpmn:endEvent id="e" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" /><bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e" />
        """;

    private const string Input = """<zeebe:ioMapping><zeebe:input source="=&quot;PT9H&quot;" target="x" /></zeebe:ioMapping>""";

    private const string Shared = """
        <bpmn:message id="m" name="M"><bpmn:extensionElements><zeebe:subscription correlationKey="=x" /></bpmn:extensionElements></bpmn:message>
        <bpmn:signal id="g" name="=x" />
        <bpmn:error id="r" errorCode="=x" />
        """;

    public static TheoryData<string, string> Activities() => new()
    {
        { "user task", $"""<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask />{Input}</bpmn:extensionElements></bpmn:userTask>""" },
        { "service task", $"""<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="j" />{Input}</bpmn:extensionElements></bpmn:serviceTask>""" },
        { "sub-process", $"""<bpmn:subProcess id="t"><bpmn:extensionElements>{Input}</bpmn:extensionElements>{Play.Tasks("inner").Replace("id=\"s\"", "id=\"is\"").Replace("id=\"e\"", "id=\"ie\"").Replace("\"s\"", "\"is\"").Replace("\"e\"", "\"ie\"")}</bpmn:subProcess>""" },
    };

    [Theory]
    [MemberData(nameof(Activities))]
    public Task A_boundary_message_is_awaited_with_what_the_flow_around_knows(string what, string activity) => Boundary(what, activity, """<bpmn:messageEventDefinition messageRef="m" />""", """{"message": {"name": "M", "correlationKey": "PT1H"}}""");

    [Theory]
    [MemberData(nameof(Activities))]
    public Task A_boundary_timer_is_due_by_what_the_flow_around_knows(string what, string activity) =>
        Boundary(what, activity, """<bpmn:timerEventDefinition><bpmn:timeDuration>=x</bpmn:timeDuration></bpmn:timerEventDefinition>""", """{"advance": "PT1H"}""");

    [Theory]
    [MemberData(nameof(Activities))]
    public Task A_boundary_signal_has_the_name_that_the_flow_around_knows(string what, string activity) =>
        Boundary(what, activity, """<bpmn:signalEventDefinition signalRef="g" />""", """{"signal": {"name": "PT1H"}}""");

    [Theory]
    [MemberData(nameof(Activities))]
    public Task A_boundary_condition_is_about_what_the_flow_around_knows(string what, string activity) =>
        Boundary(what, activity, """<bpmn:conditionalEventDefinition><bpmn:condition>=x = "done"</bpmn:condition></bpmn:conditionalEventDefinition>""", """{"setVariables": {"variables": {"x": "done"}}}""");

    [Fact]
    public Task A_boundary_error_is_caught_by_the_code_that_the_flow_around_knows() =>
        Boundary("service task", (string)Activities().Skip(1).First()[1], """<bpmn:errorEventDefinition errorRef="r" />""", """{"throwError": {"type": "j", "code": "PT1H"}}""");

    [Fact]
    public Task A_boundary_timer_sees_an_input_that_only_its_activity_has() => Play.PassesAsync(
        Flow + Activities().First()[1] + Boundary("""<bpmn:timerEventDefinition><bpmn:timeDuration>=x</bpmn:timeDuration></bpmn:timerEventDefinition>"""),
        """ "steps": [{"start": {}}, {"advance": "PT9H"}, {"expect": {"tasks": ["z"]}}] """);

    [Theory]
    [InlineData("assignee=\"=wroker\"", "{}")]
    [InlineData("assignee=\"=p.lead\"", "{\"p\": {}}")]
    [InlineData("assignee=\"=p\"", "{\"p\": {\"name\": \"sam\"}}")]
    [InlineData("candidateGroups=\"=teams\"", "{}")]
    [InlineData("candidateGroups=\"=teams\"", "{\"teams\": null}")]
    [InlineData("candidateGroups=\"=teams\"", "{\"teams\": [\"a\", null]}")]
    [InlineData("candidateUsers=\"=people\"", "{}")]
    [InlineData("assignee=\"sam\" candidateUsers=\"=people\"", "{}")]
    public Task A_user_task_whose_people_do_not_evaluate_is_an_incident(string assignment, string variables) => Play.PassesAsync(
        Flow + Task($"<zeebe:assignmentDefinition {assignment.Replace("&", "&amp;")} />"),
        $$$$""" "steps": [{"start": {"variables": {{{{variables}}}} }}, {"expect": {"tasks": [], "incidents": ["t"]}}, {"resolveIncident": {"element": "t", "variables": {"wroker": "kim", "p": {"lead": "kim"}, "teams": ["a"], "people": ["kim"]}}}] """);

    [Theory]
    [InlineData("assignee=\"=w\"", "\"\"")]
    [InlineData("assignee=\"=w\"", "\"  \"")]
    [InlineData("assignee=\"=w\"", "null")]
    public Task An_empty_assignee_is_nobody(string assignment, string value) => Play.PassesAsync(
        Flow + Task($"<zeebe:assignmentDefinition {assignment} candidateGroups=\"team\" />"),
        $$$$""" "steps": [{"start": {"variables": {"w": {{{{value}}}} }}}, {"expect": {"tasks": ["t"], "assignees": {"t": null}, "incidents": []}}] """);

    [Theory]
    [InlineData("dueDate=\"=d\"", "{\"d\": \"\"}")]
    [InlineData("dueDate=\"=d\"", "{\"d\": null}")]
    [InlineData("dueDate=\"=d\"", "{}")]
    [InlineData("dueDate=\"=c.d\"", "{\"c\": {}}")]
    [InlineData("dueDate=\"=c.d\"", "{\"c\": null}")]
    [InlineData("dueDate=\"=date and time(d)\"", "{\"d\": \"\"}")]
    [InlineData("dueDate=\"=date and time(c.d)\"", "{\"c\": {}}")]
    [InlineData("followUpDate=\"=d\"", "{\"d\": \"\"}")]
    [InlineData("followUpDate=\"=c.d\"", "{\"c\": {}}")]
    public Task A_date_that_is_not_known_yet_is_none(string schedule, string variables) => Play.PassesAsync(
        Flow + Task($"<zeebe:taskSchedule {schedule} />"),
        $$$$""" "steps": [{"start": {"variables": {{{{variables}}}} }}, {"expect": {"tasks": ["t"], "incidents": []}}] """);

    [Theory]
    [InlineData("dueDate=\"=d\"")]
    [InlineData("dueDate=\"=date and time(d)\"")]
    [InlineData("followUpDate=\"=d\"")]
    public Task A_date_that_cannot_be_read_is_an_incident(string schedule) => Play.PassesAsync(
        Flow + Task($"<zeebe:taskSchedule {schedule} />"),
        """ "steps": [{"start": {"variables": {"d": "next week"}}}, {"expect": {"tasks": [], "incidents": ["t"]}}] """);

    private static async Task Boundary(string what, string activity, string definition, string step)
    {
        what.Should().NotBeEmpty();
        await Play.PassesAsync(
            Flow + activity + Boundary(definition),
            $$$$""" "steps": [{"start": {"variables": {"x": "PT1H"}}}, {{{{step}}}}, {"expect": {"tasks": ["z"], "incidents": []}}] """,
            shared: Shared);
    }

    private static string Boundary(string definition) => $"""
        <bpmn:boundaryEvent id="b" attachedToRef="t">{definition}</bpmn:boundaryEvent>{Play.User("z")}
        <bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="z" /><bpmn:sequenceFlow id="f4" sourceRef="z" targetRef="e" />
        """;

    private static string Task(string extensions) =>
        $"""<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask />{extensions}</bpmn:extensionElements></bpmn:userTask>""";
}
