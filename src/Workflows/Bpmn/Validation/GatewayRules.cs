using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Constraints on gateways (clause 10.6).</summary>
internal static class GatewayRules
{
    public static void Check(Gateway gateway, ProblemList problems)
    {
        if (gateway is ParallelGateway or EventBasedGateway && gateway.Default is not null)
        {
            problems.Add(gateway, "default-not-allowed", "A parallel or event-based gateway has no default flow.");
        }

        if (gateway is ExclusiveGateway && gateway.Outgoing.Count > 1)
        {
            foreach (var flow in gateway.Outgoing.Where(flow => flow.Condition is null && flow != gateway.Default))
            {
                problems.Add(flow, "condition-missing", $"A flow out of {gateway} has no condition and is not the default. Give it a condition, or make it the default.");
            }
        }

        if (gateway is EventBasedGateway events)
        {
            EventBased(events, problems);
        }
    }

    private static void EventBased(EventBasedGateway gateway, ProblemList problems)
    {
        if (gateway.Outgoing.Count == 0 || (gateway.Outgoing.Count == 1 && !gateway.Instantiate))
        {
            problems.Add(gateway, "event-gateway-targets", "An event-based gateway needs at least two events to choose between.");
        }

        if (gateway.Instantiate && gateway.Incoming.Count > 0)
        {
            problems.Add(gateway, "instantiating-gateway-incoming", "A gateway that starts the process cannot have incoming flows.");
        }

        var messages = new HashSet<string>();
        foreach (var target in gateway.Outgoing.Select(flow => flow.Target))
        {
            var catches = target is ReceiveTask
                || target is IntermediateCatchEvent { Definition: MessageEventDefinition or TimerEventDefinition or SignalEventDefinition or ConditionalEventDefinition }
                || target is IntermediateCatchEvent { Definitions.Count: > 1 };
            if (!catches)
            {
                problems.Add(target, "event-gateway-target", $"What follows the event-based gateway {gateway} must be a message, timer, signal or conditional catch event, or a receive task.");
            }

            if (target.Incoming.Count > 1)
            {
                problems.Add(target, "event-gateway-target-incoming", "An event after an event-based gateway cannot have other incoming flows.");
            }

            if (target is ReceiveTask { BoundaryEvents.Count: > 0 })
            {
                problems.Add(target, "event-gateway-target-boundary", "A receive task after an event-based gateway cannot have boundary events.");
            }

            if (target is IntermediateCatchEvent { Definition: MessageEventDefinition message } && !messages.Add(message.Message.Id))
            {
                problems.Add(target, "message-clash", $"Two events after {gateway} wait for the same message. Keep one.");
            }
        }
    }
}
