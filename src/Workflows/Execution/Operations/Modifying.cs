using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Handlers;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Modification: activates first, then cancels, then ends the scopes that nothing is left in.</summary>
internal sealed class Modifying
{
    private readonly CommandExecution _execution;
    private readonly List<OperationProblem> _problems = [];
    private readonly List<ElementInstance> _emptied = [];
    private readonly ElementActivation _activation;

    private Modifying(CommandExecution execution)
    {
        _execution = execution;
        _activation = new ElementActivation(execution, _problems);
    }

    public static Refused? Modify(CommandExecution execution, ModifyInstance command)
    {
        if (command.Modifications.Count == 0)
        {
            return new(Refusal.Invalid, "Say what is to be changed: there is no instruction.");
        }

        execution.Write(new InstanceModified(execution.State.Key, command.Reason));
        var modifying = new Modifying(execution);
        modifying.Apply(command.Modifications);
        if (Refused.Of(modifying._problems) is { } refused)
        {
            return refused;
        }

        execution.Run();
        modifying.CheckNothingIsStuck();
        return Refused.Of(modifying._problems);
    }

    private void Apply(IReadOnlyList<Modification> modifications)
    {
        // Chosen before anything is activated, so that what is new is not cancelled at once.
        var planned = modifications.Select(modification => (Modification: modification, Ended: Ended(modification))).ToList();
        var all = planned.SelectMany(plan => plan.Ended).ToHashSet();
        foreach (var (modification, ended) in planned)
        {
            switch (modification)
            {
                case ActivateElement activate:
                    _activation.Activate(new Placement(activate.ElementId, activate.AncestorKey, activate.After, activate.Variables), null, all);
                    break;
                case MoveElement move:
                    foreach (var source in ended)
                    {
                        _activation.Activate(new Placement(move.TargetElementId, move.AncestorKey, move.After, move.Variables), source, all);
                    }

                    break;
                case ChangeVariables change:
                    Change(change);
                    break;
                case CancelElement:
                    break;
                default:
                    throw new NotSupportedException($"The modification {modification.GetType().Name} is not known.");
            }
        }

        if (_problems.Count == 0)
        {
            Cancel(all);
        }
    }

    private List<ElementInstance> Ended(Modification modification) => modification switch
    {
        CancelElement cancel => Chosen(cancel.Elements, isMove: false),
        MoveElement move => Chosen(move.Elements, isMove: true),
        _ => [],
    };

    private List<ElementInstance> Chosen(ElementChoice choice, bool isMove)
    {
        if (choice.Key is { } key)
        {
            switch (_execution.State.Element(key))
            {
                case null:
                    _problems.Add(new("not-active", $"No element instance {key} is active in this instance.", null, key));
                    return [];
                case { Scope: null }:
                    _problems.Add(new("is-the-instance", "That is the instance itself: cancel the instance instead.", _execution.State.ProcessId, key));
                    return [];
                case { } element:
                    return [element];
            }
        }

        // Instances inside a loop body go with their body.
        var found = _execution.State.Elements.Where(element => element.ElementId == choice.ElementId && element is { Scope: not null, IsLoopInstance: false }).ToList();
        if (found.Count == 0 && (isMove || !DropTokens(choice.ElementId!)))
        {
            _problems.Add(new("not-active", $"'{choice.ElementId}' is not active in this instance.", choice.ElementId));
        }

        return found;
    }

    private bool DropTokens(string joinId)
    {
        var any = false;
        foreach (var scope in _execution.State.Elements.Where(element => element.WaitingFlows is { Count: > 0 }).ToArray())
        {
            var graph = ProcessGraph.Of(scope.Process!);
            if (scope.WaitingFlows!.Where(flow => graph.Flow(flow).Target.Id == joinId).ToArray() is { Length: > 0 } flows)
            {
                _execution.Write(new TokensRemoved(scope.Key, flows));
                _emptied.Add(scope);
                any = true;
            }
        }

        return any;
    }

    private void Change(ChangeVariables change)
    {
        var scope = change.ScopeKey is { } key ? _execution.State.Element(key) : _execution.State.Root;
        if (scope is null)
        {
            _problems.Add(new("not-active", $"No element instance {change.ScopeKey} is active in this instance, so its variables cannot be changed.", null, change.ScopeKey));
            return;
        }

        var removed = change.Remove.Where(scope.Variables.ContainsKey).Distinct().ToArray();
        if (removed.Length > 0)
        {
            _execution.Write(new VariablesRemoved(scope.Key, removed));
        }

        Data.Set(_execution, scope, change.Set);
    }

    private void Cancel(IEnumerable<ElementInstance> elements)
    {
        foreach (var element in elements)
        {
            if (element.IsAlive)
            {
                _emptied.Add(element.Scope!);
                Closing.Terminate(_execution, element);
            }
        }

        foreach (var scope in _emptied)
        {
            EndIfEmpty(scope);
        }
    }

    private void EndIfEmpty(ElementInstance scope)
    {
        while (scope is { IsAlive: true, IsDrained: true, Compensation: null } && !WaitsForPeople(scope) && !_execution.State.HasEnded)
        {
            if (scope.Scope is not { } outer)
            {
                Closing.CloseRows(_execution, scope);
                _execution.Write(new InstanceCancelled(scope.Key, "Nothing was left of it after it was modified."));
                return;
            }

            Closing.Terminate(_execution, scope);
            scope = outer;
        }
    }

    // An ad-hoc sub-process goes on with nothing inside, until people start something there or say that it is done.
    private static bool WaitsForPeople(ElementInstance scope) => scope is { IsProcess: false, IsLoopBody: false, Node: AdHocSubProcess { ActiveElements: null } };

    private void CheckNothingIsStuck()
    {
        foreach (var scope in _emptied.Distinct())
        {
            if (scope is { IsAlive: true, Children.Count: 0, WaitingFlows: [var flow, ..], Timers: null or { Count: 0 }, Subscriptions: null or { Count: 0 } } && !_execution.State.HasEnded)
            {
                var join = ProcessGraph.Of(scope.Process!).Flow(flow).Target;
                _problems.Add(new("stuck-at-join", $"A token would wait for ever at {join}, because nothing else is left that could come there. Cancel '{join.Id}' too, or move on from it.", join.Id, scope.Key));
            }
        }
    }
}
