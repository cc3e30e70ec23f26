using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Tokens on sequence flows.</summary>
internal static class Tokens
{
    /// <summary>Puts a token on a flow. It waits at a join, and activates anything else.</summary>
    public static void Take(CommandExecution execution, ElementInstance scope, SequenceFlow flow)
    {
        var target = flow.Target;
        if (!Joins.IsJoin(target))
        {
            execution.Write(new FlowTaken(scope.Key, flow.Id));
            Enter(execution, scope, target);
            return;
        }

        execution.Write(new FlowTaken(scope.Key, flow.Id, Waits: true));
        Joins.Arrived(execution, scope, target);
    }

    /// <summary>Activates a node; a repeating activity begins with its body.</summary>
    public static ElementInstance Enter(CommandExecution execution, ElementInstance scope, FlowNode node) =>
        execution.Activate(node, scope, isLoopBody: node is Activity { Loop: not null });
}
