using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Events;

/// <summary>What throw and end events, and the events of multi-instance activities, throw.</summary>
internal static class EventThrowing
{
    /// <summary>Throws each definition in order, as long as the thrower is not interrupted by one of them.</summary>
    public static Outcome Throw(CommandExecution execution, ElementInstance element, IReadOnlyList<EventDefinition> definitions)
    {
        var outcome = Outcome.Done;
        foreach (var definition in definitions)
        {
            outcome = Throw(execution, element, definition);
            if (outcome.Problem is not null || !element.IsAlive)
            {
                return outcome;
            }
        }

        return outcome;
    }

    public static Outcome Throw(CommandExecution execution, ElementInstance element, EventDefinition definition)
    {
        switch (definition)
        {
            case MessageEventDefinition message:
                return Sending.Message(execution, element, message.Message);
            case SignalEventDefinition signal:
                return Sending.Signal(execution, element, signal.Signal) is { } unsent ? unsent : element.IsAlive ? Outcome.Done : Outcome.Waits;
            case ErrorEventDefinition error:
                var failed = Throwing.Error(execution, element, Expressions.OptionalText(execution, element, error.Code), null, element.Variables);
                return failed is not null ? failed : Outcome.Waits;
            case EscalationEventDefinition escalation:
                Throwing.Escalation(execution, element, Expressions.OptionalText(execution, element, escalation.Code) ?? "", element.Variables);
                return element.IsAlive ? Outcome.Done : Outcome.Waits;
            case CompensationEventDefinition compensation:
                return Compensate(execution, element, compensation);
            case CancelEventDefinition:
                return Cancel(execution, element);
            case TerminateEventDefinition or LinkEventDefinition:
                return Outcome.Done;
            default:
                throw new NotSupportedException($"{element.Node}: a {definition.GetType().Name} cannot be thrown.");
        }
    }

    public static bool WaitsForCompensation(FlowNode? node) =>
        node is EventNode thrown && thrown.Definitions.OfType<CompensationEventDefinition>().All(compensation => compensation.WaitForCompletion);

    /// <summary>A transaction's work is undone: it is left by its cancel boundary event (clause 13.3.4).</summary>
    public static void LeaveTransaction(CommandExecution execution, ElementInstance thrower)
    {
        var transaction = Transaction(thrower);
        if (transaction is null)
        {
            Leaving.End(execution, thrower, []);
            return;
        }

        var owner = transaction.IsLoopInstance ? transaction.Scope! : transaction;
        var boundary = ((Activity)owner.Node!).BoundaryEvents.FirstOrDefault(attached => attached.Definitions.Any(definition => definition is CancelEventDefinition));
        if (boundary is not null)
        {
            EventFiring.Fire(execution, owner, boundary, FeelContext.Empty);
            return;
        }

        var scope = owner.Scope!;
        Closing.Terminate(execution, owner);
        ElementRegistry.Of(scope).ChildLeft(execution, scope, owner);
    }

    private static Outcome Compensate(CommandExecution execution, ElementInstance element, CompensationEventDefinition compensation)
    {
        if (!Compensation.Throw(execution, element, compensation.ActivityRef))
        {
            return Outcome.Done;
        }

        // Without waiting, the token goes on now; the element stays only until everything is undone.
        if (!compensation.WaitForCompletion && element.IsAlive)
        {
            foreach (var flow in element.Node!.Outgoing)
            {
                Tokens.Take(execution, element.Scope!, flow);
            }
        }

        return Outcome.Waits;
    }

    private static Outcome Cancel(CommandExecution execution, ElementInstance element)
    {
        if (Transaction(element) is not { } transaction)
        {
            return new Problem(IncidentKind.UnhandledError, $"{element.Node}: cancels, but stands in no transaction.");
        }

        ElementInstance kept = element;
        for (var scope = element.Scope!; ; (kept, scope) = (scope, scope.Scope!))
        {
            Closing.TerminateChildren(execution, scope, except: kept);
            if (scope == transaction)
            {
                break;
            }
        }

        if (!Compensation.Trigger(execution, element, transaction))
        {
            LeaveTransaction(execution, element);
        }

        return Outcome.Waits;
    }

    private static ElementInstance? Transaction(ElementInstance element)
    {
        var scope = element.Scope!;
        while (!scope.IsProcess && (scope.Node is not Bpmn.Model.Transaction || scope.IsLoopBody))
        {
            scope = scope.Scope!;
        }

        return scope.IsProcess ? null : scope;
    }
}
