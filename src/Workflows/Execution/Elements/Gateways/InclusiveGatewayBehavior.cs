using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>
/// An inclusive gateway (BPMN 2.0.2 clause 13.4.3). <see cref="Joins"/> waits while a token can still come; then every flow
/// whose condition holds gets one, else the default.
/// </summary>
internal sealed class InclusiveGatewayBehavior : ElementBehavior<InclusiveGateway>
{
    protected override Outcome Leave(Turn turn, ElementInstance element, InclusiveGateway node) =>
        Leaving.Choose(turn, element, node.Default, out var flows) is { } problem ? problem : Leaving.End(turn, element, flows);
}
