namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>A node of the executable model: an event, an activity or a gateway (BPMN 2.0.2 clause 8.4.9, FlowNode).</summary>
/// <remarks>
/// The model is made once by the reader and never changes afterwards, so that one definition serves every instance
/// and every thread. Execution sees these objects, never XML.
/// </remarks>
public abstract class FlowNode
{
    /// <summary>What kind of element it is.</summary>
    public abstract ElementKind Kind { get; }

    /// <summary>The element's id in the file; unique in its process definition.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the element, or null.</summary>
    public string? Name { get; internal set; }

    /// <summary>Position in <see cref="ProcessDefinition.Nodes"/>, so that execution can index arrays instead of looking ids up.</summary>
    internal int Index { get; set; }

    /// <summary>Line in the BPMN file, from 1; 0 when unknown.</summary>
    public int Line { get; internal set; }

    /// <summary>The process or sub-process that directly contains the node.</summary>
    public IFlowContainer Container { get; internal set; } = null!;

    /// <summary>Sequence flows that end here, in the file's order.</summary>
    public IReadOnlyList<SequenceFlow> Incoming { get; internal set; } = [];

    /// <summary>Sequence flows that start here, in the file's order.</summary>
    public IReadOnlyList<SequenceFlow> Outgoing { get; internal set; } = [];

    /// <summary>The innermost lane that holds the node; a node in a sub-process inherits that of the sub-process. Null without lanes.</summary>
    public Lane? Lane { get; internal set; }

    /// <summary>The text of <c>bpmn:documentation</c>: why the step is asked for. Null when there is none.</summary>
    public string? Documentation { get; internal set; }

    /// <summary>Attributes of the <c>peninsula</c> namespace by local name, unevaluated. The engine hands them to its ports.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; internal set; } = NoExtensions;

    /// <summary><c>zeebe:input</c> mappings, in order.</summary>
    public IReadOnlyList<Mapping> Inputs { get; internal set; } = [];

    /// <summary><c>zeebe:output</c> mappings, in order.</summary>
    public IReadOnlyList<Mapping> Outputs { get; internal set; } = [];

    internal static readonly IReadOnlyDictionary<string, string> NoExtensions = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";
}

/// <summary>What contains flow nodes and is a scope of its own at run time: a process or a sub-process.</summary>
public interface IFlowContainer
{
    /// <summary>The container's id.</summary>
    string Id { get; }

    /// <summary>The nodes directly inside, in the file's order.</summary>
    IReadOnlyList<FlowNode> Children { get; }

    /// <summary>The start events directly inside, in the file's order.</summary>
    IReadOnlyList<StartEvent> StartEvents { get; }

    /// <summary>The event sub-processes directly inside.</summary>
    IReadOnlyList<SubProcess> EventSubProcesses { get; }

    /// <summary>The container's data objects and properties with their initial values (BPMN 2.0.2 clause 10.4.1).</summary>
    IReadOnlyList<DataItem> DataItems { get; }
}

/// <summary>A sequence flow (BPMN 2.0.2 clause 8.4.13).</summary>
public sealed class SequenceFlow
{
    /// <summary>The flow's id; made from its ends when the file gives none.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the flow, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Position in <see cref="ProcessDefinition.Flows"/>.</summary>
    internal int Index { get; set; }

    /// <summary>Line in the BPMN file, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Where the flow starts.</summary>
    public FlowNode Source { get; internal set; } = null!;

    /// <summary>Where the flow ends.</summary>
    public FlowNode Target { get; internal set; } = null!;

    /// <summary>The condition under which the flow is taken, or null when there is none.</summary>
    public Expression? Condition { get; init; }
}

/// <summary>A lane. A lane routes: its <c>peninsula:agency</c> says whose its tasks are.</summary>
public sealed class Lane
{
    /// <summary>The lane's id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the lane.</summary>
    public string? Name { get; init; }

    /// <summary>The lane around this one, for nested lanes.</summary>
    public Lane? Parent { get; init; }

    /// <summary>Attributes of the <c>peninsula</c> namespace by local name.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = FlowNode.NoExtensions;

    /// <summary>The nearest value of an extension attribute, from this lane outwards; null when no lane has it.</summary>
    public string? Extension(string name) =>
        Extensions.TryGetValue(name, out var value) ? value : Parent?.Extension(name);
}

/// <summary>One <c>zeebe:input</c> or <c>zeebe:output</c>: the value of <paramref name="Source"/> becomes variable <paramref name="Target"/>.</summary>
/// <param name="Source">What is evaluated.</param>
/// <param name="Target">A variable's name, or a dotted path into a context.</param>
public sealed record Mapping(Expression Source, string Target);

/// <summary>A data object or property of a container, with the value it starts with.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Initial">The initial value, or null.</param>
public sealed record DataItem(string Name, Expression? Initial);
