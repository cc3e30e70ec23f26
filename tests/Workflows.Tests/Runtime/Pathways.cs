using System.Text;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Tests.Runtime;

/// <summary>Small pathways as files.</summary>
internal static class Pathways
{
    /// <summary>Two tasks, one after the other.</summary>
    public static DeploymentFile TwoTasks { get; } = Process("two-tasks", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="first"/>
        <userTask id="first" name="First"/><sequenceFlow id="f2" sourceRef="first" targetRef="second"/>
        <userTask id="second" name="Second"/><sequenceFlow id="f3" sourceRef="second" targetRef="end"/>
        <endEvent id="end"/>
        """);

    /// <summary>Waits for a time, then asks.</summary>
    public static DeploymentFile Waiting { get; } = WaitingFor("<timeDuration>PT1H</timeDuration>");

    /// <summary>Waits for a timer of one's own, then asks.</summary>
    public static DeploymentFile WaitingFor(string timer) => Process("waiting", $"""
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
        <intermediateCatchEvent id="wait"><timerEventDefinition>{timer}</timerEventDefinition></intermediateCatchEvent>
        <sequenceFlow id="f2" sourceRef="wait" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="f3" sourceRef="ask" targetRef="end"/>
        <endEvent id="end"/>
        """);

    /// <summary>Waits for the message "reply" with the case's number.</summary>
    public static DeploymentFile Receiving { get; } = Process("receiving", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
        <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <sequenceFlow id="f2" sourceRef="wait" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="f3" sourceRef="ask" targetRef="end"/>
        <endEvent id="end"/>
        """, Message("m", "reply", "= number"));

    /// <summary>Sends the message "reply" with the case's number.</summary>
    public static DeploymentFile Sending { get; } = Process("sending", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="send"/>
        <sendTask id="send" messageRef="m"/><sequenceFlow id="f2" sourceRef="send" targetRef="end"/>
        <endEvent id="end"/>
        """, Message("m", "reply", "= number"));

    /// <summary>Is started by the message "raised", and asks.</summary>
    public static DeploymentFile StartedByMessage { get; } = Process("by-message", """
        <startEvent id="start"><messageEventDefinition messageRef="m"/></startEvent><sequenceFlow id="f1" sourceRef="start" targetRef="ask"/>
        <userTask id="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="end"/><endEvent id="end"/>
        """, """<message id="m" name="raised"/>""");

    /// <summary>Starts every week.</summary>
    public static DeploymentFile Weekly { get; } = StartedBy("<timeCycle>R3/P7D</timeCycle>");

    /// <summary>Is started by a timer of one's own, and asks.</summary>
    public static DeploymentFile StartedBy(string timer) => Process("weekly", $"""
        <startEvent id="start"><timerEventDefinition>{timer}</timerEventDefinition></startEvent><sequenceFlow id="f1" sourceRef="start" targetRef="ask"/>
        <userTask id="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="end"/><endEvent id="end"/>
        """);

    /// <summary>Has a job of type "tell", then asks; on the error "unknown" asks otherwise.</summary>
    public static DeploymentFile Telling { get; } = Process("telling", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="tell"/>
        <serviceTask id="tell"><extensionElements><zeebe:taskDefinition type="tell" retries="2"/></extensionElements></serviceTask>
        <boundaryEvent id="unknown" attachedToRef="tell"><errorEventDefinition errorRef="e"/></boundaryEvent>
        <sequenceFlow id="f2" sourceRef="tell" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="f3" sourceRef="ask" targetRef="end"/><endEvent id="end"/>
        <sequenceFlow id="f4" sourceRef="unknown" targetRef="find"/><userTask id="find"/><sequenceFlow id="f5" sourceRef="find" targetRef="end2"/><endEvent id="end2"/>
        """, """<error id="e" errorCode="unknown"/>""");

    /// <summary>Waits for the signal "alarm", or throws it.</summary>
    public static DeploymentFile Alarmed { get; } = Process("alarmed", """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
        <intermediateCatchEvent id="wait"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
        <sequenceFlow id="f2" sourceRef="wait" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="f3" sourceRef="ask" targetRef="end"/><endEvent id="end"/>
        """, """<signal id="s" name="alarm"/>""");

    /// <summary>Starts when the risk is high.</summary>
    public static DeploymentFile StartedByCondition { get; } = Process("by-condition", """
        <startEvent id="start"><conditionalEventDefinition><condition>= riskLevel = "high"</condition></conditionalEventDefinition></startEvent>
        <sequenceFlow id="f1" sourceRef="start" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="end"/><endEvent id="end"/>
        """);

    public static DeploymentFile Process(string id, string content, string definitions = "") => new(id + ".bpmn", Encoding.UTF8.GetBytes($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
        {definitions}
        <process id="{id}" isExecutable="true">
        {content}
        </process>
        </definitions>
        """));

    private static string Message(string id, string name, string key) =>
        $"""<message id="{id}" name="{name}"><extensionElements><zeebe:subscription correlationKey="{key}"/></extensionElements></message>""";
}
