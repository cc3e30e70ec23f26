using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class ReferenceRuleTests
{
    private const string Ends = "<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"/>";

    [Theory]
    [InlineData("<bpmn:target>gone</bpmn:target>", "<bpmn:source>la</bpmn:source>", "la")]
    [InlineData("<bpmn:target>lb</bpmn:target>", "", "la")]
    [InlineData("", "<bpmn:source>la</bpmn:source>", "lb")]
    public void Links_that_name_each_other_do_so_both_ways(string target, string source, string at) =>
        Breaks("link-partner", Links(target, source), at);

    [Fact]
    public void Links_that_agree_are_fine() => Process(Links("<bpmn:target>lb</bpmn:target>", "<bpmn:source>la</bpmn:source>"));

    [Fact]
    public void What_an_event_throws_belongs_to_it_alone() => Breaks("event-definition-shared", Of(
        $"{Ends}<bpmn:endEvent id=\"e2\"><bpmn:signalEventDefinition id=\"d\" signalRef=\"g\"/></bpmn:endEvent><bpmn:intermediateCatchEvent id=\"c\"><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:intermediateCatchEvent>{Flow("s", "c")}{Flow("c", "e")}",
        "<bpmn:signal id=\"g\" name=\"bell\"/>"), "c");

    [Fact]
    public void A_flow_is_listed_at_both_ends_where_flows_are()
    {
        static string Task(string lists) => Of($"{Ends}<bpmn:task id=\"t\">{lists}</bpmn:task>{Flow("s", "t")}{Flow("t", "e")}");

        Warns("flow-not-listed", Task("<bpmn:incoming>s-t</bpmn:incoming>"), "t-e");
        Read(Task("")).Warnings.Should().NotContain(warning => warning.Rule == "flow-not-listed", "no flow is listed at all");
    }

    [Fact]
    public void A_called_process_begins_without_a_trigger() => Warns("called-process-start", Around("<bpmn:callActivity id=\"t\" calledElement=\"called\"/>", "t", """
        <bpmn:message id="m" name="letter"/><bpmn:process id="called"><bpmn:startEvent id="cs"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent></bpmn:process>
        """), "t");

    [Theory]
    [InlineData("intermediateThrowEvent", false)]
    [InlineData("endEvent", false)]
    [InlineData("startEvent", true)]
    public void A_message_flow_leads_to_what_receives(string name, bool onlyWarns)
    {
        var file = Of($"{Ends}{Flow("s", "e")}", $"""
            <bpmn:collaboration id="c"><bpmn:participant id="a" processRef="p"/><bpmn:participant id="b" processRef="q"/><bpmn:messageFlow id="f" sourceRef="a" targetRef="x"/></bpmn:collaboration>
            <bpmn:process id="q"><bpmn:startEvent id="qs"/><bpmn:{name} id="x"/><bpmn:endEvent id="qe"/>{(name == "intermediateThrowEvent" ? Flow("qs", "x") : "")}</bpmn:process>
            """);
        if (onlyWarns)
        {
            Read(file.Replace("<bpmn:startEvent id=\"qs\"/>", "", StringComparison.Ordinal)).Warnings.Should().Contain(warning => warning.Rule == "message-flow-end");
        }
        else
        {
            Breaks("message-flow-end", file, "f");
        }
    }

    [Theory]
    [InlineData("start-without-outgoing", "s", "<bpmn:startEvent id=\"s\"/>")]
    [InlineData("end-without-incoming", "e", "<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"/>")]
    [InlineData("node-without-incoming", "t", "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"t\"/>")]
    [InlineData("node-without-outgoing", "t", "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"t\"/><bpmn:endEvent id=\"e\"/>")]
    [InlineData("compensation-handler-unused", "t", "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"t\" isForCompensation=\"true\"/>")]
    [InlineData("boundary-without-outgoing", "b", "<bpmn:startEvent id=\"s\"/><bpmn:task id=\"t\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>")]
    [InlineData("cancel-never-caught", "t", "<bpmn:startEvent id=\"s\"/><bpmn:transaction id=\"t\"><bpmn:startEvent id=\"is\"/><bpmn:endEvent id=\"ie\"><bpmn:cancelEventDefinition/></bpmn:endEvent></bpmn:transaction>")]
    [InlineData("cancel-never-thrown", "b", "<bpmn:startEvent id=\"s\"/><bpmn:transaction id=\"t\"><bpmn:startEvent id=\"is\"/></bpmn:transaction><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>")]
    public void A_flow_or_partner_that_is_missing_is_worth_a_look(string rule, string at, string elements) => Warns(rule, Of(elements), at);

    private static string Links(string target, string source) => Of(
        $"{Ends}<bpmn:intermediateThrowEvent id=\"a\"><bpmn:linkEventDefinition id=\"la\" name=\"l\">{target}</bpmn:linkEventDefinition></bpmn:intermediateThrowEvent>"
        + $"<bpmn:intermediateCatchEvent id=\"b\"><bpmn:linkEventDefinition id=\"lb\" name=\"l\">{source}</bpmn:linkEventDefinition></bpmn:intermediateCatchEvent>{Flow("s", "a")}{Flow("b", "e")}");
}
