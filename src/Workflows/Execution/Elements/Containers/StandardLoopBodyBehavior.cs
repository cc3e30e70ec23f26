using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>
/// The body of a standard loop (BPMN 2.0.2 clause 13.3.6): repeats while its condition holds, asked before or after each
/// run, at most <c>loopMaximum</c> times. Without a condition only the maximum ends it; without either it runs once.
/// </summary>
internal sealed class StandardLoopBodyBehavior : ElementBehavior<Activity>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, Activity node)
    {
        if (element.Loop is null)
        {
            execution.Write(new LoopStarted(element.Key, -1, default));
        }

        return Continue(execution, element, (StandardLoop)node.Loop!, element);
    }

    protected override Outcome Complete(CommandExecution execution, ElementInstance element, Activity node) => Outcome.Done;

    public override void ChildLeft(CommandExecution execution, ElementInstance scope, ElementInstance child)
    {
        var outcome = Continue(execution, scope, (StandardLoop)((Activity)scope.Node!).Loop!, child);
        if (outcome.Problem is { } problem)
        {
            Incidents.Raise(execution, scope, ElementStep.Start, problem);
        }
        else if (outcome.IsDone)
        {
            execution.Queue(scope, ElementStep.Complete);
        }
    }

    private static Outcome Continue(CommandExecution execution, ElementInstance body, StandardLoop loop, ElementInstance seenFrom)
    {
        var started = body.Loop!.Started;
        if (started >= loop.Maximum || (started > 0 && loop is { Condition: null, Maximum: null }))
        {
            return Outcome.Done;
        }

        if (loop.Condition is { } condition && (loop.TestBefore || started > 0))
        {
            if (Expressions.Condition(execution, seenFrom, condition, out var holds) is { } problem)
            {
                return problem;
            }

            if (!holds)
            {
                return Outcome.Done;
            }
        }

        execution.Activate(body.Node!, body, loopCounter: started + 1);
        return Outcome.Waits;
    }
}
