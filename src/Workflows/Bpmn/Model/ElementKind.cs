namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>What family a kind of element belongs to (BPMN 2.0.2 clauses 10.3, 10.5 and 10.6).</summary>
public enum ElementGroup
{
    /// <summary>A process: what all others stand in.</summary>
    Process,
    /// <summary>A task or a call activity.</summary>
    Task,
    /// <summary>An activity with flow nodes inside.</summary>
    SubProcess,
    /// <summary>A gateway.</summary>
    Gateway,
    /// <summary>An event.</summary>
    Event,
    /// <summary>What the engine makes around the instances of an activity that repeats.</summary>
    LoopBody,
}

/// <summary>A kind of element that the engine runs, described once: whoever needs a name or a word for it asks here.</summary>
/// <remarks>
/// To add a kind, enter it here and give its node the kind (<see cref="FlowNode.Kind"/>); its reader stands in
/// <c>Bpmn/Reading/Elements</c>, what it does in <c>Execution/Elements</c>, and both are found by the kind. A test names
/// whatever a kind lacks.
/// </remarks>
public sealed class ElementKind
{
    private static readonly List<ElementKind> Entries = [];

    private ElementKind(ElementGroup group, string element, string apiName, string words, Type? node)
    {
        Group = group;
        Element = element;
        ApiName = apiName;
        Words = words;
        Node = node;
        Index = Entries.Count;
        Entries.Add(this);
    }

    /// <summary>A process.</summary>
    public static ElementKind Process { get; } = new(ElementGroup.Process, "process", "PROCESS", "a process", null);

    /// <summary>The body around the instances of a multi-instance or standard loop activity; no element of a file.</summary>
    public static ElementKind MultiInstanceBody { get; } = new(ElementGroup.LoopBody, "", "MULTI_INSTANCE_BODY", "the body of a loop", null);

    /// <summary>A task that nothing special is known of.</summary>
    public static ElementKind Task { get; } = new(ElementGroup.Task, "task", "TASK", "a task", typeof(UndefinedTask)) { GlobalElement = "globalTask" };

    /// <summary>A manual task.</summary>
    public static ElementKind ManualTask { get; } = new(ElementGroup.Task, "manualTask", "MANUAL_TASK", "a manual task", typeof(ManualTask)) { GlobalElement = "globalManualTask" };

    /// <summary>A user task.</summary>
    public static ElementKind UserTask { get; } = new(ElementGroup.Task, "userTask", "USER_TASK", "a user task", typeof(UserTask)) { GlobalElement = "globalUserTask" };

    /// <summary>A service task.</summary>
    public static ElementKind ServiceTask { get; } = new(ElementGroup.Task, "serviceTask", "SERVICE_TASK", "a service task", typeof(ServiceTask));

    /// <summary>A send task.</summary>
    public static ElementKind SendTask { get; } = new(ElementGroup.Task, "sendTask", "SEND_TASK", "a send task", typeof(SendTask));

    /// <summary>A receive task.</summary>
    public static ElementKind ReceiveTask { get; } = new(ElementGroup.Task, "receiveTask", "RECEIVE_TASK", "a receive task", typeof(ReceiveTask));

    /// <summary>A script task.</summary>
    public static ElementKind ScriptTask { get; } = new(ElementGroup.Task, "scriptTask", "SCRIPT_TASK", "a script task", typeof(ScriptTask)) { GlobalElement = "globalScriptTask" };

    /// <summary>A business rule task.</summary>
    public static ElementKind BusinessRuleTask { get; } = new(ElementGroup.Task, "businessRuleTask", "BUSINESS_RULE_TASK", "a business rule task", typeof(BusinessRuleTask)) { GlobalElement = "globalBusinessRuleTask" };

    /// <summary>A call activity.</summary>
    public static ElementKind CallActivity { get; } = new(ElementGroup.Task, "callActivity", "CALL_ACTIVITY", "a call activity", typeof(CallActivity));

    /// <summary>An embedded sub-process.</summary>
    public static ElementKind SubProcess { get; } = new(ElementGroup.SubProcess, "subProcess", "SUB_PROCESS", "a sub-process", typeof(SubProcess));

    /// <summary>An event sub-process: in a file a sub-process with an attribute.</summary>
    public static ElementKind EventSubProcess { get; } = new(ElementGroup.SubProcess, "subProcess", "EVENT_SUB_PROCESS", "an event sub-process", typeof(SubProcess));

    /// <summary>A transaction.</summary>
    public static ElementKind Transaction { get; } = new(ElementGroup.SubProcess, "transaction", "TRANSACTION", "a transaction", typeof(Transaction));

    /// <summary>An ad-hoc sub-process.</summary>
    public static ElementKind AdHocSubProcess { get; } = new(ElementGroup.SubProcess, "adHocSubProcess", "AD_HOC_SUB_PROCESS", "an ad-hoc sub-process", typeof(AdHocSubProcess));

    /// <summary>An exclusive gateway.</summary>
    public static ElementKind ExclusiveGateway { get; } = new(ElementGroup.Gateway, "exclusiveGateway", "EXCLUSIVE_GATEWAY", "an exclusive gateway", typeof(ExclusiveGateway));

    /// <summary>A parallel gateway.</summary>
    public static ElementKind ParallelGateway { get; } = new(ElementGroup.Gateway, "parallelGateway", "PARALLEL_GATEWAY", "a parallel gateway", typeof(ParallelGateway));

    /// <summary>An inclusive gateway.</summary>
    public static ElementKind InclusiveGateway { get; } = new(ElementGroup.Gateway, "inclusiveGateway", "INCLUSIVE_GATEWAY", "an inclusive gateway", typeof(InclusiveGateway));

    /// <summary>A complex gateway.</summary>
    public static ElementKind ComplexGateway { get; } = new(ElementGroup.Gateway, "complexGateway", "COMPLEX_GATEWAY", "a complex gateway", typeof(ComplexGateway));

    /// <summary>An event-based gateway.</summary>
    public static ElementKind EventBasedGateway { get; } = new(ElementGroup.Gateway, "eventBasedGateway", "EVENT_BASED_GATEWAY", "an event-based gateway", typeof(EventBasedGateway));

    /// <summary>A start event.</summary>
    public static ElementKind StartEvent { get; } = new(ElementGroup.Event, "startEvent", "START_EVENT", "a start event", typeof(StartEvent));

    /// <summary>An intermediate event that waits.</summary>
    public static ElementKind IntermediateCatchEvent { get; } = new(ElementGroup.Event, "intermediateCatchEvent", "INTERMEDIATE_CATCH_EVENT", "an intermediate catch event", typeof(IntermediateCatchEvent));

    /// <summary>An intermediate event that throws.</summary>
    public static ElementKind IntermediateThrowEvent { get; } = new(ElementGroup.Event, "intermediateThrowEvent", "INTERMEDIATE_THROW_EVENT", "an intermediate throw event", typeof(IntermediateThrowEvent));

    /// <summary>A boundary event.</summary>
    public static ElementKind BoundaryEvent { get; } = new(ElementGroup.Event, "boundaryEvent", "BOUNDARY_EVENT", "a boundary event", typeof(BoundaryEvent));

    /// <summary>An end event.</summary>
    public static ElementKind EndEvent { get; } = new(ElementGroup.Event, "endEvent", "END_EVENT", "an end event", typeof(EndEvent));

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ElementKind> All { get; } = [.. Entries];

    /// <summary>The kinds that are flow nodes: all but the process and the body of a loop.</summary>
    public static IReadOnlyList<ElementKind> FlowNodes { get; } = [.. All.Where(kind => kind.Node is not null)];

    /// <summary>Its family.</summary>
    public ElementGroup Group { get; }

    /// <summary>The local name of its element in a file (BPMN 2.0.2, Semantic.xsd); two kinds may share one. Empty when it has none.</summary>
    public string Element { get; }

    /// <summary>
    /// Its name in the API, as the Camunda 8 Orchestration Cluster REST API spells types of elements. <c>COMPLEX_GATEWAY</c> and
    /// <c>TRANSACTION</c> are ours, in that spelling: the API has no name for them.
    /// </summary>
    public string ApiName { get; }

    /// <summary>What a sentence calls it, with its article: <c>a user task</c>.</summary>
    public string Words { get; }

    /// <summary>The element of its global form (clause 10.3.6), or null when it has none.</summary>
    public string? GlobalElement { get; private init; }

    /// <summary>The class of its node; null for what is no flow node.</summary>
    public Type? Node { get; }

    /// <summary>Its position in <see cref="All"/>, so that execution can index an array.</summary>
    internal int Index { get; }

    /// <inheritdoc/>
    public override string ToString() => ApiName;
}
