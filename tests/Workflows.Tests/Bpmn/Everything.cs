namespace Peninsula.Workflows.Tests.Bpmn;

/// <summary>One valid file with something of every kind.</summary>
internal static class Everything
{
    public static string File { get; } = Bpmn.File.Of(
        """
        <bpmn:extensionElements><zeebe:versionTag value="2"/></bpmn:extensionElements>
        <bpmn:documentation>Why</bpmn:documentation>
        <bpmn:laneSet id="lanes">
          <bpmn:lane id="outer" name="Police" peninsula:agency="police.mash"><bpmn:flowNodeRef>s</bpmn:flowNodeRef>
            <bpmn:childLaneSet id="inner-lanes"><bpmn:lane id="inner"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet>
          </bpmn:lane>
        </bpmn:laneSet>
        <bpmn:property id="prop" name="counter"/>
        <bpmn:dataObject id="data" name="people"/>
        <bpmn:startEvent id="s"/>
        <bpmn:startEvent id="sm"><bpmn:messageEventDefinition messageRef="m1"/></bpmn:startEvent>
        <bpmn:userTask id="t" name="Decide" peninsula:deadline="referral-decision">
          <bpmn:extensionElements>
            <zeebe:userTask/><zeebe:assignmentDefinition assignee="= who" candidateGroups="a,b"/><zeebe:formDefinition formId="f"/>
            <zeebe:ioMapping><zeebe:input source="= 1" target="x"/><zeebe:output source="= x" target="y"/></zeebe:ioMapping>
            <zeebe:priorityDefinition priority="70"/><zeebe:taskSchedule dueDate="= now()"/>
          </bpmn:extensionElements>
          <bpmn:multiInstanceLoopCharacteristics isSequential="true">
            <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="= people" inputElement="person" outputCollection="answers" outputElement="= answer"/></bpmn:extensionElements>
            <bpmn:completionCondition>= numberOfCompletedInstances = 2</bpmn:completionCondition>
          </bpmn:multiInstanceLoopCharacteristics>
        </bpmn:userTask>
        <bpmn:boundaryEvent id="bt" attachedToRef="t" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:endEvent id="ebt"><bpmn:signalEventDefinition signalRef="sig1"/></bpmn:endEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
        <bpmn:sequenceFlow id="f2" sourceRef="sm" targetRef="t"/>
        <bpmn:sequenceFlow id="f3" sourceRef="bt" targetRef="ebt"/>
        <bpmn:exclusiveGateway id="x" default="f6"/>
        <bpmn:sequenceFlow id="f4" sourceRef="t" targetRef="x"/>
        <bpmn:sequenceFlow id="f5" sourceRef="x" targetRef="sub"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= riskLevel = "high"</bpmn:conditionExpression></bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="f6" sourceRef="x" targetRef="call"/>
        <bpmn:subProcess id="sub">
          <bpmn:startEvent id="ss"/>
          <bpmn:serviceTask id="ser"><bpmn:extensionElements><zeebe:taskDefinition type="notify" retries="2"/><zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>
          <bpmn:boundaryEvent id="b" attachedToRef="ser"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
          <bpmn:task id="undo" isForCompensation="true"/>
          <bpmn:association id="as" sourceRef="b" targetRef="undo"/>
          <bpmn:endEvent id="se"><bpmn:errorEventDefinition errorRef="err1"/></bpmn:endEvent>
          <bpmn:sequenceFlow id="sf1" sourceRef="ss" targetRef="ser"/>
          <bpmn:sequenceFlow id="sf2" sourceRef="ser" targetRef="se"/>
          <bpmn:subProcess id="ev" triggeredByEvent="true">
            <bpmn:startEvent id="evs" isInterrupting="false"><bpmn:eventDefinitionRef>sharedTimer</bpmn:eventDefinitionRef></bpmn:startEvent>
            <bpmn:endEvent id="eve"><bpmn:terminateEventDefinition/></bpmn:endEvent>
            <bpmn:sequenceFlow id="ef" sourceRef="evs" targetRef="eve"/>
          </bpmn:subProcess>
        </bpmn:subProcess>
        <bpmn:boundaryEvent id="be" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="err1"/></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="f7" sourceRef="be" targetRef="g"/>
        <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="= next"/></bpmn:extensionElements></bpmn:callActivity>
        <bpmn:eventBasedGateway id="g"/>
        <bpmn:intermediateCatchEvent id="cm"><bpmn:messageEventDefinition messageRef="m2"/></bpmn:intermediateCatchEvent>
        <bpmn:intermediateCatchEvent id="cc"><bpmn:conditionalEventDefinition><bpmn:condition>= counter &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f8" sourceRef="g" targetRef="cm"/>
        <bpmn:sequenceFlow id="f9" sourceRef="g" targetRef="cc"/>
        <bpmn:intermediateThrowEvent id="lt"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent>
        <bpmn:intermediateCatchEvent id="lc"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f10" sourceRef="cm" targetRef="lt"/>
        <bpmn:transaction id="tx">
          <bpmn:scriptTask id="script"><bpmn:script>1 + 1</bpmn:script></bpmn:scriptTask>
          <bpmn:startEvent id="txs"/>
          <bpmn:sequenceFlow id="txsf" sourceRef="txs" targetRef="script"/>
          <bpmn:endEvent id="txe"><bpmn:cancelEventDefinition/></bpmn:endEvent>
          <bpmn:sequenceFlow id="txf" sourceRef="script" targetRef="txe"/>
        </bpmn:transaction>
        <bpmn:boundaryEvent id="bc" attachedToRef="tx"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="f11" sourceRef="lc" targetRef="tx"/>
        <bpmn:sequenceFlow id="f12" sourceRef="bc" targetRef="adhoc"/>
        <bpmn:adHocSubProcess id="adhoc" ordering="Sequential">
          <bpmn:manualTask id="man"/><bpmn:receiveTask id="rec" messageRef="m2"/>
          <bpmn:completionCondition>= done</bpmn:completionCondition>
        </bpmn:adHocSubProcess>
        <bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r"/></bpmn:extensionElements>
          <bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="3"><bpmn:loopCondition>= again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>
        </bpmn:businessRuleTask>
        <bpmn:sequenceFlow id="f13" sourceRef="cc" targetRef="rule"/>
        <bpmn:intermediateThrowEvent id="esc"><bpmn:escalationEventDefinition escalationRef="esc1"/></bpmn:intermediateThrowEvent>
        <bpmn:sequenceFlow id="f14" sourceRef="rule" targetRef="esc"/>
        <bpmn:complexGateway id="cx"><bpmn:activationCondition>= activationCount &gt;= 1</bpmn:activationCondition></bpmn:complexGateway>
        <bpmn:sequenceFlow id="f15" sourceRef="esc" targetRef="cx"/>
        <bpmn:sendTask id="send" messageRef="m2"/>
        <bpmn:sequenceFlow id="f16" sourceRef="cx" targetRef="send"/>
        <bpmn:inclusiveGateway id="inc"/><bpmn:parallelGateway id="par"/>
        <bpmn:sequenceFlow id="f17" sourceRef="send" targetRef="inc"/>
        <bpmn:sequenceFlow id="f18" sourceRef="inc" targetRef="par"/>
        <bpmn:textAnnotation id="note"><bpmn:text>Note</bpmn:text></bpmn:textAnnotation>
        <bpmn:association id="noted" sourceRef="note" targetRef="par"/>
        """,
        """
        <bpmn:message id="m1" name="concern"/>
        <bpmn:message id="m2" name="reply"><bpmn:extensionElements><zeebe:subscription correlationKey="= caseReference"/></bpmn:extensionElements></bpmn:message>
        <bpmn:signal id="sig1" name="alarm"/>
        <bpmn:error id="err1" errorCode="E1"/>
        <bpmn:escalation id="esc1" escalationCode="C1"/>
        <bpmn:timerEventDefinition id="sharedTimer"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
        <bpmn:globalUserTask id="global" name="Anywhere"/>
        <bpmn:collaboration id="col"><bpmn:participant id="pool" processRef="p"/><bpmn:participant id="outside"/>
          <bpmn:messageFlow id="mf" sourceRef="outside" targetRef="sm"/></bpmn:collaboration>
        """);
}
