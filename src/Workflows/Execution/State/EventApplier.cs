namespace Peninsula.Workflows.Execution.State;

/// <summary>
/// What each event makes of the state; nothing else changes it. Knows no definition, no clock and no expression, so that
/// a history replayed years later gives the state that it gave then.
/// </summary>
internal static partial class EventApplier
{
    /// <summary>Applies one event; returns the state, which is new only for <see cref="InstanceStarted"/>.</summary>
    public static InstanceState Apply(InstanceState? state, WorkflowEvent happened)
    {
        if (happened is InstanceStarted started)
        {
            return state is null ? new InstanceState(started) : throw new InvalidOperationException("An instance starts once.");
        }

        ArgumentNullException.ThrowIfNull(state);
        switch (happened)
        {
            case ElementActivated e:
                Activate(state, e);
                break;
            case ElementCompleted e:
                Leave(state, Get(state, e.Key), completed: true);
                break;
            case ElementTerminated e:
                Leave(state, Get(state, e.Key), completed: false);
                break;
            case FlowTaken { Waits: false }:
                break;
            case VariablesSet e:
                var scope = Get(state, e.ScopeKey);
                scope.Variables = scope.Variables.Count == 0 ? e.Variables : scope.Variables.With(e.Variables);
                Note(scope, e);
                break;
            case FlowTaken e:
                (Get(state, e.ScopeKey).WaitingFlows ??= []).Add(e.FlowId);
                state.WaitingTokenCount++;
                break;
            case FlowsJoined e:
                RemoveTokens(state, e.ScopeKey, e.FlowIds);
                break;
            case FlowsDropped e:
                var dropped = Get(state, e.ScopeKey);
                state.WaitingTokenCount -= (dropped.WaitingFlows?.Count ?? 0) + (dropped.StartedGateways?.Count ?? 0);
                dropped.WaitingFlows = null;
                dropped.StartedGateways = null;
                break;
            case ComplexGatewayStarted e:
                (Get(state, e.ScopeKey).StartedGateways ??= []).Add(e.ElementId, [.. e.FlowIds]);
                state.WaitingTokenCount++;
                break;
            case ComplexGatewayReset e:
                Get(state, e.ScopeKey).StartedGateways!.Remove(e.ElementId);
                state.WaitingTokenCount--;
                break;
            case InstanceCompleted:
                state.Status = InstanceStatus.Completed;
                break;
            case InstanceCancelled e:
                state.Status = InstanceStatus.Cancelled;
                state.Reason = e.Reason;
                break;
            case InstanceSuspended e:
                state.Status = InstanceStatus.Suspended;
                state.Reason = e.Reason;
                break;
            case InstanceResumed:
                state.Status = InstanceStatus.Running;
                state.Reason = null;
                break;
            case LoopStarted or LoopOutput or CompensationKept or CompensationTriggered:
                ApplyToActivity(state, happened);
                break;
            default:
                if (!ApplyOperation(state, happened))
                {
                    ApplyToRows(state, happened);
                }

                break;
        }

        return state;
    }

    private static void Note(ElementInstance scope, VariablesSet e)
    {
        if (e is VariablesGiven)
        {
            scope.Written = new(StringComparer.Ordinal);
        }
        else
        {
            scope.Written?.UnionWith(e.Variables.Keys);
        }
    }

    private static void Activate(InstanceState state, ElementActivated e)
    {
        var scope = Get(state, e.ScopeKey);
        var element = new ElementInstance(e.Key, e.ElementId, scope)
        {
            LoopCounter = e.LoopCounter,
            IsLoopBody = e.IsLoopBody,
            CalledDefinitionKey = e.CalledDefinitionKey,
            CompensationHost = e.CompensationHost,
            StartedAt = ++state.Ordinal,
        };
        state.Add(element);
        if (scope.Loop is { } loop && element.IsLoopInstance)
        {
            loop.Started++;
        }

        if (e is { CompensationHost: { } hostKey, Compensates: { } activityKey })
        {
            var host = Get(state, hostKey);
            var run = host.Compensation!;
            var activity = run.Remaining.Single(remaining => remaining.Key == activityKey);
            element.Completed = [.. activity.Inner];
            element.Variables = activity.Variables;
            host.Compensation = run.Started(e.Key, activityKey);
        }
    }

    private static void Leave(InstanceState state, ElementInstance element, bool completed)
    {
        state.Ordinal++;
        if (element.IsLoopInstance && element.Scope!.Loop is { } loop)
        {
            loop.Completed += completed ? 1 : 0;
            loop.Terminated += completed ? 0 : 1;
        }

        if (element.CompensationHost is { } hostKey && state.Element(hostKey) is { Compensation: { } run } host)
        {
            host.Compensation = run.Ended(element.Key);
        }

        state.Remove(element);
    }

    private static void RemoveTokens(InstanceState state, long scopeKey, IReadOnlyList<string> flowIds)
    {
        var waiting = Get(state, scopeKey).WaitingFlows!;
        foreach (var flow in flowIds)
        {
            waiting.Remove(flow);
            state.WaitingTokenCount--;
        }
    }

    private static void ApplyToActivity(InstanceState state, WorkflowEvent happened)
    {
        switch (happened)
        {
            case LoopStarted e:
                Get(state, e.Key).Loop = new LoopProgress { Total = e.Total, Items = e.Items };
                break;
            case LoopOutput e:
                Get(state, e.Key).Loop!.SetOutput(e.LoopCounter, e.Value);
                break;
            case CompensationKept e:
                Keep(state, Get(state, e.Key), e.Keeps);
                break;
            case CompensationTriggered e:
                var scope = Get(state, e.ScopeKey);
                var chosen = scope.Completed!.Where(activity => e.ElementKeys.Contains(activity.Key)).ToArray();
                scope.Completed = [.. scope.Completed!.Except(chosen)];
                var host = Get(state, e.HostKey);
                host.Compensation = host.Compensation is { } run ? run with { Remaining = [.. run.Remaining, .. chosen] } : new CompensationRun(chosen, []);
                break;
        }
    }

    private static void Keep(InstanceState state, ElementInstance element, bool keeps)
    {
        var outer = element.Scope!.Completed ??= [];
        var inner = element.Completed ?? [];
        if (keeps)
        {
            outer.Add(new CompletedActivity(element.Key, element.ElementId, element.StartedAt, ++state.Ordinal, element.Variables, [.. inner]));
        }
        else
        {
            outer.AddRange(inner);
        }

        element.Completed = null;
    }

    private static ElementInstance Get(InstanceState state, long key) =>
        state.Element(key) ?? throw new InvalidOperationException($"Instance {state.Key} has no element instance {key}.");
}
