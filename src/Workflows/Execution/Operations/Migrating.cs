using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Handlers;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Migration of one process of an instance: checks all that is active against the mapping, then moves it.</summary>
internal sealed class Migrating
{
    private readonly CommandExecution execution;
    private readonly ElementInstance root;
    private readonly ProcessDefinition target;
    private readonly MigrationMap map;
    private readonly List<ElementInstance> active = [];
    private readonly List<OperationProblem> problems = [];

    private Migrating(CommandExecution execution, ElementInstance root, ProcessDefinition target, IReadOnlyList<ElementMapping>? mapping)
    {
        this.execution = execution;
        this.root = root;
        this.target = target;
        var plan = mapping ?? MigrationPlan.Propose(root.Process!, target);
        problems.AddRange(MigrationPlan.Check(root.Process!, target, plan));
        map = new MigrationMap(root.Process!, target, plan);
        active.Add(root);
        for (var i = 0; i < active.Count; i++)
        {
            active.AddRange(active[i].Children.Where(child => !child.IsProcess));
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
        if (Refused.Of(migrating.problems) is { } refused)
        {
            return refused;
        }

        migrating.Apply(command);
        return Refused.Of(migrating.problems);
    }

    private void Check()
    {
        foreach (var element in active)
        {
            if (element != root && !element.IsLoopInstance && map.Target(element.ElementId) is null)
            {
                problems.Add(new("not-mapped", $"{element.Node} is active and is not mapped: say what it becomes, or move it on before.", element.ElementId, element.Key));
            }

            if (element.CompensationHost is not null || element.Compensation is { IsDone: false })
            {
                problems.Add(new("compensating", $"{element.Node?.ToString() ?? element.ElementId} is undoing what was completed: wait until that is done.", element.ElementId, element.Key));
            }

            CheckCompleted(element.Completed ?? []);
            CheckTokens(element);
            if (element.Node is EventBasedGateway gateway && map.Target(gateway.Id) is EventBasedGateway becomes)
            {
                CheckEventsAfter(element, becomes);
            }
        }
    }

    private void CheckCompleted(IEnumerable<CompletedActivity> completed)
    {
        foreach (var activity in completed)
        {
            var source = (Activity)root.Process!.Node(activity.ElementId)!;
            if (map.Completed(activity.ElementId) is not Activity becomes)
            {
                problems.Add(new("completed-not-mapped", $"{source} is completed and can still be undone: say what it becomes.", activity.ElementId, activity.Key));
            }
            else if (source.CompensationHandler is not null && becomes.CompensationHandler is null)
            {
                problems.Add(new("compensation-lost", $"{source} is completed and can still be undone, but {becomes} has nothing that undoes it.", activity.ElementId, activity.Key));
            }

            CheckCompleted(activity.Inner);
        }
    }

    private void CheckTokens(ElementInstance scope)
    {
        var graph = ProcessGraph.Of(root.Process!);
        foreach (var flow in scope.WaitingFlows?.Distinct() ?? [])
        {
            Add(map.Follow(graph.Flow(flow)), scope);
        }

        foreach (var (gateway, flows) in scope.StartedGateways ?? [])
        {
            if (map.Target(gateway) is null)
            {
                problems.Add(new("not-mapped", $"{root.Process!.Node(gateway)} has started and still takes tokens in: say what it becomes.", gateway, scope.Key));
                continue;
            }

            foreach (var flow in flows)
            {
                Add(map.Follow(graph.Flow(flow)), scope);
            }
        }
    }

    private void CheckEventsAfter(ElementInstance element, EventBasedGateway becomes)
    {
        foreach (var flow in element.Node!.Outgoing)
        {
            if (map.Target(flow.Target.Id) is { } after && becomes.Outgoing.All(outgoing => outgoing.Target != after))
            {
                problems.Add(new("event-not-after-gateway", $"{element.Node} waits for {flow.Target}, but {after} does not follow {becomes}.", flow.Target.Id, element.Key));
            }
        }
    }

    private void Add(OperationProblem? problem, ElementInstance scope)
    {
        if (problem is not null)
        {
            problems.Add(problem with { ElementKey = scope.Key });
        }
    }

    private void Apply(MigrateInstance command)
    {
        var before = active.ToDictionary(element => element, element => element.ElementId);
        execution.Write(new InstanceMigrated(execution.State.Key, root.Key, command.DefinitionKey, target.Id, map.ElementIds(), map.FlowIds(), command.Reason));
        root.Process = target;
        foreach (var element in active.Where(element => element != root))
        {
            Binding.Bind(element, Binding.Node(target, element.ElementId), target);
        }

        var waits = new MigratingWaits(execution, map, problems);
        foreach (var element in active)
        {
            waits.Migrate(element, before[element]);
        }

        if (problems.Count > 0)
        {
            return;
        }

        foreach (var element in active.Where(element => element.IsAlive))
        {
            Conditions.CheckNewOf(execution, element);
        }

        // A join that waits for fewer tokens now may be complete.
        foreach (var scope in active.Where(scope => scope is { IsAlive: true, WaitingFlows.Count: > 0 }))
        {
            var graph = ProcessGraph.Of(target);
            foreach (var join in scope.WaitingFlows!.Select(flow => graph.Flow(flow).Target).Distinct().ToArray())
            {
                Joins.Arrived(execution, scope, join);
            }
        }

        if (execution.State.Status == InstanceStatus.Suspended)
        {
            // What was opened just now is held like the rest.
            execution.Write(new InstanceSuspended(execution.State.Key, execution.State.Reason ?? ""));
        }
    }
}
