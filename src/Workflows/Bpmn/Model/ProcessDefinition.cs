namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>One executable process of a file, ready to run.</summary>
public sealed class ProcessDefinition : IFlowContainer
{
    /// <summary>The process's id in the file; versions of a process share it.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the process.</summary>
    public string? Name { get; init; }

    /// <summary>Free text that a manager gives a version, or null.</summary>
    public string? VersionTag { get; init; }

    /// <summary>Why the process exists (<c>bpmn:documentation</c>).</summary>
    public string? Documentation { get; init; }

    /// <summary>Attributes of the <c>peninsula</c> namespace by local name.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = FlowNode.NoExtensions;

    /// <summary>Every node of the process, nested ones included; <see cref="FlowNode.Index"/> is the position here.</summary>
    public IReadOnlyList<FlowNode> Nodes { get; internal set; } = [];

    /// <summary>Every sequence flow of the process, nested ones included.</summary>
    public IReadOnlyList<SequenceFlow> Flows { get; internal set; } = [];

    /// <summary>Every lane, nested ones included.</summary>
    public IReadOnlyList<Lane> Lanes { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<FlowNode> Children { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<StartEvent> StartEvents { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<SubProcess> EventSubProcesses { get; internal set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<DataItem> DataItems { get; internal set; } = [];

    /// <summary>The node with that id, or null.</summary>
    public FlowNode? Node(string id) => ById.GetValueOrDefault(id);

    private IReadOnlyDictionary<string, FlowNode>? _byId;

    private IReadOnlyDictionary<string, FlowNode> ById => _byId ??= Nodes.ToDictionary(node => node.Id);
}

/// <summary>One thing wrong in a file, said so that whoever drew it can mend it.</summary>
/// <param name="Rule">A stable id of the rule, such as <c>flow-target-missing</c>.</param>
/// <param name="Message">What is wrong and what to do, in plain words.</param>
/// <param name="ElementId">The element concerned, or null for the file.</param>
/// <param name="ElementName">Its name, or null.</param>
/// <param name="Line">Line in the file, from 1; 0 when unknown.</param>
/// <param name="Column">Column in the expression concerned, from 1; 0 when it is not about an expression.</param>
/// <param name="Suggestion">A name that was perhaps meant, or null.</param>
public sealed record BpmnProblem(
    string Rule, string Message, string? ElementId, string? ElementName, int Line, int Column = 0, string? Suggestion = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"line {Line}: {(ElementId is null ? "" : ElementName is null ? $"{ElementId}: " : $"{ElementName} ({ElementId}): ")}{Message} [{Rule}]";
}

/// <summary>What reading a BPMN file gave: the executable processes, or every problem at once.</summary>
/// <param name="Processes">The executable processes; empty when there are problems, or when the file only draws.</param>
/// <param name="Problems">Everything that is wrong; empty when the file is valid.</param>
public sealed record BpmnReading(IReadOnlyList<ProcessDefinition> Processes, IReadOnlyList<BpmnProblem> Problems)
{
    /// <summary>Ids of the processes that only draw (<c>isExecutable</c> is not true): kept with the file, never run.</summary>
    public IReadOnlyList<string> Drawings { get; init; } = [];

    /// <summary>What runs, but looks like a slip.</summary>
    public IReadOnlyList<BpmnProblem> Warnings { get; init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Problems.Count == 0;
}
