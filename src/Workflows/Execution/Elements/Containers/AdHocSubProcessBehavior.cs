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
    protected override Outcome Start(CommandExecution execution, ElementInstance element, AdHocSubProcess node)
    {
        if (node.ActiveElements is not { } active)
        {
            return Outcome.Waits;
        }

        if (Expressions.Texts(execution, element, active, "a list of activities", out var ids) is { } failed)
        {
            return failed;
        }

        foreach (var id in ids)
        {
            var activity = AdHoc.Activities(node).FirstOrDefault(child => child.Id == id);
            if (activity is null)
            {
                return new Problem(IncidentKind.Expression, $"{node}: '{active.Text}' names '{id}', which is no activity that can be started here.");
            }

            Tokens.Enter(execution, element, activity);
        }

        return element.IsDrained ? Outcome.Done : Outcome.Waits;
    }

    protected override Outcome Complete(CommandExecution execution, ElementInstance element, AdHocSubProcess node)
    {
        if (node.CancelRemainingInstances)
        {
            Closing.TerminateChildren(execution, element);
        }

        return element.IsDrained ? base.Complete(execution, element, node) : Outcome.Waits;
    }

    public override void ChildLeft(CommandExecution execution, ElementInstance scope, ElementInstance child)
    {
        var node = (AdHocSubProcess)scope.Node!;
        if (scope.CompensationHost is not null)
        {
            base.ChildLeft(execution, scope, child);
            return;
        }

        if (node.CompletionCondition is { } condition)
        {
            // A gateway or event inside is no activity whose end could complete the sub-process.
            if (child.Node is not Activity)
            {
                return;
            }

            if (Expressions.Condition(execution, scope, condition, out var holds) is { } problem)
            {
                Incidents.Raise(execution, scope, ElementStep.Start, problem);
            }
            else if (holds && (node.CancelRemainingInstances || scope.IsDrained))
            {
                execution.Queue(scope, ElementStep.Complete);
            }
        }
        else if (node.ActiveElements is not null)
        {
            base.ChildLeft(execution, scope, child);
        }
    }
}
