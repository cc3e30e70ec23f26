using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on event-based gateways (clause 10.6.6) and on what starts an instance without a start event (clause 13.2).</summary>
internal static class EventGatewayRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<EventBasedGateway>("event-gateway-few", gateway => gateway.Outgoing.Count < 2
            ? "an event-based gateway chooses between two or more events; connect them to it" : null),
        new("event-gateway-target", true, Targets),
        new("event-gateway-target-incoming", true, TargetsIncoming),
        Rule.Each<EventBasedGateway>("event-gateway-mixed", gateway =>
            gateway.Outgoing.Any(flow => flow.Target is ReceiveTask) && gateway.Outgoing.Any(flow => flow.Target is IntermediateCatchEvent { Definition: MessageEventDefinition })
                ? "it waits for messages with receive tasks and with message events; use one of the two" : null),
        Rule.Each<EventBasedGateway>("instantiating-gateway-incoming", gateway => gateway is { Instantiate: true, Incoming.Count: > 0 }
            ? "the gateway starts an instance, so no flow leads into it; remove the flow, or instantiate" : null),
        Rule.Each<EventBasedGateway>("parallel-gateway-not-instantiating", gateway => gateway is { Parallel: true, Instantiate: false }
            ? "only a gateway that starts an instance waits for all of its events; set instantiate, or make it exclusive" : null),
        Rule.Each<ReceiveTask>("instantiating-task-incoming", task => task is { Instantiate: true, Incoming.Count: > 0 }
            ? "the task starts an instance, so no flow leads into it; remove the flow, or instantiate" : null),
        Rule.Each<ReceiveTask>("instantiating-task-message", task => task is { Instantiate: true, Message: null }
            ? "the task starts an instance but does not say with which message; choose one" : null, forDrawings: false),
        Rule.Each<FlowNode>("instantiating-in-subprocess", node => node is EventBasedGateway { Instantiate: true } or ReceiveTask { Instantiate: true } && node.Container is SubProcess
            ? "only what stands directly in a process can start an instance; move it there, or remove instantiate" : null),
    ];

    private static IEnumerable<Finding> Targets(ProcessDefinition process) =>
        from gateway in process.Nodes.OfType<EventBasedGateway>()
        from flow in gateway.Outgoing
        let wrong = Wrong(flow.Target)
        where wrong is not null
        select Finding.At(gateway, $"it leads to {flow.Target}, {wrong}");

    private static string? Wrong(FlowNode target) => target switch
    {
        IntermediateCatchEvent { Definition: LinkEventDefinition } => "a link, which nothing outside can trigger; lead it to an event that waits",
        IntermediateCatchEvent => null,
        ReceiveTask { BoundaryEvents.Count: > 0 } => "a receive task with boundary events, which may not follow an event-based gateway; remove them, or use a message event",
        ReceiveTask => null,
        _ => "which waits for no event; only intermediate catch events and receive tasks may follow",
    };

    private static IEnumerable<Finding> TargetsIncoming(ProcessDefinition process) =>
        from gateway in process.Nodes.OfType<EventBasedGateway>()
        from flow in gateway.Outgoing
        where flow.Target.Incoming.Count > 1 && flow.Target is IntermediateCatchEvent or ReceiveTask
        where flow.Target.Incoming.Any(other => other.Source != gateway)
        select Finding.At(flow.Target, $"it follows the event-based gateway {gateway}, so no other flow may lead into it; add another event for the other flow");
}
