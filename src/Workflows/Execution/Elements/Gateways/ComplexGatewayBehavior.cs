using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Gateways;

/// <summary>
/// A complex gateway (BPMN 2.0.2 clause 13.4.5): starts when its activation condition holds, which may ask for
/// <c>activationCount</c>, the number of tokens that wait; without a condition the first token starts it. Then it takes in
/// the tokens that still come, and when none can come any more it can start again.
/// </summary>
/// <remarks>When it starts again, only flows whose condition asks for <c>waitingForStart</c> get a second token.</remarks>
internal sealed class ComplexGatewayBehavior : ElementBehavior<ComplexGateway>
{
    /// <summary>Only after an incident: the condition could not be evaluated when a token came.</summary>
    protected override Outcome Start(CommandExecution execution, ElementInstance element, ComplexGateway node)
    {
        if (Joins.TryStart(execution, element.Scope!, node, element, out var started) is { } problem)
        {
            return problem;
        }

        if (!started)
        {
            Closing.Terminate(execution, element);
        }

        return Outcome.Done;
    }

    protected override Outcome Leave(CommandExecution execution, ElementInstance element, ComplexGateway node)
    {
        var scope = Joins.ComplexScope(element, element.Scope!.StartedGateways?.GetValueOrDefault(node.Id)?.Length ?? 1, waitingForStart: true);
        var chosen = new List<SequenceFlow>();
        foreach (var flow in node.Outgoing.Where(flow => flow != node.Default))
        {
            var holds = true;
            if (flow.Condition is { } condition && Expressions.Condition(execution, element, scope, condition, out holds) is { } problem)
            {
                return problem;
            }

            if (holds)
            {
                chosen.Add(flow);
            }
        }

        if (chosen.Count == 0 && node.Default is { } otherwise)
        {
            chosen.Add(otherwise);
        }

        return chosen.Count == 0 && node.Outgoing.Count > 0 ? Leaving.NoFlow(element) : Leaving.End(execution, element, chosen);
    }
}
