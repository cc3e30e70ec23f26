using System.Text;
using Peninsula.Workflows.Bpmn;
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
    public void A_gateway_has_the_flows_that_its_direction_says(string direction, string flows) =>
        Breaks("gateway-direction", Of($"{Nodes}<bpmn:parallelGateway id=\"g\" gatewayDirection=\"{direction}\"/>{Flows(flows)}"), "g");

    [Fact]
    public void A_direction_that_is_kept_is_fine() =>
        Read(Of($"{Nodes}<bpmn:parallelGateway id=\"g\" gatewayDirection=\"Diverging\"/>{Flows("s g, g a, g b")}")).Problems.Should().BeEmpty();

    [Theory]
    [InlineData("data-collection", "<bpmn:dataObject id=\"d\" itemSubjectRef=\"one\" isCollection=\"true\"/>")]
    [InlineData("reference-missing", "<bpmn:dataObjectReference id=\"d\" dataObjectRef=\"gone\"/>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:dataInput id=\"d\"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:dataOutput id=\"d\"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:inputSet id=\"i\"><bpmn:outputSetRefs>o</bpmn:outputSetRefs></bpmn:inputSet><bpmn:outputSet id=\"o\"/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:inputSet id=\"i\"><bpmn:optionalInputRefs>x</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>")]
    public void Data_agrees_with_what_it_refers_to(string rule, string data) =>
        Breaks(rule, Of("<bpmn:startEvent id=\"s\"/>" + data, "<bpmn:itemDefinition id=\"one\" structureRef=\"text\"/>"));

    [Theory]
    [InlineData("other", false)]
    [InlineData("same", true)]
    public void An_association_leads_between_items_of_one_kind(string item, bool fine)
    {
        var file = Around($"""
            <bpmn:userTask id="t"><bpmn:ioSpecification><bpmn:dataInput id="in" itemSubjectRef="{item}"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>
            <bpmn:dataInputAssociation id="flow"><bpmn:sourceRef>d</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:userTask><bpmn:dataObject id="d" name="letter" itemSubjectRef="one"/>
            """, "t", "<bpmn:itemDefinition id=\"one\" structureRef=\"text\"/><bpmn:itemDefinition id=\"same\" structureRef=\"text\"/><bpmn:itemDefinition id=\"other\" structureRef=\"number\"/>");
        if (fine)
        {
            Read(file).Problems.Should().NotContain(problem => problem.Rule == "data-association-items");
        }
        else
        {
            Breaks("data-association-items", file, "flow");
        }
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
