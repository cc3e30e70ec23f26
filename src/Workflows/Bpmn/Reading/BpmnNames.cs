namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>The names of BPMN 2.0.2's elements, and which of them the engine reads no further than that they are there.</summary>
internal static class BpmnNames
{
    /// <summary>Every element of the BPMN 2.0 schema.</summary>
    public static readonly IReadOnlySet<string> All = Words(
        """
        definitions import relationship source target extension extensionElements documentation text
        process globalTask globalUserTask globalManualTask globalScriptTask globalBusinessRuleTask
        collaboration participant participantMultiplicity interfaceRef endPointRef messageFlow messageFlowAssociation
        innerMessageFlowRef outerMessageFlowRef participantAssociation innerParticipantRef outerParticipantRef participantRef
        conversation subConversation callConversation conversationNode conversationAssociation conversationLink globalConversation
        messageFlowRef choreographyRef choreography globalChoreographyTask choreographyTask subChoreography callChoreography
        initiatingParticipantRef
        correlationKey correlationPropertyRef correlationProperty correlationPropertyRetrievalExpression messagePath
        correlationSubscription correlationPropertyBinding dataPath
        startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent implicitThrowEvent event
        messageEventDefinition timerEventDefinition errorEventDefinition escalationEventDefinition cancelEventDefinition
        compensateEventDefinition conditionalEventDefinition linkEventDefinition signalEventDefinition terminateEventDefinition
        eventDefinitionRef eventDefinition operationRef timeDate timeDuration timeCycle condition
        task userTask manualTask serviceTask sendTask receiveTask scriptTask businessRuleTask callActivity script
        subProcess transaction adHocSubProcess completionCondition
        exclusiveGateway parallelGateway inclusiveGateway complexGateway eventBasedGateway activationCondition
        sequenceFlow conditionExpression incoming outgoing laneSet childLaneSet lane flowNodeRef partitionElement
        association group textAnnotation category categoryValue categoryValueRef
        dataObject dataObjectReference dataStore dataStoreReference dataState property dataInput dataOutput
        ioSpecification inputSet outputSet dataInputRefs dataOutputRefs optionalInputRefs whileExecutingInputRefs
        optionalOutputRefs whileExecutingOutputRefs inputSetRefs outputSetRefs
        dataInputAssociation dataOutputAssociation sourceRef targetRef transformation assignment from to ioBinding
        message signal error escalation itemDefinition resource resourceParameter interface operation implementationRef
        inMessageRef outMessageRef errorRef endPoint supportedInterfaceRef supports
        multiInstanceLoopCharacteristics standardLoopCharacteristics loopCardinality loopDataInputRef loopDataOutputRef
        inputDataItem outputDataItem loopCondition complexBehaviorDefinition
        performer humanPerformer potentialOwner resourceRole resourceRef resourceAssignmentExpression resourceParameterBinding
        expression formalExpression rendering auditing monitoring artifact flowElement flowNode rootElement
        baseElementWithMixedContent
        """);

    /// <summary>Elements of a process or sub-process that carry no token.</summary>
    public static readonly IReadOnlySet<string> WithoutToken = Words(
        """
        documentation extensionElements incoming outgoing laneSet sequenceFlow association group textAnnotation category
        dataObject dataObjectReference dataStoreReference property ioSpecification ioBinding
        dataInputAssociation dataOutputAssociation supports supportedInterfaceRef correlationSubscription
        performer humanPerformer potentialOwner resourceRole auditing monitoring
        multiInstanceLoopCharacteristics standardLoopCharacteristics completionCondition
        """);

    /// <summary>Elements that a process cannot hold (EXT.056), and what to draw instead.</summary>
    public static readonly IReadOnlyDictionary<string, string> CannotRun = new Dictionary<string, string>
    {
        ["choreographyTask"] = "draw the exchange as message flow between pools",
        ["subChoreography"] = "draw the exchange as message flow between pools",
        ["callChoreography"] = "draw the exchange as message flow between pools",
        ["implicitThrowEvent"] = "it belongs inside a complex behaviour definition; use an intermediate throw event",
        ["event"] = "use a start, intermediate, boundary or end event",
    };

    private static HashSet<string> Words(string text) => [.. text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
