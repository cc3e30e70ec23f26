using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Timers;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>An event that waits on behalf of an element instance.</summary>
/// <param name="Node">The event or receive task.</param>
/// <param name="Definitions">What it waits for.</param>
/// <param name="StaysOpen">Whether it can occur again (non-interrupting).</param>
/// <param name="All">Whether all definitions must occur.</param>
internal sealed record Catcher(FlowNode Node, IReadOnlyList<EventDefinition> Definitions, bool StaysOpen, bool All)
{
    public static Catcher Of(FlowNode node) => node switch
    {
        BoundaryEvent boundary => new(node, boundary.Definitions, !boundary.CancelActivity, boundary.ParallelMultiple),
        StartEvent start => new(node, start.Definitions, !start.IsInterrupting, start.ParallelMultiple),
        EventNode caught => new(node, caught.Definitions, false, caught.ParallelMultiple),
        ReceiveTask { Message: { } message } => new(node, [new MessageEventDefinition(message)], false, false),
        _ => new(node, [], false, false),
    };
}

/// <summary>Opens what events wait with, timers and subscriptions, and takes them up when they are triggered.</summary>
internal static class Catchers
{
    /// <summary>The events that are open while the element instance lives: its boundary events, and those that start its event sub-processes.</summary>
    public static Catcher[] Around(CommandExecution execution, ElementInstance element)
    {
        var boundaries = HostsBoundaries(element) ? ((Activity)element.Node!).BoundaryEvents : [];
        var eventSubProcesses = element.Container?.EventSubProcesses ?? [];
        return boundaries.Count + eventSubProcesses.Count == 0
            ? []
            : [.. boundaries.Select(Catcher.Of), .. eventSubProcesses.SelectMany(inner => inner.StartEvents).Select(Catcher.Of)];
    }

    /// <summary>Whether boundary events of the activity belong to this instance: to the body where there is one.</summary>
    public static bool HostsBoundaries(ElementInstance element) =>
        !element.IsProcess && element.Node is Activity { BoundaryEvents.Count: > 0 } activity && (activity.Loop is null || element.IsLoopBody);

    /// <summary>Evaluates everything first and writes only then, so that a problem leaves nothing half open.</summary>
    public static Problem? Open(CommandExecution execution, ElementInstance owner, IEnumerable<Catcher> catchers)
    {
        var opened = new List<WorkflowEvent>();
        foreach (var catcher in catchers)
        {
            for (var i = 0; i < catcher.Definitions.Count; i++)
            {
                if (Open(execution, owner, catcher, i, out var subscription) is { } problem)
                {
                    return problem;
                }

                if (subscription is not null)
                {
                    opened.Add(subscription);
                }
            }
        }

        foreach (var subscription in opened)
        {
            execution.Write(subscription);
        }

        return null;
    }

    /// <summary>A timer fired: the next of its cycle is scheduled where the event can occur again.</summary>
    public static void Fire(CommandExecution execution, ElementInstance owner, TimerState timer)
    {
        var node = Binding.Node(owner.Process!, timer.ElementId);
        execution.Write(new TimerFired(timer.Key));
        if (Catcher.Of(node).StaysOpen
            && TimerSchedule.After(new TimerPlan(timer.Due, timer.RepetitionsLeft, timer.Interval), execution.Feel.Zone, execution.Environment.Now) is { } next)
        {
            execution.Write(new TimerScheduled(execution.NewKey(), owner.Key, timer.ElementId, next.Due, TimerKind.Event, next.RepetitionsLeft, next.Interval));
        }

        Occurred(execution, owner, node, FeelContext.Empty);
    }

    public static void Trigger(CommandExecution execution, ElementInstance owner, SubscriptionState subscription, FeelContext given, string? messageId)
    {
        execution.Write(new SubscriptionTriggered(subscription.Key, messageId));
        Occurred(execution, owner, Binding.Node(owner.Process!, subscription.ElementId), given);
    }

    private static void Occurred(CommandExecution execution, ElementInstance owner, FlowNode node, FeelContext given)
    {
        var catcher = Catcher.Of(node);
        if (catcher is { All: true, Definitions.Count: > 1 })
        {
            if (IsOpen(owner, node.Id))
            {
                Data.Accept(execution, owner, given);
                return;
            }

            if (catcher.StaysOpen && Open(execution, owner, [catcher]) is { } problem)
            {
                Incidents.Raise(execution, owner, ElementStep.Start, problem);
            }
        }

        EventFiring.Fire(execution, owner, node, given);
    }

    public static bool IsOpen(ElementInstance owner, string elementId) =>
        owner.Timers?.Exists(timer => timer.ElementId == elementId) == true
        || owner.Subscriptions?.Exists(subscription => subscription.ElementId == elementId) == true;

    /// <summary>
    /// What an event's expressions see: a boundary event belongs to the flow around its activity (BPMN 2.0.2 clause 10.5.4), so
    /// the inputs of the activity do not hide what is known there; they are seen where nothing around has the name.
    /// </summary>
    public static IFeelScope ScopeOf(ElementInstance owner, FlowNode node) =>
        node is BoundaryEvent && owner.Scope is { } around ? new BoundaryScope(new VariableScope(around), new VariableScope(owner)) : new VariableScope(owner);

    private static Problem? Open(CommandExecution execution, ElementInstance owner, Catcher catcher, int index, out WorkflowEvent? opened)
    {
        opened = null;
        var scope = ScopeOf(owner, catcher.Node);
        var staysOpen = catcher.StaysOpen && !(catcher.All && catcher.Definitions.Count > 1);
        switch (catcher.Definitions[index])
        {
            case TimerEventDefinition timer:
                if (TimerSchedule.Plan(timer, scope, execution.Feel, out var plan) is { } why)
                {
                    return new Problem(IncidentKind.Expression, $"{catcher.Node}: {why}");
                }

                opened = new TimerScheduled(execution.NewKey(), owner.Key, catcher.Node.Id, plan.Due, TimerKind.Event, plan.RepetitionsLeft, plan.Interval);
                return null;
            case MessageEventDefinition { Message: var message }:
                if (Expressions.Text(execution, owner, scope, message.Name, "a message name", out var name) is { } problem)
                {
                    return problem;
                }

                string? correlationKey = null;
                if (message.CorrelationKey is { } key && Expressions.Text(execution, owner, scope, key, "a correlation key", out correlationKey) is { } noKey)
                {
                    return noKey;
                }

                opened = Subscription(SubscriptionKind.Message, name, correlationKey);
                return null;
            case SignalEventDefinition { Signal: var signal }:
                var failed = Expressions.Text(execution, owner, scope, signal.Name, "a signal name", out var signalName);
                opened = failed is null ? Subscription(SubscriptionKind.Signal, signalName, null) : null;
                return failed;
            case ConditionalEventDefinition:
                opened = Subscription(SubscriptionKind.Condition, "", null);
                return null;
            default:
                // Errors, escalations, cancel and compensation are looked for when they are thrown; nothing waits.
                return null;
        }

        SubscriptionOpened Subscription(SubscriptionKind kind, string name, string? key) =>
            new(execution.NewKey(), owner.Key, catcher.Node.Id, kind, name, key, staysOpen, index);
    }

    private sealed class BoundaryScope(VariableScope around, VariableScope inside) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value) => around.TryGet(name, out value) || inside.TryGet(name, out value);
    }
}
