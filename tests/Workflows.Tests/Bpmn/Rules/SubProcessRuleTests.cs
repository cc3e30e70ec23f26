using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class SubProcessRuleTests
{
    private const string Shared = "<bpmn:message id=\"m\" name=\"reply\"/>";

    private static string Event(string inside, string attributes = "", string more = "") =>
        Of($"<bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"ev\" triggeredByEvent=\"true\" {attributes}>{inside}</bpmn:subProcess>{more}", Shared);

    private static string Start(string id) => $"<bpmn:startEvent id=\"{id}\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>";

    [Fact]
    public void An_event_sub_process_is_started_by_one_event()
    {
        Breaks("event-subprocess-start", Event("<bpmn:task id=\"t\"/>"), "ev");
        Breaks("event-subprocess-start", Event(Start("a") + Start("b")), "ev");
        Breaks("start-kind", Event("<bpmn:startEvent id=\"a\"/>"), "a");
        Breaks("event-subprocess-flow", Event(Start("a"), more: Flow("s", "ev")), "ev");
        Breaks("event-subprocess-loop", Event(Start("a") + "<bpmn:standardLoopCharacteristics/>"), "ev");
        Breaks("start-not-interrupting", Event("<bpmn:startEvent id=\"a\" isInterrupting=\"false\"><bpmn:errorEventDefinition/></bpmn:startEvent>"), "a");
    }

    [Fact]
    public void An_event_sub_process_that_compensation_starts_may_be_marked_as_compensation()
    {
        static string Inner(string attributes, string definition) => Around(
            $"<bpmn:subProcess id=\"sub\"><bpmn:startEvent id=\"is\"/><bpmn:endEvent id=\"ie\"/>{Flow("is", "ie")}<bpmn:subProcess id=\"ev\" triggeredByEvent=\"true\" {attributes}><bpmn:startEvent id=\"a\">{definition}</bpmn:startEvent></bpmn:subProcess></bpmn:subProcess>", "sub", Shared);

        Process(Inner("isForCompensation=\"true\"", "<bpmn:compensateEventDefinition/>"));
        Process(Inner("", "<bpmn:compensateEventDefinition/>"));
        Breaks("event-subprocess-compensation", Inner("isForCompensation=\"true\"", "<bpmn:messageEventDefinition messageRef=\"m\"/>"), "ev");
    }

    [Fact]
    public void An_ad_hoc_sub_process_has_activities_and_neither_start_nor_end()
    {
        Breaks("ad-hoc-empty", Around("<bpmn:adHocSubProcess id=\"a\"/>", "a"), "a");
        Breaks("ad-hoc-start-or-end", Around("<bpmn:adHocSubProcess id=\"a\"><bpmn:startEvent id=\"i\"/><bpmn:task id=\"t\"/></bpmn:adHocSubProcess>", "a"), "a");
        Breaks("attribute-value", Around("<bpmn:adHocSubProcess id=\"a\" ordering=\"Random\"><bpmn:task id=\"t\"/></bpmn:adHocSubProcess>", "a"), "a");
    }
}
