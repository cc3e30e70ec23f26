using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class CompensationRuleTests
{
    private static string With(string handler, string association = "<bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"undo\"/>", string more = "") => Of($"""
        <bpmn:startEvent id="s"/><bpmn:task id="t"/>{Flow("s", "t")}
        <bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
        {handler}{association}{more}
        """);

    [Fact]
    public void The_association_leads_to_what_undoes()
    {
        var process = Process(With("<bpmn:task id=\"undo\" isForCompensation=\"true\"/>"));
        ((Workflows.Bpmn.Model.Activity)process.Node("t")!).CompensationHandler!.Id.Should().Be("undo");
    }

    [Fact]
    public void A_compensation_event_has_a_handler_that_is_one()
    {
        Breaks("compensation-handler-missing", With("<bpmn:task id=\"undo\" isForCompensation=\"true\"/>", ""), "b");
        Read(With("<bpmn:task id=\"undo\"/>")).Problems.Should().Contain(problem => problem.Rule == "compensation-handler-kind");
    }

    [Fact]
    public void There_is_one_handler() =>
        Breaks("compensation-handler-twice", With("<bpmn:task id=\"undo\" isForCompensation=\"true\"/><bpmn:task id=\"other\" isForCompensation=\"true\"/>", more: "<bpmn:association id=\"a2\" sourceRef=\"b\" targetRef=\"other\"/>", association: "<bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"undo\"/>"), "a2");

    [Fact]
    public void A_handler_stands_outside_the_flow() =>
        Breaks("compensation-handler-flow", With("<bpmn:task id=\"undo\" isForCompensation=\"true\"/>", more: Flow("t", "undo")), "undo");

    [Fact]
    public void No_flow_leaves_the_event() =>
        Breaks("compensation-with-flow", With("<bpmn:task id=\"undo\" isForCompensation=\"true\"/>", more: $"<bpmn:task id=\"u\"/>{Flow("b", "u")}"), "b");

    [Fact]
    public void What_is_to_be_compensated_is_there()
    {
        Breaks("reference-missing", Around("<bpmn:intermediateThrowEvent id=\"c\"><bpmn:compensateEventDefinition activityRef=\"gone\"/></bpmn:intermediateThrowEvent>", "c").Replace("activityRef=\"gone\"", "activityRef=\"gone\"", StringComparison.Ordinal), "c");
        Breaks("compensation-target", Around("<bpmn:intermediateThrowEvent id=\"c\"><bpmn:compensateEventDefinition activityRef=\"s\"/></bpmn:intermediateThrowEvent>", "c"), "c");
    }

    [Theory]
    [InlineData("<bpmn:task id=\"t\"/>", "<bpmn:intermediateThrowEvent id=\"c\"><bpmn:compensateEventDefinition activityRef=\"t\"/></bpmn:intermediateThrowEvent>")]
    [InlineData("<bpmn:intermediateThrowEvent id=\"c\"><bpmn:compensateEventDefinition activityRef=\"t\"/></bpmn:intermediateThrowEvent>", "<bpmn:task id=\"t\"/>")]
    public void What_is_to_be_compensated_stands_in_the_same_scope(string beside, string inside) =>
        Breaks("compensation-target", Around($"<bpmn:subProcess id=\"sub\">{inside}</bpmn:subProcess>{beside}", "sub"), "c");

    [Fact]
    public void An_event_sub_process_compensates_what_stands_beside_it() =>
        Read(Around("""
            <bpmn:subProcess id="sub"><bpmn:task id="t"/>
              <bpmn:subProcess id="ev" triggeredByEvent="true"><bpmn:startEvent id="i"><bpmn:compensateEventDefinition/></bpmn:startEvent>
              <bpmn:endEvent id="c"><bpmn:compensateEventDefinition activityRef="t"/></bpmn:endEvent><bpmn:sequenceFlow id="f" sourceRef="i" targetRef="c"/></bpmn:subProcess>
            </bpmn:subProcess>
            """, "sub")).Problems.Should().BeEmpty();

    [Fact]
    public void A_sub_process_is_undone_from_inside_or_from_outside() =>
        Breaks("compensation-twice", Around("""
            <bpmn:subProcess id="sub"><bpmn:task id="t"/>
              <bpmn:subProcess id="ev" triggeredByEvent="true"><bpmn:startEvent id="i"><bpmn:compensateEventDefinition/></bpmn:startEvent></bpmn:subProcess>
            </bpmn:subProcess>
            <bpmn:boundaryEvent id="b" attachedToRef="sub"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
            <bpmn:task id="undo" isForCompensation="true"/><bpmn:association id="a" sourceRef="b" targetRef="undo"/>
            """, "sub"), "sub");

    [Fact]
    public void A_process_is_not_compensated_from_inside() =>
        Breaks("compensation-start-in-process", Of("<bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"ev\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"i\"><bpmn:compensateEventDefinition/></bpmn:startEvent></bpmn:subProcess>"), "i");
}
