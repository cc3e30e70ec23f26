using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Ends what hangs on an element instance, and element instances from outside.</summary>
internal static class Closing
{
    /// <summary>Ends the element instance and everything inside, innermost first. The scope is not told: whoever ends something says what comes instead.</summary>
    public static void Terminate(CommandExecution execution, ElementInstance element)
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
            CloseRows(execution, all[i]);
            execution.Write(new ElementTerminated(all[i].Key, all[i].ElementId));
        }

        Compensation.Undone(execution, element);
    }

    public static void TerminateChildren(CommandExecution execution, ElementInstance scope, ElementInstance? except = null)
    {
        foreach (var child in scope.Children.ToArray())
        {
            if (child != except)
            {
                Terminate(execution, child);
            }
        }

        DropFlows(execution, scope);
    }

    /// <summary>Nothing that belongs to the element instance outlives it.</summary>
    public static void CloseRows(CommandExecution execution, ElementInstance element)
    {
        if (element.Task is { } task)
        {
            execution.Write(new TaskCancelled(task.Key));
        }

        if (element.Job is { } job)
        {
            execution.Write(new JobCancelled(job.Key));
        }

        CloseCatchers(execution, element, null);
        CloseEscalations(execution, element);
        while (element.Incidents is [{ } incident, ..])
        {
            execution.Write(new IncidentResolved(incident.Key));
        }

        DropFlows(execution, element);
    }

    /// <summary>A task is done: its ladder is climbed no further, what it reached is closed. Its boundary events stay until the element leaves.</summary>
    public static void CloseTask(CommandExecution execution, ElementInstance element)
    {
        CloseLadder(execution, element);
        CloseEscalations(execution, element);
    }

    /// <summary>The steps that the task has not reached are climbed no further.</summary>
    public static void CloseLadder(CommandExecution execution, ElementInstance element)
    {
        foreach (var step in element.Timers?.Where(timer => timer.Kind == TimerKind.Ladder).ToArray() ?? [])
        {
            execution.Write(new TimerCancelled(step.Key));
        }
    }

    /// <summary>Closes the timers and subscriptions of the given events, or all of them.</summary>
    public static void CloseCatchers(CommandExecution execution, ElementInstance element, Predicate<string>? elementIds)
    {
        if (element.Timers is { Count: > 0 } timers)
        {
            foreach (var timer in timers.ToArray())
            {
                if (elementIds?.Invoke(timer.ElementId) != false)
                {
                    execution.Write(new TimerCancelled(timer.Key));
                }
            }
        }

        if (element.Subscriptions is { Count: > 0 } subscriptions)
        {
            foreach (var subscription in subscriptions.ToArray())
            {
                if (elementIds?.Invoke(subscription.ElementId) != false)
                {
                    execution.Write(new SubscriptionClosed(subscription.Key));
                }
            }
        }
    }

    private static void CloseEscalations(CommandExecution execution, ElementInstance element)
    {
        while (element.Escalations is [{ } escalation, ..])
        {
            execution.Write(new EscalationClosed(escalation.Key));
        }
    }

    private static void DropFlows(CommandExecution execution, ElementInstance scope)
    {
        if (scope.WaitingFlows is { Count: > 0 } || scope.StartedGateways is { Count: > 0 })
        {
            execution.Write(new FlowsDropped(scope.Key));
        }
    }
}
