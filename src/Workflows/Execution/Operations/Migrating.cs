using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Handlers;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Migration of one process of an instance: checks all that is active against the mapping, then moves it.</summary>
internal sealed class Migrating
{
    private readonly CommandExecution _execution;
    private readonly ElementInstance _root;
    private readonly ProcessDefinition _target;
    private readonly MigrationMap _map;
    private readonly List<ElementInstance> _active = [];
    private readonly List<OperationProblem> _problems = [];

    private Migrating(CommandExecution execution, ElementInstance root, ProcessDefinition target, IReadOnlyList<ElementMapping>? mapping)
    {
        _execution = execution;
        _root = root;
        _target = target;
        var plan = mapping ?? MigrationPlan.Propose(root.Process!, target);
        _problems.AddRange(MigrationPlan.Check(root.Process!, target, plan));
        _map = new MigrationMap(root.Process!, target, plan);
        _active.Add(root);
        for (var i = 0; i < _active.Count; i++)
        {
            _active.AddRange(_active[i].Children.Where(child => !child.IsProcess));
        }
    }

    public static Refused? Migrate(CommandExecution execution, MigrateInstance command)
    {
        var root = command.ScopeKey is { } key ? execution.State.Element(key) : execution.State.Root;
        if (root is not { IsProcess: true })
        {
            return root is null ? Refused.Missing(execution, "called process", command.ScopeKey!.Value) : new(Refusal.Invalid, $"{root} is not the root of a process.");
        }

        if (execution.Environment.Definitions.Find(command.DefinitionKey) is not { } target)
        {
            return new(Refusal.NotFound, $"There is no definition {command.DefinitionKey}.");
        }

        var migrating = new Migrating(execution, root, target, command.Mapping);
        migrating.Check();
        if (Refused.Of(migrating._problems) is { } refused)
        {
            return refused;
        }

        migrating.Apply(command);
        return Refused.Of(migrating._problems);
    }

    private void Check()
    {
        foreach (var element in _active)
        {
            if (element != _root && !element.IsLoopInstance && _map.Target(element.ElementId) is null)
            {
                _problems.Add(new("not-mapped", $"{element.Node} is active and is not mapped: say what it becomes, or move it on before.", element.ElementId, element.Key));
            }

            if (element.CompensationHost is not null || element.Compensation is { IsDone: false })
            {
                _problems.Add(new("compensating", $"{element.Node?.ToString() ?? element.ElementId} is undoing what was completed: wait until that is done.", element.ElementId, element.Key));
            }

            CheckCompleted(element.Completed ?? []);
            CheckTokens(element);
            if (element.Node is EventBasedGateway gateway && _map.Target(gateway.Id) is EventBasedGateway becomes)
            {
                CheckEventsAfter(element, becomes);
            }
        }
    }

    private void CheckCompleted(IEnumerable<CompletedActivity> completed)
    {
        foreach (var activity in completed)
        {
            var source = (Activity)_root.Process!.Node(activity.ElementId)!;
            if (_map.Completed(activity.ElementId) is not Activity becomes)
            {
                _problems.Add(new("completed-not-mapped", $"{source} is completed and can still be undone: say what it becomes.", activity.ElementId, activity.Key));
            }
            else if (source.CompensationHandler is not null && becomes.CompensationHandler is null)
            {
                _problems.Add(new("compensation-lost", $"{source} is completed and can still be undone, but {becomes} has nothing that undoes it.", activity.ElementId, activity.Key));
            }

            CheckCompleted(activity.Inner);
        }
    }

    private void CheckTokens(ElementInstance scope)
    {
        var graph = ProcessGraph.Of(_root.Process!);
        foreach (var flow in scope.WaitingFlows?.Distinct() ?? [])
        {
            Add(_map.Follow(graph.Flow(flow)), scope);
        }

        foreach (var (gateway, flows) in scope.StartedGateways ?? [])
        {
            if (_map.Target(gateway) is null)
            {
                _problems.Add(new("not-mapped", $"{_root.Process!.Node(gateway)} has started and still takes tokens in: say what it becomes.", gateway, scope.Key));
                continue;
            }

            foreach (var flow in flows)
            {
                Add(_map.Follow(graph.Flow(flow)), scope);
            }
        }
    }

    private void CheckEventsAfter(ElementInstance element, EventBasedGateway becomes)
    {
        foreach (var flow in element.Node!.Outgoing)
        {
            if (_map.Target(flow.Target.Id) is { } after && becomes.Outgoing.All(outgoing => outgoing.Target != after))
            {
                _problems.Add(new("event-not-after-gateway", $"{element.Node} waits for {flow.Target}, but {after} does not follow {becomes}.", flow.Target.Id, element.Key));
            }
        }
    }

    private void Add(OperationProblem? problem, ElementInstance scope)
    {
        if (problem is not null)
        {
            _problems.Add(problem with { ElementKey = scope.Key });
        }
    }

    private void Apply(MigrateInstance command)
    {
        var before = _active.ToDictionary(element => element, element => element.ElementId);
        _execution.Write(new InstanceMigrated(_execution.State.Key, _root.Key, command.DefinitionKey, _target.Id, _map.ElementIds(), _map.FlowIds(), command.Reason));
        _root.Process = _target;
        foreach (var element in _active.Where(element => element != _root))
        {
            Binding.Bind(element, Binding.Node(_target, element.ElementId), _target);
        }

        var waits = new MigratingWaits(_execution, _map, _problems);
        foreach (var element in _active)
        {
            waits.Migrate(element, before[element]);
        }

        if (_problems.Count > 0)
        {
            return;
        }

        foreach (var element in _active.Where(element => element.IsAlive))
        {
            Conditions.CheckNewOf(_execution, element);
        }

        // A join that waits for fewer tokens now may be complete.
        foreach (var scope in _active.Where(scope => scope is { IsAlive: true, WaitingFlows.Count: > 0 }))
        {
            var graph = ProcessGraph.Of(_target);
            foreach (var join in scope.WaitingFlows!.Select(flow => graph.Flow(flow).Target).Distinct().ToArray())
            {
                Joins.Arrived(_execution, scope, join);
            }
        }

        if (_execution.State.Status == InstanceStatus.Suspended)
        {
            // What was opened just now is held like the rest.
            _execution.Write(new InstanceSuspended(_execution.State.Key, _execution.State.Reason ?? ""));
        }
    }
}
