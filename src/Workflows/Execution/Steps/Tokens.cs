using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Tokens on sequence flows.</summary>
internal static class Tokens
{
    /// <summary>Puts a token on a flow. It waits at a join, and activates anything else.</summary>
    public static void Take(Turn turn, ElementInstance scope, SequenceFlow flow)
    {
        var target = flow.Target;
        if (!Joins.IsJoin(target))
        {
            turn.Write(new FlowTaken(scope.Key, flow.Id));
            Enter(turn, scope, target);
            return;
        }

        turn.Write(new FlowTaken(scope.Key, flow.Id, Waits: true));
        Joins.Arrived(turn, scope, target);
    }

    /// <summary>Activates a node; a repeating activity begins with its body.</summary>
    public static ElementInstance Enter(Turn turn, ElementInstance scope, FlowNode node) =>
        turn.Activate(node, scope, isLoopBody: node is Activity { Loop: not null });
}
