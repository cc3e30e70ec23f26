using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>Where tokens wait for each other (BPMN 2.0.2 clauses 13.3.1 and 13.4).</summary>
internal static class Joins
{
    public static bool IsJoin(FlowNode node) => node switch
    {
        ParallelGateway or InclusiveGateway => node.Incoming.Count > 1,
        ComplexGateway => true,
        Activity activity => activity.StartQuantity > 1,
        _ => false,
    };

    /// <summary>A token has come to a join. A parallel join can only become complete now; an inclusive one when nothing else moves.</summary>
    public static void Arrived(CommandExecution execution, ElementInstance scope, FlowNode join)
    {
        switch (join)
        {
            case ParallelGateway when join.Incoming.All(flow => scope.WaitingFlows!.Contains(flow.Id)):
                Join(execution, scope, join, [.. join.Incoming.Select(flow => flow.Id)]);
                break;
            case Activity activity:
                var tokens = Waiting(scope, join).Take(activity.StartQuantity).ToArray();
                if (tokens.Length == activity.StartQuantity)
                {
                    Join(execution, scope, join, tokens);
                }

                break;
            case ComplexGateway complex:
                ComplexArrived(execution, scope, complex);
                break;
        }
    }

    /// <summary>
    /// Lets one inclusive join go for which no further token can come, or one complex gateway start anew. Only asked when
    /// nothing else moves: whether a token can still come depends on where all others are.
    /// </summary>
    public static bool ReleaseWaiting(CommandExecution execution)
    {
        if (execution.State.WaitingTokenCount == 0)
        {
            return false;
        }

        foreach (var scope in execution.State.Elements)
        {
            if (scope.WaitingFlows is { Count: > 0 } waiting)
            {
                var graph = ProcessGraph.Of(scope.Process!);
                foreach (var inclusive in waiting.Select(id => graph.Flow(id).Target).OfType<InclusiveGateway>().Distinct())
                {
                    var filled = inclusive.Incoming.Where(flow => waiting.Contains(flow.Id)).ToArray();
                    if (!CanStillCome(scope, inclusive, filled))
                    {
                        Join(execution, scope, inclusive, [.. filled.Select(flow => flow.Id)]);
                        return true;
                    }
                }
            }

            if (scope.StartedGateways is { Count: > 0 } started && ResetOne(execution, scope, started))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a complex gateway's conditions see beside the variables.</summary>
    public static IFeelScope ComplexScope(ElementInstance scope, int activationCount, bool waitingForStart) =>
        new GatewayScope(new VariableScope(scope), activationCount, waitingForStart);

    /// <summary>Starts a complex gateway if its condition holds; <paramref name="element"/> is there when this is tried again after an incident.</summary>
    public static Problem? TryStart(CommandExecution execution, ElementInstance scope, ComplexGateway gateway, ElementInstance? element, out bool started)
    {
        started = false;
        var tokens = Waiting(scope, gateway).ToArray();
        if (gateway.ActivationCondition is { } condition)
        {
            var problem = Expressions.Condition(execution, element ?? scope, ComplexScope(scope, tokens.Length, true), condition, out var holds);
            if (problem is not null || !holds)
            {
                return problem;
            }
        }

        started = true;
        string[] flows = [.. tokens.Distinct()];
        execution.Write(new FlowsJoined(scope.Key, gateway.Id, flows));
        execution.Write(new ComplexGatewayStarted(scope.Key, gateway.Id, flows));
        return null;
    }

    private static void ComplexArrived(CommandExecution execution, ElementInstance scope, ComplexGateway gateway)
    {
        if (scope.StartedGateways?.ContainsKey(gateway.Id) == true)
        {
            return;
        }

        if (TryStart(execution, scope, gateway, null, out var started) is { } problem)
        {
            if (!scope.Children.Any(child => child.Node == gateway))
            {
                Incidents.Raise(execution, execution.Create(gateway, scope), ElementStep.Start, problem);
            }
        }
        else if (started)
        {
            execution.Queue(execution.Create(gateway, scope), ElementStep.Complete);
        }
    }

    private static bool ResetOne(CommandExecution execution, ElementInstance scope, Dictionary<string, string[]> started)
    {
        foreach (var (id, flows) in started)
        {
            var gateway = (ComplexGateway)scope.Process!.Node(id)!;
            var late = gateway.Incoming.Where(flow => !flows.Contains(flow.Id) && scope.WaitingFlows?.Contains(flow.Id) == true).ToArray();
            var filled = gateway.Incoming.Where(flow => flows.Contains(flow.Id)).Concat(late).ToArray();
            if (CanStillCome(scope, gateway, filled))
            {
                continue;
            }

            if (late.Length > 0)
            {
                execution.Write(new FlowsJoined(scope.Key, id, [.. late.Select(flow => flow.Id)]));
            }

            execution.Write(new ComplexGatewayReset(scope.Key, id));
            TakeResetFlows(execution, scope, gateway, late.Length);
            if (Waiting(scope, gateway).Any())
            {
                ComplexArrived(execution, scope, gateway);
            }

            if (scope.IsDrained)
            {
                ElementRegistry.Of(scope).ChildLeft(execution, scope, scope);
            }

            return true;
        }

        return false;
    }

    // A flow that does not ask for waitingForStart has had its token when the gateway started; a second would be a surprise.
    private static void TakeResetFlows(CommandExecution execution, ElementInstance scope, ComplexGateway gateway, int late)
    {
        var variables = ComplexScope(scope, late, waitingForStart: false);
        foreach (var flow in gateway.Outgoing)
        {
            if (flow.Condition is { Feel: { } feel } && feel.Names.Contains("waitingForStart")
                && Expressions.Evaluate(execution, variables, flow.Condition).Value.TryGetBoolean(out var holds) && holds)
            {
                Tokens.Take(execution, scope, flow);
            }
        }
    }

    private static void Join(CommandExecution execution, ElementInstance scope, FlowNode join, string[] flows)
    {
        execution.Write(new FlowsJoined(scope.Key, join.Id, flows));
        Tokens.Enter(execution, scope, join);
    }

    private static IEnumerable<string> Waiting(ElementInstance scope, FlowNode join) =>
        (scope.WaitingFlows ?? []).Where(id => join.Incoming.Any(flow => flow.Id == id));

    /// <summary>
    /// Clause 13.4.3: a token somewhere in the scope can come to an incoming flow that has none, and cannot as well come to
    /// one that has.
    /// </summary>
    private static bool CanStillCome(ElementInstance scope, FlowNode join, SequenceFlow[] filled)
    {
        var graph = ProcessGraph.Of(scope.Process!);
        var empty = join.Incoming.Where(flow => !filled.Contains(flow)).ToArray();
        return Positions(scope, join, graph).Any(position =>
            empty.Any(flow => graph.Upstream(flow)[position]) && !filled.Any(flow => graph.Upstream(flow)[position]));
    }

    private static IEnumerable<int> Positions(ElementInstance scope, FlowNode join, ProcessGraph graph)
    {
        foreach (var child in scope.Children)
        {
            if (child.Node != join)
            {
                yield return child.Node!.Index;
            }
        }

        foreach (var flow in scope.WaitingFlows ?? [])
        {
            if (graph.Flow(flow).Target is var target && target != join)
            {
                yield return target.Index;
            }
        }
    }

    private sealed class GatewayScope(IFeelScope under, int activationCount, bool waitingForStart) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value)
        {
            switch (name)
            {
                case "activationCount":
                    value = activationCount;
                    return true;
                case "waitingForStart":
                    value = waitingForStart;
                    return true;
                default:
                    return under.TryGet(name, out value);
            }
        }
    }
}
