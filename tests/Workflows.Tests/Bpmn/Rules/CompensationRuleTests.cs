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
        ((Workflows.Bpmn.Activity)process.Node("t")!).CompensationHandler!.Id.Should().Be("undo");
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

    [Fact]
    public void A_process_is_not_compensated_from_inside() =>
        Breaks("compensation-start-in-process", Of("<bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"ev\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"i\"><bpmn:compensateEventDefinition/></bpmn:startEvent></bpmn:subProcess>"), "i");
}
