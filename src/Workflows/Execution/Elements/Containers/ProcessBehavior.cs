using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>A process (BPMN 2.0.2 clause 13.2): the root of an instance, or a called process inside its caller's state.</summary>
internal sealed class ProcessBehavior : ElementBehavior<ProcessDefinition>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, ProcessDefinition node)
    {
        if (element.Scope is null && execution.State.StartElementId is { } startElementId)
        {
            return StartAt(execution, element, Binding.Node(node, startElementId));
        }

        foreach (var start in Starts(node))
        {
            Tokens.Enter(execution, element, start);
        }

        return element.IsDrained ? Outcome.Done : Outcome.Waits;
    }

    protected override Outcome Complete(CommandExecution execution, ElementInstance element, ProcessDefinition node) =>
        element.IsDrained ? Outcome.Done : Outcome.Waits;

    protected override Outcome Leave(CommandExecution execution, ElementInstance element, ProcessDefinition node)
    {
        Closing.CloseRows(execution, element);
        if (element.Scope is not { } call)
        {
            execution.Write(new InstanceCompleted(element.Key));
            return Outcome.Waits;
        }

        execution.Write(new ElementCompleted(element.Key, element.ElementId));
        CallActivityBehavior.Returned(execution, call, element);
        return Outcome.Waits;
    }

    /// <summary>Where an instance starts that nothing triggered. A process with a single start event starts there, whatever that waits for.</summary>
    public static IEnumerable<FlowNode> Starts(ProcessDefinition process)
    {
        var nodes = Scopes.StartNodes(process).ToArray();
        return nodes is [StartEvent first, ..] ? [first] : nodes.Length == 0 && process.StartEvents is [var only] ? [only] : nodes;
    }

    /// <summary>Whether an instance can be started by what the node waits for (clause 13.2): then that has occurred when it starts there.</summary>
    public static bool Occurs(FlowNode node, IFlowContainer process) => node.Container == process && node is StartEvent
        or ReceiveTask { Instantiate: true }
        or EventBasedGateway { Instantiate: true }
        or { Incoming: [{ Source: EventBasedGateway { Instantiate: true } }, ..] };

    private static Outcome StartAt(CommandExecution execution, ElementInstance element, FlowNode node)
    {
        if (!Occurs(node, element.Process!))
        {
            return StartByHand(execution, element, node);
        }

        if (node is EventBasedGateway)
        {
            Tokens.Enter(execution, element, node);
            return Outcome.Waits;
        }

        if (node.Incoming is [{ Source: EventBasedGateway { Instantiate: true, Parallel: true, Outgoing.Count: > 1 } gateway }])
        {
            Tokens.Enter(execution, element, gateway);
        }

        execution.Queue(execution.Create(node, element), ElementStep.Complete);
        return Outcome.Waits;
    }

    // Somebody chose where to begin: what waits there waits, and what stands in a sub-process gets that around it.
    private static Outcome StartByHand(CommandExecution execution, ElementInstance element, FlowNode node)
    {
        var problems = new List<OperationProblem>();
        new ElementActivation(execution, problems).Activate(new Placement(node.Id, null, After: false, []), null, new HashSet<ElementInstance>());
        return problems.Count == 0
            ? Outcome.Waits
            : new Problem(IncidentKind.Expression, $"{node}: {string.Join(" ", problems.Select(problem => problem.Message))}");
    }
}
