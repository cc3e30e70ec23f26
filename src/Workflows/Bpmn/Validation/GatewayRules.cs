using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on gateways that decide (clause 10.6).</summary>
internal static class GatewayRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<ExclusiveGateway>("exclusive-flow-without-condition", Conditions, forDrawings: false),
        Rule.Each<ExclusiveGateway>("gateway-without-outgoing", gateway => gateway.Outgoing.Count == 0
            ? "nothing leaves the gateway; lead it on, or to an end event" : null, forDrawings: false),
        Rule.Each<Gateway>("gateway-unconnected", gateway => gateway.Incoming.Count == 0 && gateway.Outgoing.Count == 0
            ? "the gateway is connected to nothing; connect it, or remove it" : null),
    ];

    /// <summary>
    /// One flow may go without a condition: it is the default, named or not. Whatever comes after a second one could never
    /// be taken; nor could a condition on the only flow ever choose.
    /// </summary>
    private static string? Conditions(ExclusiveGateway gateway)
    {
        if (gateway.Outgoing is [{ Condition: not null } only])
        {
            return $"the flow {only.Name ?? only.Id} is the only one that leaves, so there is nothing to choose from; remove its condition, or add another flow";
        }

        var open = gateway.Outgoing.Where(flow => flow.Condition is null && flow != gateway.Default).Select(flow => flow.Name ?? flow.Id).ToList();
        return open.Count switch
        {
            0 => null,
            1 when gateway.Default is null => null,
            1 => $"the flow {open[0]} has no condition, and another flow is the default; write a condition, or make this one the default",
            _ => $"the flows {string.Join(", ", open)} have no condition; write one for each, or make one of them the default flow",
        };
    }
}
