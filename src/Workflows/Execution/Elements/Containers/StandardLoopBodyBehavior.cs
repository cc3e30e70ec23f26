using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>
/// The body of a standard loop (BPMN 2.0.2 clause 13.3.6): repeats while its condition holds, asked before or after each
/// turn, at most <c>loopMaximum</c> times. Without a condition only the maximum ends it; without either it runs once.
/// </summary>
internal sealed class StandardLoopBodyBehavior : ElementBehavior<Activity>
{
    protected override Outcome Start(Turn turn, ElementInstance element, Activity node)
    {
        if (element.Loop is null)
        {
            turn.Write(new LoopStarted(element.Key, -1, default));
        }

        return Continue(turn, element, (StandardLoop)node.Loop!, element);
    }

    protected override Outcome Complete(Turn turn, ElementInstance element, Activity node) => Outcome.Done;

    public override void ChildLeft(Turn turn, ElementInstance scope, ElementInstance child)
    {
        var outcome = Continue(turn, scope, (StandardLoop)((Activity)scope.Node!).Loop!, child);
        if (outcome.Problem is { } problem)
        {
            Incidents.Raise(turn, scope, ElementStep.Start, problem);
        }
        else if (outcome.IsDone)
        {
            turn.Queue(scope, ElementStep.Complete);
        }
    }

    private static Outcome Continue(Turn turn, ElementInstance body, StandardLoop loop, ElementInstance seenFrom)
    {
        var started = body.Loop!.Started;
        if (started >= loop.Maximum || (started > 0 && loop is { Condition: null, Maximum: null }))
        {
            return Outcome.Done;
        }

        if (loop.Condition is { } condition && (loop.TestBefore || started > 0))
        {
            if (Expressions.Condition(turn, seenFrom, condition, out var holds) is { } problem)
            {
                return problem;
            }

            if (!holds)
            {
                return Outcome.Done;
            }
        }

        turn.Activate(body.Node!, body, loopCounter: started + 1);
        return Outcome.Waits;
    }
}
