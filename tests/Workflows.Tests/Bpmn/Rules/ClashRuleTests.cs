using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class ClashRuleTests
{
    private const string Shared = "<bpmn:message id=\"m\" name=\"reply\"/><bpmn:message id=\"n\" name=\"reply\"/><bpmn:error id=\"er\" errorCode=\"E1\"/>";

    private static string Boundaries(params string[] definitions) =>
        Around("<bpmn:task id=\"t\"/>" + string.Concat(definitions.Select((definition, index) => $"<bpmn:boundaryEvent id=\"b{index}\" attachedToRef=\"t\">{definition}</bpmn:boundaryEvent>")), "t", Shared);

    [Theory]
    [InlineData("<bpmn:messageEventDefinition messageRef='m'/>", "<bpmn:messageEventDefinition messageRef='m'/>")]
    [InlineData("<bpmn:messageEventDefinition messageRef='m'/>", "<bpmn:messageEventDefinition messageRef='n'/>")]
    [InlineData("<bpmn:errorEventDefinition errorRef='er'/>", "<bpmn:errorEventDefinition errorRef='er'/>")]
    [InlineData("<bpmn:errorEventDefinition/>", "<bpmn:errorEventDefinition/>")]
    public void Two_events_of_one_activity_cannot_catch_the_same(string one, string other) => Breaks("boundary-clash", Boundaries(one, other), "b1");

    [Fact]
    public void Different_triggers_and_timers_stand_side_by_side()
    {
        const string Timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>";
        Read(Boundaries(Timer, Timer, "<bpmn:errorEventDefinition/>", "<bpmn:errorEventDefinition errorRef='er'/>")).Problems.Should().BeEmpty();
    }

    [Fact]
    public void A_receive_task_and_its_boundary_event_wait_for_different_messages() =>
        Breaks("boundary-clash", Around("<bpmn:receiveTask id=\"t\" messageRef=\"m\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"t\"><bpmn:messageEventDefinition messageRef=\"n\"/></bpmn:boundaryEvent>", "t", Shared), "t");

    [Fact]
    public void A_message_starts_one_process_of_a_file()
    {
        const string Start = "<bpmn:startEvent id=\"{0}\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>";
        Breaks("start-clash", Of(Start.Replace("{0}", "a", StringComparison.Ordinal) + Start.Replace("{0}", "b", StringComparison.Ordinal), Shared), "b");
        Read(Of(Start.Replace("{0}", "a", StringComparison.Ordinal), Shared + $"<bpmn:process id=\"q\" isExecutable=\"true\">{Start.Replace("{0}", "b", StringComparison.Ordinal)}</bpmn:process>"))
            .Problems.Should().ContainSingle().Which.Rule.Should().Be("start-clash");
    }

    [Fact]
    public void A_name_is_that_of_one_signal() =>
        Breaks("signal-clash", Around("<bpmn:task id=\"t\"/>", "t", "<bpmn:signal id=\"a\" name=\"alert\"/><bpmn:signal id=\"b\" name=\"alert\"/>"), "b");
}
