using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class EventTests
{
    private const string Shared = """
        <bpmn:message id="m" name="reply"/><bpmn:signal id="sg" name="alarm"/>
        <bpmn:error id="er" errorCode="E1"/><bpmn:escalation id="es" escalationCode="C1"/>
        <bpmn:timerEventDefinition id="shared"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
        """;

    [Theory]
    [InlineData("<bpmn:messageEventDefinition messageRef='m'/>", typeof(MessageEventDefinition))]
    [InlineData("<bpmn:signalEventDefinition signalRef='sg'/>", typeof(SignalEventDefinition))]
    [InlineData("<bpmn:timerEventDefinition><bpmn:timeDate>2026-05-01T00:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition>", typeof(TimerEventDefinition))]
    [InlineData("<bpmn:conditionalEventDefinition><bpmn:condition>= x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>", typeof(ConditionalEventDefinition))]
    [InlineData("<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>", typeof(TimerEventDefinition))]
    public void A_catch_event_waits_for_its_definition(string definition, Type kind) =>
        Node<IntermediateCatchEvent>(Around($"<bpmn:intermediateCatchEvent id=\"c\">{definition}</bpmn:intermediateCatchEvent>", "c", Shared), "c")
            .Definition.Should().BeOfType(kind);

    [Theory]
    [InlineData("", null)]
    [InlineData("<bpmn:messageEventDefinition messageRef='m'/>", typeof(MessageEventDefinition))]
    [InlineData("<bpmn:signalEventDefinition signalRef='sg'/>", typeof(SignalEventDefinition))]
    [InlineData("<bpmn:escalationEventDefinition escalationRef='es'/>", typeof(EscalationEventDefinition))]
    [InlineData("<bpmn:compensateEventDefinition/>", typeof(CompensationEventDefinition))]
    public void A_throw_event_throws_its_definition(string definition, Type? kind)
    {
        var node = Node<IntermediateThrowEvent>(Around($"<bpmn:intermediateThrowEvent id=\"c\">{definition}</bpmn:intermediateThrowEvent>", "c", Shared), "c");
        node.Definition?.GetType().Should().Be(kind);
    }

    [Theory]
    [InlineData("<bpmn:errorEventDefinition errorRef='er'/>", typeof(ErrorEventDefinition))]
    [InlineData("<bpmn:terminateEventDefinition/>", typeof(TerminateEventDefinition))]
    [InlineData("<bpmn:escalationEventDefinition escalationRef='es'/>", typeof(EscalationEventDefinition))]
    public void An_end_event_ends_with_its_definition(string definition, Type kind) =>
        Node<EndEvent>(Of($"<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\">{definition}</bpmn:endEvent>{Flow("s", "e")}", Shared), "e")
            .Definition.Should().BeOfType(kind);

    [Fact]
    public void Several_definitions_make_a_multiple_event()
    {
        const string Two = "<bpmn:messageEventDefinition messageRef='m'/><bpmn:signalEventDefinition signalRef='sg'/>";
        var node = Node<IntermediateCatchEvent>(Around($"<bpmn:intermediateCatchEvent id=\"c\" parallelMultiple=\"true\">{Two}</bpmn:intermediateCatchEvent>", "c", Shared), "c");
        node.Should().Match<IntermediateCatchEvent>(item => item.Definitions.Count == 2 && item.Definition == null && item.ParallelMultiple);
    }

    [Fact]
    public void A_boundary_event_hangs_on_its_activity()
    {
        var process = Process(Of("""
            <bpmn:startEvent id="s"/><bpmn:userTask id="t"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
            <bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            """));
        var boundary = (BoundaryEvent)process.Node("b")!;
        boundary.CancelActivity.Should().BeFalse();
        boundary.AttachedTo.BoundaryEvents.Should().ContainSingle().Which.Should().BeSameAs(boundary);
    }

    [Fact]
    public void An_error_without_a_code_catches_every_error() =>
        Node<BoundaryEvent>(Of("""
            <bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
            <bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
            """), "b").Definition.Should().Be(new ErrorEventDefinition(null));

    [Theory]
    [InlineData("message-missing", "<bpmn:messageEventDefinition/>")]
    [InlineData("signal-missing", "<bpmn:signalEventDefinition/>")]
    [InlineData("condition-missing", "<bpmn:conditionalEventDefinition/>")]
    [InlineData("timer-value", "<bpmn:timerEventDefinition/>")]
    [InlineData("timer-value", "<bpmn:timerEventDefinition><bpmn:timeDuration>two days</bpmn:timeDuration></bpmn:timerEventDefinition>")]
    [InlineData("timer-value", "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration><bpmn:timeDate>2026-05-01</bpmn:timeDate></bpmn:timerEventDefinition>")]
    [InlineData("reference-missing", "<bpmn:eventDefinitionRef>gone</bpmn:eventDefinitionRef>")]
    public void What_an_event_waits_for_must_be_said(string rule, string definition) =>
        Read(Around($"<bpmn:intermediateCatchEvent id=\"c\">{definition}</bpmn:intermediateCatchEvent>", "c"))
            .Problems.Should().Contain(problem => problem.Rule == rule && problem.ElementId == "c");

    [Fact]
    public void A_message_end_event_may_be_a_job() =>
        Node<EndEvent>(Of($"<bpmn:startEvent id=\"s\"/><bpmn:endEvent id=\"e\"><bpmn:extensionElements><zeebe:taskDefinition type=\"send\"/></bpmn:extensionElements><bpmn:messageEventDefinition/></bpmn:endEvent>{Flow("s", "e")}"), "e")
            .Job!.Type.Text.Should().Be("send");
}
