using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>
/// An exclusive gateway (BPMN 2.0.2 clause 13.4.2): every token goes along the first flow whose condition holds, in the
/// file's order, else along the default. A flow without a condition always holds.
/// </summary>
internal sealed class ExclusiveGatewayBehavior : ElementBehavior<ExclusiveGateway>
{
    protected override Outcome Leave(Turn turn, ElementInstance element, ExclusiveGateway node)
    {
        if (node.Outgoing.Count == 0)
        {
            return Leaving.End(turn, element, []);
        }

        foreach (var flow in node.Outgoing)
        {
            if (flow == node.Default)
            {
                continue;
            }

            var holds = true;
            if (flow.Condition is { } condition && Expressions.Condition(turn, element, condition, out holds) is { } problem)
            {
                return problem;
            }

            if (holds)
            {
                return Leaving.End(turn, element, [flow]);
            }
        }

        return node.Default is { } otherwise ? Leaving.End(turn, element, [otherwise]) : Leaving.NoFlow(element);
    }
}
