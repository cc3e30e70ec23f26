using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class GatewayRuleTests
{
    private const string Shared = "<bpmn:message id=\"m1\" name=\"one\"/><bpmn:message id=\"m2\" name=\"two\"/>";

    private static string Catch(string id, string message) => $"<bpmn:intermediateCatchEvent id=\"{id}\"><bpmn:messageEventDefinition messageRef=\"{message}\"/></bpmn:intermediateCatchEvent>";

    private static string Events(string targets, string flows, string attributes = "", bool start = true) =>
        Of($"{(start ? "<bpmn:startEvent id=\"s\"/>" + Flow("s", "g") : "")}<bpmn:eventBasedGateway id=\"g\" {attributes}/>{targets}{flows}", Shared);

    [Fact]
    public void Flows_of_a_choice_have_conditions_or_one_is_the_default()
    {
        const string Nodes = "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:task id=\"c\"/>";
        Breaks("exclusive-flow-without-condition", Of($"{Nodes}<bpmn:exclusiveGateway id=\"g\"/>{Flow("s", "g")}{Flow("g", "a")}{Flow("g", "b")}{Flow("g", "c", "= x")}"), "g");
        Breaks("exclusive-flow-without-condition", Of($"{Nodes}<bpmn:exclusiveGateway id=\"g\" default=\"g-a\"/>{Flow("s", "g")}{Flow("g", "a")}{Flow("g", "b")}"), "g");
        Breaks("exclusive-flow-without-condition", Of($"{Nodes}<bpmn:exclusiveGateway id=\"g\"/>{Flow("s", "g")}{Flow("g", "a", "= x")}"), "g");
        Read(Of($"{Nodes}<bpmn:exclusiveGateway id=\"g\"/>{Flow("s", "g")}{Flow("g", "a", "= x")}{Flow("g", "b")}")).Problems.Should().BeEmpty();
        Read(Of($"{Nodes}<bpmn:exclusiveGateway id=\"g\" default=\"g-b\"/>{Flow("s", "g")}{Flow("g", "a", "= x")}{Flow("g", "b")}")).Problems.Should().BeEmpty();
    }

    [Fact]
    public void A_gateway_leads_on()
    {
        Breaks("gateway-without-outgoing", Of($"<bpmn:startEvent id=\"s\"/><bpmn:exclusiveGateway id=\"g\"/>{Flow("s", "g")}"), "g");
        Breaks("gateway-unconnected", Of("<bpmn:startEvent id=\"s\"/><bpmn:parallelGateway id=\"g\"/>"), "g");
    }

    [Fact]
    public void An_event_based_gateway_leads_to_two_or_more_events()
    {
        Breaks("event-gateway-few", Events(Catch("a", "m1"), Flow("g", "a")), "g");
        Breaks("event-gateway-target", Events(Catch("a", "m1") + "<bpmn:task id=\"b\"/>", Flow("g", "a") + Flow("g", "b")), "g");
    }

    [Fact]
    public void Its_events_are_its_own() =>
        Breaks("event-gateway-target-incoming", Events(Catch("a", "m1") + Catch("b", "m2") + "<bpmn:task id=\"t\"/>", Flow("g", "a") + Flow("g", "b") + Flow("t", "a")), "a");

    [Fact]
    public void Its_events_differ() =>
        Breaks("event-gateway-clash", Events(Catch("a", "m1") + Catch("b", "m1"), Flow("g", "a") + Flow("g", "b")), "b");

    [Fact]
    public void Messages_come_to_tasks_or_to_events() =>
        Breaks("event-gateway-mixed", Events(Catch("a", "m1") + "<bpmn:receiveTask id=\"b\" messageRef=\"m2\"/>", Flow("g", "a") + Flow("g", "b")), "g");

    [Fact]
    public void What_starts_an_instance_stands_at_the_beginning()
    {
        Breaks("instantiating-gateway-incoming", Events(Catch("a", "m1") + Catch("b", "m2"), Flow("g", "a") + Flow("g", "b"), "instantiate=\"true\""), "g");
        Breaks("parallel-gateway-not-instantiating", Events(Catch("a", "m1") + Catch("b", "m2"), Flow("g", "a") + Flow("g", "b"), "eventGatewayType=\"Parallel\""), "g");
        Breaks("instantiating-task-incoming", Around("<bpmn:receiveTask id=\"r\" instantiate=\"true\" messageRef=\"m1\"/>", "r", Shared), "r");
        Breaks("instantiating-in-subprocess", Around("<bpmn:subProcess id=\"sub\"><bpmn:receiveTask id=\"r\" instantiate=\"true\" messageRef=\"m1\"/></bpmn:subProcess>", "sub", Shared), "r");
    }
}
