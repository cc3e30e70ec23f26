using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>What is to be started, and where.</summary>
internal sealed record Placement(string ElementId, long? AncestorKey, bool After, IReadOnlyList<ScopeVariables> Variables);

/// <summary>Starts elements by hand: finds or makes the scopes around them. What cannot be done is told, and nothing is thrown.</summary>
internal sealed class ElementActivation(CommandExecution execution, List<OperationProblem> problems)
{
    /// <summary>Starts an element.</summary>
    /// <param name="wanted">What and where.</param>
    /// <param name="source">What it takes the place of, or null: its scopes are the nearest.</param>
    /// <param name="ended">What is going to be cancelled: nothing can be started in there.</param>
    public void Activate(Placement wanted, ElementInstance? source, IReadOnlySet<ElementInstance> ended)
    {
        if (Process(wanted, source) is not { } root)
        {
            return;
        }

        var node = root.Process!.Node(wanted.ElementId)!;
        if ((wanted.After ? WhyNotAfter(node) : WhyNotAt(node)) is { } problem)
        {
            problems.Add(problem);
            return;
        }

        var chain = Containers(node);
        if (Start(wanted, source, root, node, chain) is not { } start)
        {
            return;
        }

        for (var around = start; around is not null; around = around.Scope)
        {
            if (ended.Contains(around))
            {
                problems.Add(new("scope-is-cancelled", $"{node} cannot be started inside {around.Node}, which is cancelled at the same time.", node.Id, around.Key));
                return;
            }
        }

        if (Descend(start, chain, ended, wanted, node) is { } scope)
        {
            Place(node, scope, wanted);
        }
    }

    private ElementInstance? Process(Placement wanted, ElementInstance? source)
    {
        if (wanted.AncestorKey is { } key)
        {
            if (execution.State.Element(key) is not { } ancestor)
            {
                problems.Add(new("not-active", $"No element instance {key} is active in this instance, so '{wanted.ElementId}' cannot be started there.", wanted.ElementId, key));
                return null;
            }

            return Known(RootOf(ancestor), wanted.ElementId);
        }

        if (source is not null)
        {
            return Known(RootOf(source.IsProcess ? source.Scope! : source), wanted.ElementId);
        }

        if (execution.State.Root.Process!.Node(wanted.ElementId) is not null)
        {
            return execution.State.Root;
        }

        var called = execution.State.Elements.Where(scope => scope.IsProcess && scope.Process!.Node(wanted.ElementId) is not null).ToArray();
        if (called.Length != 1)
        {
            problems.Add(called.Length == 0
                ? new("unknown-element", $"The process has no element '{wanted.ElementId}'.", wanted.ElementId)
                : new("ambiguous-scope", $"{called.Length} called processes that run have an element '{wanted.ElementId}': say in which, by its key.", wanted.ElementId));
            return null;
        }

        return called[0];
    }

    private ElementInstance? Known(ElementInstance root, string elementId)
    {
        if (root.Process!.Node(elementId) is not null)
        {
            return root;
        }

        problems.Add(new("unknown-element", $"The process '{root.Process.Id}' has no element '{elementId}'.", elementId));
        return null;
    }

    public static OperationProblem? WhyNotAt(FlowNode node) => node switch
    {
        StartEvent => new("start-event", $"{node} is a start event: start the element that follows it, or start after it.", node.Id),
        BoundaryEvent => new("boundary-event", $"{node} is attached to an activity and waits only while that runs: start after it, or start the activity.", node.Id),
        Activity { IsForCompensation: true } => new("compensation-handler", $"{node} runs only to undo what was completed.", node.Id),
        _ when node.Incoming.Any(flow => flow.Source is EventBasedGateway) =>
            new("after-event-gateway", $"{node} is waited for by the event-based gateway before it: start that gateway, or start after {node}.", node.Id),
        _ => null,
    };

    private static OperationProblem? WhyNotAfter(FlowNode node) => node.Outgoing.Count == 1
        ? null
        : new("no-single-flow", $"{node} has {node.Outgoing.Count} outgoing flows; one can go on after it only where there is exactly one.", node.Id);

    // The sub-processes around the node, outermost first.
    private static List<SubProcess> Containers(FlowNode node)
    {
        var chain = new List<SubProcess>();
        for (var container = node.Container as SubProcess; container is not null; container = container.Container as SubProcess)
        {
            chain.Insert(0, container);
        }

        return chain;
    }

    private ElementInstance? Start(Placement wanted, ElementInstance? source, ElementInstance root, FlowNode node, List<SubProcess> chain)
    {
        if (wanted.AncestorKey is { } key)
        {
            var ancestor = execution.State.Element(key)!;
            if (Holds(ancestor, root, chain) || (ancestor.IsLoopBody && ancestor.Node == node && !wanted.After))
            {
                return ancestor;
            }

            problems.Add(new("not-in-scope", $"{node} does not stand inside {ancestor.Node?.ToString() ?? ancestor.ElementId}, so it cannot be started there.", node.Id, key));
            return null;
        }

        var around = source?.Scope ?? root;
        while (!Holds(around, root, chain) || around.IsLoopBody)
        {
            around = around.Scope!;
        }

        return around;
    }

    private static bool Holds(ElementInstance scope, ElementInstance root, List<SubProcess> chain) =>
        scope == root || (!scope.IsProcess && scope.CompensationHost is null && scope.Node is SubProcess subProcess && chain.Contains(subProcess));

    /// <summary>From a scope that runs down to the one directly around the node.</summary>
    private ElementInstance? Descend(ElementInstance start, List<SubProcess> chain, IReadOnlySet<ElementInstance> ended, Placement wanted, FlowNode node)
    {
        var scope = start;
        if (scope is { IsProcess: false, IsLoopBody: true } && scope.Node != node)
        {
            scope = Add(scope, wanted);
        }

        var next = start.IsProcess ? 0 : chain.IndexOf((start.Node as SubProcess)!) + 1;
        for (var i = next; scope is not null && i < chain.Count && start.Node != node; i++)
        {
            var running = wanted.AncestorKey is null ? Running(scope, chain[i], ended) : [];
            if (running.Length > 1)
            {
                problems.Add(new("ambiguous-scope", $"{chain[i]} runs {running.Length} times: say in which '{wanted.ElementId}' is to be started, by its key.", wanted.ElementId));
                return null;
            }

            scope = running.Length == 1 ? running[0] : Create(chain[i], scope, wanted);
        }

        return scope;
    }

    private static ElementInstance[] Running(ElementInstance scope, SubProcess subProcess, IReadOnlySet<ElementInstance> ended)
    {
        var found = scope.Children.Where(child => child.Node == subProcess && child is { IsProcess: false, CompensationHost: null } && !ended.Contains(child));
        return [.. subProcess.Loop is null ? found : found.SelectMany(body => body.Children).Where(instance => !ended.Contains(instance))];
    }

    private ElementInstance? Create(SubProcess subProcess, ElementInstance scope, Placement wanted)
    {
        if (subProcess.Loop is not null)
        {
            var body = execution.Create(subProcess, scope, isLoopBody: true);
            execution.Write(new LoopStarted(body.Key, subProcess.Loop is StandardLoop ? -1 : 0, default));
            return Entered(body) ? Add(body, wanted) : null;
        }

        var element = execution.Create(subProcess, scope);
        SetVariables(element, wanted);
        return Entered(element) ? element : null;
    }

    /// <summary>One instance more in a loop body.</summary>
    private ElementInstance? Add(ElementInstance body, Placement wanted)
    {
        var instance = Extend(body);
        if (instance is null)
        {
            return null;
        }

        SetVariables(instance, wanted);
        return Entered(instance) ? instance : null;
    }

    private ElementInstance? Extend(ElementInstance body)
    {
        var activity = (Activity)body.Node!;
        if (activity.Loop is not MultiInstance { Sequential: false } && body.Children.Count > 0)
        {
            problems.Add(new("one-at-a-time", $"{activity} runs one instance after another, and one is running.", activity.Id, body.Key));
            return null;
        }

        if (body.Loop is not { } progress)
        {
            problems.Add(new("not-begun", $"{activity} has not begun to repeat: resolve its incident first.", activity.Id, body.Key));
            return null;
        }

        if (progress.Total >= 0)
        {
            execution.Write(new LoopExtended(body.Key));
        }

        return execution.Create(activity, body, loopCounter: progress.Started + 1);
    }

    // A scope made by hand opens its events and takes its inputs, and leaves out its own start.
    private bool Entered(ElementInstance element)
    {
        var outcome = Entering.Enter(execution, element);
        if (outcome.IsDone)
        {
            return true;
        }

        problems.Add(new("scope-cannot-start", outcome.Problem?.Message ?? $"{element.Node} is ended at once by one of its own events.", element.ElementId));
        return false;
    }

    private void Place(FlowNode node, ElementInstance scope, Placement wanted)
    {
        if (wanted.After)
        {
            SetOuterVariables(scope, node, wanted);
            Tokens.Take(execution, scope, node.Outgoing[0]);
            return;
        }

        if (scope.Node is AdHocSubProcess { Sequential: true } adHoc && !scope.IsProcess && scope.Children.Count > 0)
        {
            problems.Add(new("one-at-a-time", $"{adHoc} lets one activity run at a time, and one is running.", node.Id, scope.Key));
            return;
        }

        var element = scope.IsLoopBody && scope.Node == node ? Extend(scope) : execution.Create(node, scope, isLoopBody: node is Activity { Loop: not null });
        if (element is not null)
        {
            SetOuterVariables(scope, node, wanted);
            SetVariables(element, wanted);
            execution.Queue(element, ElementStep.Enter);
        }
    }

    private void SetVariables(ElementInstance element, Placement wanted)
    {
        foreach (var given in wanted.Variables.Where(variables => variables.ScopeId == element.ElementId))
        {
            Data.Set(execution, element, given.Variables);
        }
    }

    private void SetOuterVariables(ElementInstance scope, FlowNode node, Placement wanted)
    {
        foreach (var given in wanted.Variables.Where(variables => variables.ScopeId != node.Id || wanted.After))
        {
            var around = scope;
            while (around is not null && !(given.ScopeId is null ? around.IsProcess : around.ElementId == given.ScopeId))
            {
                around = around.IsProcess ? null : around.Scope;
            }

            if (around is null)
            {
                problems.Add(new("not-in-scope", $"'{given.ScopeId}' is not around {node}, so it cannot be given variables with it.", given.ScopeId));
                continue;
            }

            Data.Set(execution, around, given.Variables);
        }
    }

    private static ElementInstance RootOf(ElementInstance element)
    {
        while (!element.IsProcess)
        {
            element = element.Scope!;
        }

        return element;
    }
}
