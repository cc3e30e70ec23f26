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
    protected override Outcome Start(CommandExecution execution, ElementInstance element, Activity node)
    {
        var loop = (MultiInstance)node.Loop!;
        if (element.Loop is not null)
        {
            // An incident in between is resolved.
            return Continue(execution, element, loop, element);
        }

        if (Count(execution, element, loop, out var total, out var items) is { } problem)
        {
            return problem;
        }

        execution.Write(new LoopStarted(element.Key, total, items));
        if (total == 0)
        {
            return Outcome.Done;
        }

        for (var i = 0; i < (loop.Sequential ? 1 : total); i++)
        {
            StartNext(execution, element, node, loop);
        }

        return Outcome.Waits;
    }

    protected override Outcome Complete(CommandExecution execution, ElementInstance element, Activity node)
    {
        if (node.Loop is MultiInstance { OutputCollection: { } collection })
        {
            Data.Propagate(execution, element.Scope!, FeelContext.Empty.With(collection, FeelValue.List(element.Loop!.Outputs)));
        }

        return Outcome.Done;
    }

    public override void ChildLeft(CommandExecution execution, ElementInstance scope, ElementInstance child)
    {
        var loop = (MultiInstance)((Activity)scope.Node!).Loop!;
        var outcome = ThrowEvents(execution, scope, loop, child);
        if (outcome.Problem is null && scope.IsAlive)
        {
            outcome = Continue(execution, scope, loop, child);
        }

        if (outcome.Problem is { } problem)
        {
            Incidents.Raise(execution, scope, ElementStep.Start, problem);
        }
        else if (outcome.IsDone)
        {
            execution.Queue(scope, ElementStep.Complete);
        }
    }

    // An event of the behaviour may compensate; the instances go on by themselves.
    public override void Compensated(CommandExecution execution, ElementInstance element)
    {
    }

    private static Outcome Continue(CommandExecution execution, ElementInstance body, MultiInstance loop, ElementInstance seenFrom)
    {
        // The instance that has just left may still be asked for its local variables.
        if (loop.CompletionCondition is { } condition && body.Loop!.Completed > 0)
        {
            if (Expressions.Condition(execution, seenFrom, condition, out var holds) is { } problem)
            {
                return problem;
            }

            if (holds)
            {
                Closing.TerminateChildren(execution, body);
                return Outcome.Done;
            }
        }

        var progress = body.Loop!;
        if (loop.Sequential && progress.Active == 0 && progress.Started < progress.Total)
        {
            StartNext(execution, body, (Activity)body.Node!, loop);
        }

        return progress.Active == 0 ? Outcome.Done : Outcome.Waits;
    }

    private static void StartNext(CommandExecution execution, ElementInstance body, Activity node, MultiInstance loop)
    {
        var progress = body.Loop!;
        var number = progress.Started + 1;
        var instance = execution.Create(node, body, loopCounter: number);
        if (loop.InputElement is { } name && progress.Items.TryGetList(out var items))
        {
            execution.Write(new VariablesSet(instance.Key, FeelContext.Empty.With(name, items[number - 1])));
        }

        execution.Queue(instance, ElementStep.Enter);
    }

    private static Problem? Count(CommandExecution execution, ElementInstance element, MultiInstance loop, out int total, out FeelValue items)
    {
        total = 0;
        items = FeelValue.Null;
        if (loop.InputCollection is { } collection)
        {
            var scope = new VariableScope(element);
            var result = Expressions.Evaluate(execution, scope, collection);
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

        if (Expressions.Whole(execution, element, cardinality, "a number of instances", out total) is { } problem)
        {
            return problem;
        }

        return total >= 0 ? null : new Problem(IncidentKind.Expression, $"{element.Node}: '{cardinality.Text}' gave {total}, but there cannot be fewer than 0 instances.");
    }

    // Clause 10.3.8, behavior: All throws nothing, One at the first completion, None at each, Complex by its conditions.
    private static Outcome ThrowEvents(CommandExecution execution, ElementInstance body, MultiInstance loop, ElementInstance child)
    {
        switch (loop.Behavior)
        {
            case MultiInstanceBehavior.One when loop.OneEvent is { } first && body.Loop!.Completed == 1:
                return EventThrowing.Throw(execution, body, first);
            case MultiInstanceBehavior.None when loop.NoneEvent is { } each:
                return EventThrowing.Throw(execution, body, each);
            case MultiInstanceBehavior.Complex:
                foreach (var (condition, thrown) in loop.ComplexEvents)
                {
                    if (Expressions.Condition(execution, child, condition, out var holds) is { } problem)
                    {
                        return problem;
                    }

                    if (holds && EventThrowing.Throw(execution, body, thrown) is { Problem: not null } failed)
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
