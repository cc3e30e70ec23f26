using System.Text;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.CrashHost;

/// <summary>A task, a short wait, another task.</summary>
public static class KilledPathway
{
    public const string Id = "killed";

    public static DeploymentFile File { get; } = new("killed.bpmn", Encoding.UTF8.GetBytes($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="https://peninsula.example/tests">
          <process id="{Id}" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="first"/>
            <userTask id="first"/><sequenceFlow id="f2" sourceRef="first" targetRef="wait"/>
            <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT0.05S</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <sequenceFlow id="f3" sourceRef="wait" targetRef="second"/>
            <userTask id="second"/><sequenceFlow id="f4" sourceRef="second" targetRef="end"/>
            <endEvent id="end"/>
          </process>
        </definitions>
        """));
}
