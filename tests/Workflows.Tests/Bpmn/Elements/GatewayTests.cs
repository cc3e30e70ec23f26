using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class GatewayTests
{
    [Theory]
    [InlineData("exclusiveGateway", typeof(ExclusiveGateway))]
    [InlineData("parallelGateway", typeof(ParallelGateway))]
    [InlineData("inclusiveGateway", typeof(InclusiveGateway))]
    [InlineData("complexGateway", typeof(ComplexGateway))]
    public void Every_kind_is_read(string element, Type kind) =>
        Process(Around($"<bpmn:{element} id=\"g\"/>", "g")).Node("g").Should().BeOfType(kind);

    [Fact]
    public void Conditions_and_the_default_belong_to_flows()
    {
        var process = Process(Of($"""
            <bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" default="g-b"/><bpmn:task id="a"/><bpmn:task id="b"/>
            {Flow("s", "g")}{Flow("g", "a", "riskLevel = \"high\"")}{Flow("g", "b")}
            """));
        var gateway = (ExclusiveGateway)process.Node("g")!;
        gateway.Default!.Target.Id.Should().Be("b");
        gateway.Outgoing.Select(flow => flow.Condition?.Text).Should().Equal("riskLevel = \"high\"", null);
    }

    [Fact]
    public void A_complex_gateway_has_its_condition() =>
        Node<ComplexGateway>(Around("<bpmn:complexGateway id=\"g\"><bpmn:activationCondition>= activationCount &gt;= 2</bpmn:activationCondition></bpmn:complexGateway>", "g"), "g")
            .ActivationCondition!.Text.Should().Be("= activationCount >= 2");

    [Fact]
    public void An_event_based_gateway_may_start_an_instance()
    {
        const string Signals = "<bpmn:signal id=\"s1\" name=\"one\"/><bpmn:signal id=\"s2\" name=\"two\"/>";
        var gateway = Node<EventBasedGateway>(Of($"""
            <bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>
            <bpmn:intermediateCatchEvent id="a"><bpmn:signalEventDefinition signalRef="s1"/></bpmn:intermediateCatchEvent>
            <bpmn:intermediateCatchEvent id="b"><bpmn:signalEventDefinition signalRef="s2"/></bpmn:intermediateCatchEvent>
            {Flow("g", "a")}{Flow("g", "b")}
            """, Signals), "g");
        (gateway.Instantiate, gateway.Parallel).Should().Be((true, true));
    }

    [Fact]
    public void A_flow_without_an_id_gets_one_of_its_own()
    {
        var flows = Process(Of("""
            <bpmn:startEvent id="s"/><bpmn:task id="t"/>
            <bpmn:sequenceFlow sourceRef="s" targetRef="t"/><bpmn:sequenceFlow sourceRef="s" targetRef="t"/>
            """)).Flows;
        flows.Should().HaveCount(2);
        flows.Select(flow => flow.Id).Should().OnlyHaveUniqueItems();
    }
}
