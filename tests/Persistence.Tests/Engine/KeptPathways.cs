using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Persistence.Tests.Engine;

/// <summary>A pathway that waits in every way there is, so that a kept sample of its state has something of everything.</summary>
internal static class KeptPathways
{
    public const string Id = "kept";

    public static DeploymentFile File { get; } = EngineOnDatabase.File("kept", """
        <message id="reply" name="reply"><extensionElements><zeebe:subscription correlationKey="= caseReference"/></extensionElements></message>
        <error id="refused" errorCode="refused"/>
        <process id="kept" isExecutable="true">
          <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
          <parallelGateway id="fork"/>
          <sequenceFlow id="f2" sourceRef="fork" targetRef="task"/><sequenceFlow id="f3" sourceRef="fork" targetRef="wait"/>
          <sequenceFlow id="f4" sourceRef="fork" targetRef="each"/><sequenceFlow id="f5" sourceRef="fork" targetRef="tell"/>
          <sequenceFlow id="f6" sourceRef="fork" targetRef="hear"/><sequenceFlow id="f7" sourceRef="fork" targetRef="join"/>
          <userTask id="task" name="Triage the concern"><extensionElements>
            <zeebe:assignmentDefinition candidateGroups="torbay-mash"/><zeebe:taskSchedule dueDate="= now() + duration(&quot;P1D&quot;)"/>
            <zeebe:ioMapping><zeebe:input source="= riskLevel" target="level"/><zeebe:output source="= outcome" target="outcome"/></zeebe:ioMapping>
          </extensionElements></userTask>
          <boundaryEvent id="late" attachedToRef="task" cancelActivity="false"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></boundaryEvent>
          <sequenceFlow id="f8" sourceRef="late" targetRef="remind"/><userTask id="remind"/><sequenceFlow id="f9" sourceRef="remind" targetRef="reminded"/><endEvent id="reminded"/>
          <sequenceFlow id="f10" sourceRef="task" targetRef="join"/>
          <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P90D</timeDuration></timerEventDefinition></intermediateCatchEvent>
          <sequenceFlow id="f11" sourceRef="wait" targetRef="join"/>
          <subProcess id="each"><multiInstanceLoopCharacteristics><extensionElements>
              <zeebe:loopCharacteristics inputCollection="= agencies" inputElement="agency" outputCollection="answers" outputElement="= answer"/>
            </extensionElements></multiInstanceLoopCharacteristics>
            <startEvent id="ask-start"/><sequenceFlow id="g1" sourceRef="ask-start" targetRef="ask"/><userTask id="ask"/><sequenceFlow id="g2" sourceRef="ask" targetRef="ask-end"/><endEvent id="ask-end"/>
          </subProcess>
          <sequenceFlow id="f12" sourceRef="each" targetRef="join"/>
          <serviceTask id="tell"><extensionElements><zeebe:taskDefinition type="tell" retries="3"/><zeebe:taskHeaders><zeebe:header key="template" value="late"/></zeebe:taskHeaders></extensionElements></serviceTask>
          <boundaryEvent id="no" attachedToRef="tell"><errorEventDefinition errorRef="refused"/></boundaryEvent>
          <sequenceFlow id="f13" sourceRef="no" targetRef="given-up"/><endEvent id="given-up"/><sequenceFlow id="f14" sourceRef="tell" targetRef="join"/>
          <intermediateCatchEvent id="hear"><messageEventDefinition messageRef="reply"/></intermediateCatchEvent>
          <sequenceFlow id="f15" sourceRef="hear" targetRef="join"/>
          <parallelGateway id="join"/><sequenceFlow id="f16" sourceRef="join" targetRef="end"/><endEvent id="end"/>
        </process>
        """);
}
