using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Gateways;

/// <summary>
/// An inclusive gateway (BPMN 2.0.2 clause 13.4.3). <see cref="Joins"/> waits while a token can still come; then every flow
/// whose condition holds gets one, else the default.
/// </summary>
internal sealed class InclusiveGatewayBehavior : ElementBehavior<InclusiveGateway>
{
    protected override Outcome Leave(CommandExecution execution, ElementInstance element, InclusiveGateway node) =>
        Leaving.Choose(execution, element, node.Default, out var flows) is { } problem ? problem : Leaving.End(execution, element, flows);
}
