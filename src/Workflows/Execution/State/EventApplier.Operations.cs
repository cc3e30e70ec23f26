using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Execution.State;

/// <summary>The events of modification and migration.</summary>
internal static partial class EventApplier
{
    private static bool ApplyOperation(InstanceState state, WorkflowEvent happened)
    {
        switch (happened)
        {
            case InstanceModified:
                // For the history alone.
                return true;
            case VariablesRemoved e:
                var scope = Get(state, e.ScopeKey);
                scope.Variables = FeelContext.From(scope.Variables.Where(variable => !e.Names.Contains(variable.Key)));
                return true;
            case LoopExtended e:
                Get(state, e.Key).Loop!.Extend();
                return true;
            case TokensRemoved e:
                RemoveTokens(state, e.ScopeKey, e.FlowIds);
                return true;
            case InstanceMigrated e:
                Migrate(state, e);
                return true;
            case WaitMigrated e:
                Migrate(state, e);
                return true;
            case TaskMigrated e:
                Get(state, e.TaskKey).Task = new UserTaskState(e.TaskKey, e.ElementId, e.Name, e.ProcessId, e.FormId, e.Terms);
                return true;
            default:
                return false;
        }
    }

    private static void Migrate(InstanceState state, InstanceMigrated e)
    {
        var root = Get(state, e.ScopeKey);
        root.ElementId = e.ProcessId;
        if (root.Scope is null)
        {
            state.DefinitionKey = e.DefinitionKey;
            state.StartElementId = state.StartElementId is { } start ? New(e.Elements, start) : null;
        }
        else
        {
            root.CalledDefinitionKey = e.DefinitionKey;
        }

        var pending = new Stack<ElementInstance>();
        pending.Push(root);
        while (pending.TryPop(out var element))
        {
            element.WaitingFlows = element.WaitingFlows?.ConvertAll(flow => New(e.Flows, flow));
            element.StartedGateways = element.StartedGateways?.ToDictionary(
                gateway => New(e.Elements, gateway.Key), gateway => gateway.Value.Select(flow => New(e.Flows, flow)).ToArray());
            element.Completed = element.Completed is null ? null : [.. element.Completed.Select(completed => New(e.Elements, completed))];
            if (element.Compensation is { } run)
            {
                element.Compensation = new CompensationRun(
                    [.. run.Remaining.Select(remaining => New(e.Elements, remaining))],
                    [.. run.Active.Select(handler => handler with { Activity = New(e.Elements, handler.Activity) })]);
            }

            foreach (var child in element.Children.Where(child => !child.IsProcess))
            {
                child.ElementId = New(e.Elements, child.ElementId);
                pending.Push(child);
            }
        }
    }

    private static void Migrate(InstanceState state, WaitMigrated e)
    {
        switch (e.Kind)
        {
            case WaitKind.Job:
                var holder = JobHolder(state, e.Key);
                holder.Job = holder.Job! with { ElementId = e.ElementId };
                break;
            case WaitKind.Timer:
                var (timers, timer) = Timer(state, e.Key);
                timers[timer] = timers[timer] with { ElementId = e.ElementId };
                break;
            case WaitKind.Subscription:
                var (subscriptions, subscription) = Subscription(state, e.Key);
                subscriptions[subscription] = subscriptions[subscription] with { ElementId = e.ElementId };
                break;
            case WaitKind.Incident:
                var incidents = state.Elements.First(holder => holder.Incidents?.Exists(incident => incident.Key == e.Key) == true).Incidents!;
                var incident = incidents.FindIndex(raised => raised.Key == e.Key);
                incidents[incident] = incidents[incident] with { ElementId = e.ElementId };
                break;
            case WaitKind.Escalation:
                Change(state, e.Key, escalation => escalation with { ElementId = e.ElementId });
                break;
        }
    }

    private static CompletedActivity New(IReadOnlyDictionary<string, string> ids, CompletedActivity completed) =>
        completed with { ElementId = New(ids, completed.ElementId), Inner = [.. completed.Inner.Select(inner => New(ids, inner))] };

    private static string New(IReadOnlyDictionary<string, string> ids, string id) => ids.GetValueOrDefault(id, id);
}
