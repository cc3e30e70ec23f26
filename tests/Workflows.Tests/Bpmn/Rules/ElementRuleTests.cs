using System.Text;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class ElementRuleTests
{
    private const string Nodes = "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/>";

    [Theory]
    [InlineData("Converging", "s g, g a, g b")]
    [InlineData("Diverging", "s g, a g, g b")]
    [InlineData("Diverging", "s g, g b")]
    [InlineData("Mixed", "s g, g a, g b")]
    public void A_gateway_that_has_not_the_flows_that_its_direction_says_is_worth_a_look(string direction, string flows) =>
        Warns("gateway-direction", Of($"{Nodes}<bpmn:parallelGateway id=\"g\" gatewayDirection=\"{direction}\"/>{Flows(flows)}"), "g");

    [Fact]
    public void A_direction_that_is_kept_is_fine() =>
        Read(Of($"{Nodes}<bpmn:parallelGateway id=\"g\" gatewayDirection=\"Diverging\"/>{Flows("s g, g a, g b")}")).Warnings.Should().NotContain(warning => warning.Rule == "gateway-direction");

    [Theory]
    [InlineData("<bpmn:task id=\"t\"><bpmn:standardLoopCharacteristics/><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>")]
    [InlineData("<bpmn:task id=\"t\"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics><bpmn:standardLoopCharacteristics/></bpmn:task>")]
    public void An_activity_repeats_in_one_way(string task) => Breaks("loop-twice", Around(task, "t"), "t");

    [Theory]
    [InlineData("startQuantity")]
    [InlineData("completionQuantity")]
    public void A_quantity_of_zero_is_taken_as_one(string attribute)
    {
        var file = Around($"<bpmn:task id=\"t\" {attribute}=\"0\"/>", "t");
        Warns("quantity", file, "t");
        Node<UndefinedTask>(file, "t").Should().Match<UndefinedTask>(task => task.StartQuantity == 1 && task.CompletionQuantity == 1);
    }

    [Fact]
    public void What_an_executable_process_does_not_have_is_worth_a_look()
    {
        Warns("flow-not-immediate", Of($"{Nodes}<bpmn:sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"a\" isImmediate=\"false\"/>"), "f");
        Warns("script-format-missing", Around("<bpmn:scriptTask id=\"t\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>", "t"), "t");
        Warns("process-public", Of(Nodes).Replace("isExecutable", "processType=\"Public\" isExecutable", StringComparison.Ordinal), "p");
    }

    [Theory]
    [InlineData("minimum=\"-1\"", "attribute-value")]
    [InlineData("minimum=\"3\" maximum=\"2\"", "participant-multiplicity")]
    public void A_number_of_participants_is_one(string numbers, string rule) =>
        Breaks(rule, Of("<bpmn:startEvent id=\"s\"/>", $"<bpmn:collaboration id=\"c\"><bpmn:participant id=\"pool\"><bpmn:participantMultiplicity id=\"m\" {numbers}/></bpmn:participant></bpmn:collaboration>"), "m");

    [Fact]
    public void A_role_says_who_in_one_way() =>
        Breaks("resource-twice", Around("<bpmn:userTask id=\"t\"><bpmn:potentialOwner id=\"who\"><bpmn:resourceRef>r</bpmn:resourceRef><bpmn:resourceAssignmentExpression><bpmn:formalExpression>= x</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner></bpmn:userTask>", "t", "<bpmn:resource id=\"r\" name=\"team\"/>"), "who");

    [Fact]
    public void A_single_flow_takes_no_condition() =>
        Breaks("flow-condition-misplaced", Of($"{Nodes}{Flow("s", "a")}{Flow("a", "b", "= x")}"), "a-b");

    [Fact]
    public void An_intermediate_event_is_led_to() =>
        Breaks("event-without-incoming", Of($"{Nodes}{Flows("s a, c b")}<bpmn:intermediateThrowEvent id=\"c\"/>"), "c");

    [Fact]
    public void What_has_an_end_event_has_a_start_event() =>
        Breaks("end-without-start", Of($"<bpmn:task id=\"a\"/><bpmn:endEvent id=\"e\"/>{Flow("a", "e")}"), "e");

    [Fact]
    public void An_expression_that_is_only_described_cannot_run() =>
        Breaks("expression-informal", Of($"{Nodes}{Flow("s", "a")}<bpmn:sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"b\"><bpmn:conditionExpression xsi:type=\"bpmn:tExpression\">when it rains</bpmn:conditionExpression></bpmn:sequenceFlow>"));

    [Fact]
    public void An_escalation_is_caught_where_it_can_be_thrown() =>
        Breaks("boundary-never-thrown", Of($"<bpmn:startEvent id=\"s\"/><bpmn:serviceTask id=\"t\"/>{Flow("s", "t")}<bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\"><bpmn:escalationEventDefinition/></bpmn:boundaryEvent>"), "b");

    [Fact]
    public void A_file_of_an_older_tool_is_read_in_its_own_encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Of("<bpmn:startEvent id=\"s\" name=\"Prüfung\"/>").Replace("utf-8", "WINDOWS-1252", StringComparison.Ordinal);
        BpmnReader.Read(Encoding.GetEncoding(1252).GetBytes(text)).Processes.Single().Node("s")!.Name.Should().Be("Prüfung");
    }

    private static string Flows(string pairs) =>
        string.Concat(pairs.Split(", ").Select(pair => Flow(pair.Split(' ')[0], pair.Split(' ')[1])));
}
