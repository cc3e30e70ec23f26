using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Gateways;

/// <summary>
/// A parallel gateway (BPMN 2.0.2 clause 13.4.1). <see cref="Joins"/> waits for a token on each incoming flow; then every
/// outgoing flow gets one, whatever conditions it has.
/// </summary>
internal sealed class ParallelGatewayBehavior : ElementBehavior<ParallelGateway>
{
    protected override Outcome Leave(CommandExecution execution, ElementInstance element, ParallelGateway node) =>
        Leaving.End(execution, element, node.Outgoing);
}
