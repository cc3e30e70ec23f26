using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class EventRuleTests
{
    private const string Shared = "<bpmn:message id=\"m\" name=\"reply\"/><bpmn:error id=\"er\" errorCode=\"E1\"/><bpmn:escalation id=\"es\"/>";
    private const string Timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>";

    private static string Boundary(string definition, string attributes = "", string host = "<bpmn:task id=\"t\"/>") =>
        Of($"<bpmn:startEvent id=\"s\"/>{host}{Flow("s", "t")}<bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\" {attributes}>{definition}</bpmn:boundaryEvent>", Shared);

    [Theory]
    [InlineData("errorEventDefinition")]
    [InlineData("escalationEventDefinition")]
    [InlineData("compensateEventDefinition")]
    [InlineData("cancelEventDefinition")]
    [InlineData("terminateEventDefinition")]
    public void A_process_is_started_by_what_can_reach_it(string definition) =>
        Breaks("start-kind", Of($"<bpmn:startEvent id=\"s\"><bpmn:{definition}/></bpmn:startEvent>"), "s");

    [Fact]
    public void A_sub_process_is_started_by_its_flow() =>
        Breaks("start-kind", Around($"<bpmn:subProcess id=\"sub\"><bpmn:startEvent id=\"i\">{Timer}</bpmn:startEvent></bpmn:subProcess>", "sub"), "i");

    [Fact]
    public void There_is_one_start_without_a_trigger() =>
        Breaks("start-none-several", Of("<bpmn:startEvent id=\"s\"/><bpmn:startEvent id=\"z\"/>"), "z");

    [Fact]
    public void Something_must_begin() =>
        Breaks("start-missing", Of($"<bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"sub\"><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/>{Flow("a", "b")}{Flow("b", "a")}</bpmn:subProcess>"), "sub");

    [Theory]
    [InlineData("")]
    [InlineData("<bpmn:errorEventDefinition/>")]
    [InlineData("<bpmn:compensateEventDefinition/>")]
    public void An_intermediate_event_waits_for_what_can_come(string definition) =>
        Breaks("catch-kind", Around($"<bpmn:intermediateCatchEvent id=\"c\">{definition}</bpmn:intermediateCatchEvent>", "c"), "c");

    [Theory]
    [InlineData("<bpmn:errorEventDefinition errorRef='er'/>")]
    [InlineData("<bpmn:terminateEventDefinition/>")]
    public void What_ends_is_thrown_by_end_events(string definition) =>
        Breaks("throw-kind", Around($"<bpmn:intermediateThrowEvent id=\"c\">{definition}</bpmn:intermediateThrowEvent>", "c", Shared), "c");

    [Fact]
    public void An_end_event_throws() =>
        Breaks("end-kind", Of($"<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\">{Timer}</bpmn:endEvent>"), "e");

    [Fact]
    public void An_error_or_escalation_that_is_thrown_has_a_code()
    {
        Breaks("error-code-missing", Of("<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"><bpmn:errorEventDefinition/></bpmn:endEvent>"), "e");
        Breaks("escalation-code-missing", Of("<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"><bpmn:escalationEventDefinition escalationRef='es'/></bpmn:endEvent>", Shared), "e");
    }

    [Fact]
    public void Only_a_transaction_is_cancelled()
    {
        Breaks("cancel-outside-transaction", Of("<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"><bpmn:cancelEventDefinition/></bpmn:endEvent>"), "e");
        Breaks("cancel-outside-transaction", Boundary("<bpmn:cancelEventDefinition/>"), "b");
        Read(Boundary("<bpmn:cancelEventDefinition/>", "", "<bpmn:transaction id=\"t\"><bpmn:subProcess id=\"u\"><bpmn:startEvent id=\"us\"/><bpmn:endEvent id=\"x\"><bpmn:cancelEventDefinition/></bpmn:endEvent></bpmn:subProcess></bpmn:transaction>"))
            .Problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("boundary-kind", "", "")]
    [InlineData("boundary-kind", "<bpmn:terminateEventDefinition/>", "")]
    [InlineData("boundary-not-interrupting", "<bpmn:errorEventDefinition errorRef='er'/>", "cancelActivity='false'")]
    public void A_boundary_event_has_a_trigger_that_fits(string rule, string definition, string attributes) =>
        Breaks(rule, Boundary(definition, attributes), "b");

    [Theory]
    [InlineData("boundary-host-missing", "")]
    [InlineData("boundary-host-missing", "attachedToRef='gone'")]
    [InlineData("boundary-host-kind", "attachedToRef='s'")]
    public void A_boundary_event_hangs_on_an_activity(string rule, string attached) =>
        Breaks(rule, Of($"<bpmn:startEvent id=\"s\"/><bpmn:boundaryEvent id=\"b\" {attached}>{Timer}</bpmn:boundaryEvent>"), "b");

    [Fact]
    public void An_event_sub_process_carries_no_boundary_events() =>
        Breaks("boundary-on-event-subprocess", Of($"<bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"t\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"i\">{Timer}</bpmn:startEvent></bpmn:subProcess><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\">{Timer}</bpmn:boundaryEvent>"), "b");

    [Fact]
    public void A_parallel_multiple_event_has_several_triggers() =>
        Breaks("parallel-multiple-single", Around($"<bpmn:intermediateCatchEvent id=\"c\" parallelMultiple=\"true\">{Timer}</bpmn:intermediateCatchEvent>", "c"), "c");
}
