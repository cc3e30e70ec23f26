using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>
/// An ad-hoc sub-process (BPMN 2.0.2 clause 13.3.5): people start its activities, in any order and as often as they like.
/// It is done when its completion condition holds after an activity, when somebody says so, or when the activities that it
/// names itself are done.
/// </summary>
internal sealed class AdHocSubProcessBehavior : ElementBehavior<AdHocSubProcess>
{
    protected override Outcome Start(Turn turn, ElementInstance element, AdHocSubProcess node)
    {
        if (node.ActiveElements is not { } active)
        {
            return Outcome.Waits;
        }

        if (Expressions.Texts(turn, element, active, "a list of activities", out var ids) is { } failed)
        {
            return failed;
        }

        foreach (var id in ids)
        {
            var activity = AdHoc.Activities(node).FirstOrDefault(one => one.Id == id);
            if (activity is null)
            {
                return new Problem(IncidentKind.Expression, $"{node}: '{active.Text}' names '{id}', which is no activity that can be started here.");
            }

            Tokens.Enter(turn, element, activity);
        }

        return element.IsDrained ? Outcome.Done : Outcome.Waits;
    }

    protected override Outcome Complete(Turn turn, ElementInstance element, AdHocSubProcess node)
    {
        if (node.CancelRemainingInstances)
        {
            Closing.TerminateChildren(turn, element);
        }

        return element.IsDrained ? base.Complete(turn, element, node) : Outcome.Waits;
    }

    public override void ChildLeft(Turn turn, ElementInstance scope, ElementInstance child)
    {
        var node = (AdHocSubProcess)scope.Node!;
        if (scope.CompensationHost is not null)
        {
            base.ChildLeft(turn, scope, child);
            return;
        }

        if (node.CompletionCondition is { } condition)
        {
            // A gateway or event inside is no activity whose end could complete the sub-process.
            if (child.Node is not Activity)
            {
                return;
            }

            if (Expressions.Condition(turn, scope, condition, out var holds) is { } problem)
            {
                Incidents.Raise(turn, scope, ElementStep.Start, problem);
            }
            else if (holds && (node.CancelRemainingInstances || scope.IsDrained))
            {
                turn.Queue(scope, ElementStep.Complete);
            }
        }
        else if (node.ActiveElements is not null)
        {
            base.ChildLeft(turn, scope, child);
        }
    }
}
