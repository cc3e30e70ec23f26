using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class FlowRuleTests
{
    private const string Ends = "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"t\"/><bpmn:endEvent id=\"e\"/>";

    [Theory]
    [InlineData("flow-target-missing", "<bpmn:sequenceFlow id='f' sourceRef='s' targetRef='gone'/>")]
    [InlineData("flow-target-missing", "<bpmn:sequenceFlow id='f' sourceRef='s'/>")]
    [InlineData("flow-source-missing", "<bpmn:sequenceFlow id='f' sourceRef='gone' targetRef='t'/>")]
    [InlineData("flow-into-start", "<bpmn:sequenceFlow id='f' sourceRef='t' targetRef='s'/>")]
    [InlineData("flow-out-of-end", "<bpmn:sequenceFlow id='f' sourceRef='e' targetRef='t'/>")]
    public void A_flow_leads_from_somewhere_to_somewhere(string rule, string flow) => Breaks(rule, Of(Ends + flow), "f");

    [Fact]
    public void A_flow_does_not_lead_into_a_boundary_event() =>
        Breaks("flow-into-boundary", Of(Ends + "<bpmn:boundaryEvent id='b' attachedToRef='t'><bpmn:errorEventDefinition/></bpmn:boundaryEvent><bpmn:sequenceFlow id='f' sourceRef='s' targetRef='b'/>"), "f");

    [Fact]
    public void A_flow_stays_inside_its_sub_process() =>
        Breaks("flow-crosses-boundary", Of(Ends + "<bpmn:subProcess id='p1'><bpmn:task id='i'/></bpmn:subProcess><bpmn:sequenceFlow id='f' sourceRef='s' targetRef='i'/>"), "f");

    [Fact]
    public void A_flow_stays_inside_its_pool() =>
        Breaks("flow-crosses-boundary", Of(Ends + "<bpmn:sequenceFlow id='f' sourceRef='s' targetRef='other'/>", "<bpmn:process id='q'><bpmn:task id='other'/></bpmn:process>"), "f")
            .Message.Should().Contain("message flow");

    [Fact]
    public void A_flow_stands_where_its_nodes_are() =>
        Breaks("flow-misplaced", Of(Ends + "<bpmn:subProcess id='p1'><bpmn:task id='i'/><bpmn:sequenceFlow id='f' sourceRef='s' targetRef='t'/></bpmn:subProcess>"), "f");

    [Fact]
    public void What_nodes_list_agrees_with_the_flows()
    {
        var flows = Flow("s", "t") + Flow("t", "e");
        Breaks("flow-contradiction", Of(Ends.Replace("<bpmn:task id=\"t\"/>", "<bpmn:task id=\"t\"><bpmn:incoming>t-e</bpmn:incoming></bpmn:task>", StringComparison.Ordinal) + flows), "t");
        Breaks("reference-missing", Of(Ends.Replace("<bpmn:task id=\"t\"/>", "<bpmn:task id=\"t\"><bpmn:outgoing>gone</bpmn:outgoing></bpmn:task>", StringComparison.Ordinal) + flows), "t");
    }

    [Theory]
    [InlineData("default-flow-missing", "gone", "")]
    [InlineData("default-flow-elsewhere", "s-g", "")]
    [InlineData("default-flow-condition", "g-t", "= x")]
    public void The_default_is_a_flow_of_its_own_without_a_condition(string rule, string id, string condition) =>
        Read(Of($"{Ends}<bpmn:exclusiveGateway id=\"g\" default=\"{id}\"/>{Flow("s", "g")}{Flow("g", "t", condition)}{Flow("g", "e", "= y")}"))
            .Problems.Should().ContainSingle(problem => problem.Rule == rule);

    [Fact]
    public void Only_those_that_choose_have_a_default() =>
        Breaks("default-flow-misplaced", Of($"{Ends}<bpmn:parallelGateway id=\"g\" default=\"g-t\"/>{Flow("s", "g")}{Flow("g", "t")}"), "g");

    [Fact]
    public void A_parallel_gateway_takes_no_conditions() =>
        Breaks("flow-condition-misplaced", Of($"{Ends}<bpmn:parallelGateway id=\"g\"/>{Flow("s", "g")}{Flow("g", "t", "= x")}"), "g-t");

    [Fact]
    public void A_condition_in_another_language_is_named() =>
        Breaks("expression-language", Of($"{Ends}<bpmn:sequenceFlow id='f' sourceRef='s' targetRef='t'><bpmn:conditionExpression language='http://groovy'>a.b()</bpmn:conditionExpression></bpmn:sequenceFlow>"), "f");
}
