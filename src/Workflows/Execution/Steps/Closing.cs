using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Ends what hangs on an element instance, and element instances from outside.</summary>
internal static class Closing
{
    /// <summary>Ends the element instance and everything inside, innermost first. The scope is not told: whoever ends something says what comes instead.</summary>
    public static void Terminate(Turn turn, ElementInstance element)
    {
        if (!element.IsAlive)
        {
            return;
        }

        var all = new List<ElementInstance> { element };
        for (var i = 0; i < all.Count; i++)
        {
            all.AddRange(all[i].Children);
        }

        for (var i = all.Count - 1; i >= 0; i--)
        {
            CloseRows(turn, all[i]);
            turn.Write(new ElementTerminated(all[i].Key, all[i].ElementId));
        }

        Compensation.Undone(turn, element);
    }

    public static void TerminateChildren(Turn turn, ElementInstance scope, ElementInstance? except = null)
    {
        foreach (var child in scope.Children.ToArray())
        {
            if (child != except)
            {
                Terminate(turn, child);
            }
        }

        DropFlows(turn, scope);
    }

    /// <summary>Nothing that belongs to the element instance outlives it.</summary>
    public static void CloseRows(Turn turn, ElementInstance element)
    {
        if (element.Task is { } task)
        {
            turn.Write(new TaskCancelled(task.Key));
        }

        if (element.Job is { } job)
        {
            turn.Write(new JobCancelled(job.Key));
        }

        CloseCatchers(turn, element, null);
        CloseEscalations(turn, element);
        while (element.Incidents is [{ } incident, ..])
        {
            turn.Write(new IncidentResolved(incident.Key));
        }

        DropFlows(turn, element);
    }

    /// <summary>A task is done: its ladder is climbed no further, what it reached is closed. Its boundary events stay until the element leaves.</summary>
    public static void CloseTask(Turn turn, ElementInstance element)
    {
        CloseLadder(turn, element);
        CloseEscalations(turn, element);
    }

    /// <summary>The steps that the task has not reached are climbed no further.</summary>
    public static void CloseLadder(Turn turn, ElementInstance element)
    {
        foreach (var step in element.Timers?.Where(timer => timer.Kind == TimerKind.Ladder).ToArray() ?? [])
        {
            turn.Write(new TimerCancelled(step.Key));
        }
    }

    /// <summary>Closes the timers and subscriptions of the given events, or all of them.</summary>
    public static void CloseCatchers(Turn turn, ElementInstance element, Predicate<string>? elementIds)
    {
        if (element.Timers is { Count: > 0 } timers)
        {
            foreach (var timer in timers.ToArray())
            {
                if (elementIds?.Invoke(timer.ElementId) != false)
                {
                    turn.Write(new TimerCancelled(timer.Key));
                }
            }
        }

        if (element.Subscriptions is { Count: > 0 } subscriptions)
        {
            foreach (var subscription in subscriptions.ToArray())
            {
                if (elementIds?.Invoke(subscription.ElementId) != false)
                {
                    turn.Write(new SubscriptionClosed(subscription.Key));
                }
            }
        }
    }

    private static void CloseEscalations(Turn turn, ElementInstance element)
    {
        while (element.Escalations is [{ } escalation, ..])
        {
            turn.Write(new EscalationClosed(escalation.Key));
        }
    }

    private static void DropFlows(Turn turn, ElementInstance scope)
    {
        if (scope.WaitingFlows is { Count: > 0 } || scope.StartedGateways is { Count: > 0 })
        {
            turn.Write(new FlowsDropped(scope.Key));
        }
    }
}
