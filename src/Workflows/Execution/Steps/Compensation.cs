using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Compensation (BPMN 2.0.2 clauses 10.7 and 13.5.5): what completed is undone, in reverse.</summary>
/// <remarks>
/// An activity with a handler is undone by it. A completed sub-process without one comes back to life with the variables
/// that it ended with, and its own completed activities are undone in there, or its compensation event sub-process runs.
/// </remarks>
internal static class Compensation
{
    /// <summary>Begins to undo what completed in the scope of the thrower; false when there is nothing.</summary>
    public static bool Throw(CommandExecution execution, ElementInstance thrower, string? activityRef)
    {
        var scopes = Reach(thrower, activityRef).Where(scope => Keys(scope, activityRef).Length > 0).ToArray();
        foreach (var scope in scopes)
        {
            execution.Write(new CompensationTriggered(thrower.Key, scope.Key, Keys(scope, activityRef)));
        }

        if (scopes.Length > 0)
        {
            Advance(execution, thrower);
        }

        return scopes.Length > 0;
    }

    /// <summary>Begins to undo all that completed directly in the scope; false when there is nothing.</summary>
    public static bool Trigger(CommandExecution execution, ElementInstance host, ElementInstance scope)
    {
        if (Keys(scope, null) is not { Length: > 0 } keys)
        {
            return false;
        }

        execution.Write(new CompensationTriggered(host.Key, scope.Key, keys));
        Advance(execution, host);
        return true;
    }

    /// <summary>Something that undid an activity has ended: whoever asked for it goes on with the rest.</summary>
    public static void Undone(CommandExecution execution, ElementInstance ended)
    {
        if (ended.CompensationHost is { } hostKey && execution.State.Element(hostKey) is { Compensation: not null } host)
        {
            Advance(execution, host);
        }
    }

    /// <summary>
    /// The thrower's scope; from an event sub-process the scope that it belongs to as well, whose work it may undo. Named
    /// activities are looked for outwards, within the process, as far as the first scope where they completed.
    /// </summary>
    private static IEnumerable<ElementInstance> Reach(ElementInstance thrower, string? activityRef)
    {
        for (var scope = thrower.Scope!; ; scope = scope.Scope!)
        {
            yield return scope;
            var goesOn = activityRef is null
                ? scope.Node is SubProcess { TriggeredByEvent: true }
                : Keys(scope, activityRef).Length == 0;
            if (scope.IsProcess || !goesOn)
            {
                yield break;
            }
        }
    }

    private static long[] Keys(ElementInstance scope, string? activityRef) =>
        scope.Completed is null ? [] : [.. scope.Completed.Where(completed => activityRef is null || completed.ElementId == activityRef).Select(completed => completed.Key)];

    /// <summary>
    /// Starts the next handler, the innermost compensation first; false when none is left. Only asked when nothing else
    /// moves: so what handlers do at once happens in reverse order of completion, and one that waits, for a person say,
    /// keeps no other from starting.
    /// </summary>
    public static bool StartNext(CommandExecution execution)
    {
        while (execution.Compensating.TryPeek(out var host))
        {
            if (host.IsAlive && host.Compensation?.Next() is { } completed)
            {
                Start(execution, host, completed);
                return true;
            }

            execution.Compensating.Pop();
        }

        return false;
    }

    private static void Advance(CommandExecution execution, ElementInstance host)
    {
        if (host.Compensation!.IsDone)
        {
            ElementRegistry.Of(host).Compensated(execution, host);
        }
        else
        {
            execution.Compensating.Push(host);
        }
    }

    private static void Start(CommandExecution execution, ElementInstance host, CompletedActivity completed)
    {
        var activity = (Activity)Binding.Node(host.Process!, completed.ElementId);
        var scope = ScopeOf(host, activity);
        if (activity.CompensationHandler is { } handler)
        {
            var undoing = execution.Create(handler, scope, isLoopBody: handler.Loop is not null, host: host.Key, compensates: completed.Key);
            execution.Queue(undoing, ElementStep.Enter);
        }
        else
        {
            Revive(execution, execution.Create(activity, scope, host: host.Key, compensates: completed.Key));
        }
    }

    private static void Revive(CommandExecution execution, ElementInstance subProcess)
    {
        if (CompensationStarts.EventSubProcess(subProcess.Container) is { } undo)
        {
            execution.Activate(undo, subProcess);
        }
        else if (!Trigger(execution, subProcess, subProcess))
        {
            execution.Queue(subProcess, ElementStep.Complete);
        }
    }

    // The nearest scope around the host, the host included, in which the activity stands.
    private static ElementInstance ScopeOf(ElementInstance host, Activity activity)
    {
        var scope = host;
        while (scope.Container != activity.Container && !scope.IsProcess)
        {
            scope = scope.Scope!;
        }

        return scope;
    }
}
