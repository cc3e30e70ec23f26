using Peninsula.Workflows.Bpmn.Reading;

namespace Peninsula.Workflows.Bpmn.Validation;

/// <summary>Which event may have which definition where (clause 10.5.2 to 10.5.5, tables 10.84 to 10.92).</summary>
internal static class EventRules
{
    public static void Check(EventNode node, ProblemList problems)
    {
        foreach (var definition in node.Definitions)
        {
            if (!Allowed(node, definition))
            {
                problems.Add(node, "event-placement", $"{Place(node)} cannot have {Kind(definition)} trigger. Choose another kind of event.");
            }
        }

        switch (node)
        {
            case IntermediateCatchEvent or BoundaryEvent when node.Definitions.Count == 0:
                problems.Add(node, "event-trigger-missing", $"{Place(node)} needs a trigger: say what it waits for.");
                break;
            case EndEvent { Definition: ErrorEventDefinition { Code: null } }:
                problems.Add(node, "error-code-missing", "An error end event needs an error with a code, so that it can be caught. Choose one.");
                break;
            case EndEvent or IntermediateThrowEvent when node.Definitions.OfType<EscalationEventDefinition>().Any(escalation => escalation.Code is null):
                problems.Add(node, "escalation-code-missing", "A throwing escalation event needs an escalation with a code. Choose one.");
                break;
            case BoundaryEvent { CancelActivity: false } when node.Definitions.Any(definition => definition is ErrorEventDefinition or CancelEventDefinition):
                problems.Add(node, "boundary-must-interrupt", "An error or cancel boundary event always interrupts. Make it interrupting.");
                break;
            case BoundaryEvent { AttachedTo: not Transaction } when node.Definitions.Any(definition => definition is CancelEventDefinition):
                problems.Add(node, "cancel-outside-transaction", "A cancel boundary event belongs on a transaction.");
                break;
            case EndEvent when node.Definitions.Any(definition => definition is CancelEventDefinition) && !InTransaction(node):
                problems.Add(node, "cancel-outside-transaction", "A cancel end event belongs inside a transaction.");
                break;
            case StartEvent { IsInterrupting: false, Container: SubProcess { TriggeredByEvent: true } } when node.Definitions.Any(definition => definition is ErrorEventDefinition):
                problems.Add(node, "error-must-interrupt", "An error event sub-process always interrupts. Make its start event interrupting.");
                break;
        }
    }

    private static bool InTransaction(FlowNode node)
    {
        for (var at = node.Container as FlowNode; at is not null; at = at.Container as FlowNode)
        {
            if (at is Transaction)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Allowed(EventNode node, EventDefinition definition) => node switch
    {
        StartEvent { Container: SubProcess { TriggeredByEvent: true } } => definition is MessageEventDefinition or TimerEventDefinition or ErrorEventDefinition
            or EscalationEventDefinition or CompensationEventDefinition or ConditionalEventDefinition or SignalEventDefinition,
        StartEvent => definition is MessageEventDefinition or TimerEventDefinition or ConditionalEventDefinition or SignalEventDefinition,
        IntermediateCatchEvent => definition is MessageEventDefinition or TimerEventDefinition or ConditionalEventDefinition or SignalEventDefinition or LinkEventDefinition,
        IntermediateThrowEvent => definition is MessageEventDefinition or EscalationEventDefinition or CompensationEventDefinition or LinkEventDefinition or SignalEventDefinition,
        BoundaryEvent => definition is MessageEventDefinition or TimerEventDefinition or ErrorEventDefinition or EscalationEventDefinition or CancelEventDefinition
            or CompensationEventDefinition or ConditionalEventDefinition or SignalEventDefinition,
        EndEvent => definition is MessageEventDefinition or ErrorEventDefinition or EscalationEventDefinition or CancelEventDefinition or CompensationEventDefinition
            or SignalEventDefinition or TerminateEventDefinition,
        _ => false,
    };

    private static string Place(EventNode node) => node switch
    {
        StartEvent { Container: SubProcess { TriggeredByEvent: true } } => "The start event of an event sub-process",
        StartEvent => "A start event",
        IntermediateCatchEvent => "An intermediate catch event",
        IntermediateThrowEvent => "An intermediate throw event",
        BoundaryEvent => "A boundary event",
        _ => "An end event",
    };

    private static string Kind(EventDefinition definition) => definition switch
    {
        ErrorEventDefinition => "an error",
        EscalationEventDefinition => "an escalation",
        MessageEventDefinition => "a message",
        TimerEventDefinition => "a timer",
        CancelEventDefinition => "a cancel",
        CompensationEventDefinition => "a compensation",
        ConditionalEventDefinition => "a conditional",
        LinkEventDefinition => "a link",
        SignalEventDefinition => "a signal",
        _ => "a terminate",
    };
}
