using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Errors and escalations go outwards to the nearest event that catches them (BPMN 2.0.2 clauses 10.5.6 and 13.5).</summary>
/// <remarks>
/// In each scope the event sub-processes come before the boundary events, and an event with the very code before one that
/// catches all. An event sub-process does not catch what is thrown inside itself. Called processes are part of the way; what
/// a call activity maps out of one is mapped when an error or escalation leaves it, as when the process returns.
/// </remarks>
internal static class Throwing
{
    /// <summary>Throws an error. It is a problem when nobody catches it.</summary>
    public static Problem? Error(CommandExecution execution, ElementInstance thrower, string? code, string? message, FeelContext given)
    {
        var catcher = Nearest(thrower, (owner, definition) => definition is ErrorEventDefinition error ? Rank(execution, owner, error.Code, code) : 0);
        if (catcher is not var (owner, node))
        {
            var said = string.IsNullOrEmpty(message) ? "" : $": {message}";
            return new Problem(IncidentKind.UnhandledError, $"{thrower.Node}: no event catches the error '{code}'{said}.");
        }

        execution.Write(new ErrorThrown(thrower.Key, code, node.Id));
        LeaveCalls(execution, thrower, owner);
        EventFiring.Fire(execution, owner, node, given);
        return null;
    }

    /// <summary>Throws an escalation. Nothing happens when nobody catches it.</summary>
    public static void Escalation(CommandExecution execution, ElementInstance thrower, string code, FeelContext given)
    {
        var catcher = Nearest(thrower, (owner, definition) => definition is EscalationEventDefinition escalation ? Rank(execution, owner, escalation.Code, code) : 0);
        execution.Write(new EscalationThrown(thrower.Key, code, catcher?.Node.Id));
        if (catcher is var (owner, node))
        {
            LeaveCalls(execution, thrower, owner);
            EventFiring.Fire(execution, owner, node, given);
        }
    }

    private static void LeaveCalls(CommandExecution execution, ElementInstance thrower, ElementInstance owner)
    {
        for (var element = thrower; element != owner; element = element.Scope!)
        {
            if (element is { CalledDefinitionKey: not null, Scope: { Node.Outputs.Count: > 0 } call })
            {
                Data.Accept(execution, call, element.Variables);
                Data.MapOutputs(execution, call);
            }
        }
    }

    // The code that an event catches is known where the event stands, not where something is thrown.
    private static int Rank(CommandExecution execution, ElementInstance scope, Expression? caught, string? thrown) =>
        caught is null ? 1 : thrown is not null && Expressions.OptionalText(execution, scope, caught) == thrown ? 2 : 0;

    private static (ElementInstance Owner, EventNode Node)? Nearest(ElementInstance thrower, Func<ElementInstance, EventDefinition, int> rank)
    {
        ElementInstance? inner = null;
        for (var element = thrower; element is not null; inner = element, element = element.Scope)
        {
            if (inner is not null && element.Container is { EventSubProcesses.Count: > 0 } container && !Scopes.IsInterrupted(element)
                && Best(container.EventSubProcesses.Where(handler => handler != inner.Node).SelectMany(handler => handler.StartEvents), definition => rank(element, definition)) is { } start)
            {
                return (element, start);
            }

            if (Catchers.HostsBoundaries(element) && Best(((Activity)element.Node!).BoundaryEvents, definition => rank(element.Scope!, definition)) is { } boundary)
            {
                return (element, boundary);
            }
        }

        return null;
    }

    private static EventNode? Best(IEnumerable<EventNode> events, Func<EventDefinition, int> rank)
    {
        EventNode? best = null;
        var highest = 0;
        foreach (var candidate in events)
        {
            foreach (var definition in candidate.Definitions)
            {
                if (rank(definition) is var found && found > highest)
                {
                    (best, highest) = (candidate, found);
                }
            }
        }

        return best;
    }
}
