using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Gateways;

/// <summary>
/// An exclusive gateway (BPMN 2.0.2 clause 13.4.2): every token goes along the first flow whose condition holds, in the
/// file's order, else along the default: the one that is named so, or the one that has no condition.
/// </summary>
internal sealed class ExclusiveGatewayBehavior : ElementBehavior<ExclusiveGateway>
{
    protected override Outcome Leave(CommandExecution execution, ElementInstance element, ExclusiveGateway node)
    {
        if (node.Outgoing.Count == 0)
        {
            return Leaving.End(execution, element, []);
        }

        var otherwise = node.Default ?? node.Outgoing.FirstOrDefault(flow => flow.Condition is null);
        foreach (var flow in node.Outgoing)
        {
            if (flow == otherwise)
            {
                continue;
            }

            var holds = true;
            if (flow.Condition is { } condition && Expressions.Condition(execution, element, condition, out holds) is { } problem)
            {
                return problem;
            }

            if (holds)
            {
                return Leaving.End(execution, element, [flow]);
            }
        }

        return otherwise is not null ? Leaving.End(execution, element, [otherwise]) : Leaving.NoFlow(element);
    }
}
