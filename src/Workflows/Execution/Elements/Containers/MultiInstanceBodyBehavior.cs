using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements.Events;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>
/// The body of a multi-instance activity (BPMN 2.0.2 clause 13.3.7): one instance an item, together or one after the other.
/// The collection is evaluated once. A completion condition that holds ends what is left; the behaviours throw events.
/// </summary>
internal sealed class MultiInstanceBodyBehavior : ElementBehavior<Activity>
{
    protected override Outcome Start(Turn turn, ElementInstance element, Activity node)
    {
        var loop = (MultiInstance)node.Loop!;
        if (element.Loop is not null)
        {
            // An incident in between is resolved.
            return Continue(turn, element, loop, element);
        }

        if (Count(turn, element, loop, out var total, out var items) is { } problem)
        {
            return problem;
        }

        turn.Write(new LoopStarted(element.Key, total, items));
        if (total == 0)
        {
            return Outcome.Done;
        }

        for (var i = 0; i < (loop.Sequential ? 1 : total); i++)
        {
            StartNext(turn, element, node, loop);
        }

        return Outcome.Waits;
    }

    protected override Outcome Complete(Turn turn, ElementInstance element, Activity node)
    {
        if (node.Loop is MultiInstance { OutputCollection: { } collection })
        {
            Data.Propagate(turn, element.Scope!, FeelContext.Empty.With(collection, FeelValue.List(element.Loop!.Outputs)));
        }

        return Outcome.Done;
    }

    public override void ChildLeft(Turn turn, ElementInstance scope, ElementInstance child)
    {
        var loop = (MultiInstance)((Activity)scope.Node!).Loop!;
        var outcome = ThrowEvents(turn, scope, loop, child);
        if (outcome.Problem is null && scope.IsAlive)
        {
            outcome = Continue(turn, scope, loop, child);
        }

        if (outcome.Problem is { } problem)
        {
            Incidents.Raise(turn, scope, ElementStep.Start, problem);
        }
        else if (outcome.IsDone)
        {
            turn.Queue(scope, ElementStep.Complete);
        }
    }

    // An event of the behaviour may compensate; the instances go on by themselves.
    public override void Compensated(Turn turn, ElementInstance element)
    {
    }

    private static Outcome Continue(Turn turn, ElementInstance body, MultiInstance loop, ElementInstance seenFrom)
    {
        // The instance that has just left may still be asked for its local variables.
        if (loop.CompletionCondition is { } condition && body.Loop!.Completed > 0)
        {
            if (Expressions.Condition(turn, seenFrom, condition, out var holds) is { } problem)
            {
                return problem;
            }

            if (holds)
            {
                Closing.TerminateChildren(turn, body);
                return Outcome.Done;
            }
        }

        var progress = body.Loop!;
        if (loop.Sequential && progress.Active == 0 && progress.Started < progress.Total)
        {
            StartNext(turn, body, (Activity)body.Node!, loop);
        }

        return progress.Active == 0 ? Outcome.Done : Outcome.Waits;
    }

    private static void StartNext(Turn turn, ElementInstance body, Activity node, MultiInstance loop)
    {
        var progress = body.Loop!;
        var number = progress.Started + 1;
        var instance = turn.Create(node, body, loopCounter: number);
        if (loop.InputElement is { } name && progress.Items.TryGetList(out var items))
        {
            turn.Write(new VariablesSet(instance.Key, FeelContext.Empty.With(name, items[number - 1])));
        }

        turn.Queue(instance, ElementStep.Enter);
    }

    private static Problem? Count(Turn turn, ElementInstance element, MultiInstance loop, out int total, out FeelValue items)
    {
        total = 0;
        items = FeelValue.Null;
        if (loop.InputCollection is { } collection)
        {
            var scope = new VariableScope(element);
            var result = Expressions.Evaluate(turn, scope, collection);
            if (!result.Value.TryGetList(out var list))
            {
                return Expressions.Unusable(element, scope, collection, result, "a list");
            }

            items = FeelJson.AsJsonKinds(result.Value);
            total = list.Count;
            return null;
        }

        if (loop.Cardinality is not { } cardinality)
        {
            return new Problem(IncidentKind.Expression, $"{element.Node}: repeats, but says neither for which list nor how often.");
        }

        if (Expressions.Whole(turn, element, cardinality, "a number of instances", out total) is { } problem)
        {
            return problem;
        }

        return total >= 0 ? null : new Problem(IncidentKind.Expression, $"{element.Node}: '{cardinality.Text}' gave {total}, but there cannot be fewer than 0 instances.");
    }

    // Clause 10.3.8, behavior: All throws nothing, One at the first completion, None at each, Complex by its conditions.
    private static Outcome ThrowEvents(Turn turn, ElementInstance body, MultiInstance loop, ElementInstance child)
    {
        switch (loop.Behavior)
        {
            case MultiInstanceBehavior.One when loop.OneEvent is { } first && body.Loop!.Completed == 1:
                return EventThrowing.Throw(turn, body, first);
            case MultiInstanceBehavior.None when loop.NoneEvent is { } each:
                return EventThrowing.Throw(turn, body, each);
            case MultiInstanceBehavior.Complex:
                foreach (var (condition, thrown) in loop.ComplexEvents)
                {
                    if (Expressions.Condition(turn, child, condition, out var holds) is { } problem)
                    {
                        return problem;
                    }

                    if (holds && EventThrowing.Throw(turn, body, thrown) is { Problem: not null } failed)
                    {
                        return failed;
                    }

                    if (!body.IsAlive)
                    {
                        return Outcome.Waits;
                    }
                }

                return Outcome.Waits;
            default:
                return Outcome.Waits;
        }
    }
}
