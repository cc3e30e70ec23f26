using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Events;

/// <summary>
/// An end event (BPMN 2.0.2 clause 13.5.4): takes its token, and throws what it has to throw. A terminate end event ends
/// its scope at once; a cancel end event compensates its transaction, then leaves it by the cancel boundary event.
/// </summary>
internal sealed class EndEventBehavior : ElementBehavior<EndEvent>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, EndEvent node)
    {
        if (node.Job is { } job)
        {
            return Jobs.Create(execution, element, job);
        }

        var thrown = EventThrowing.Throw(execution, element, node.Definitions);
        if (thrown.IsDone && element.IsAlive && node.Definitions.Any(definition => definition is TerminateEventDefinition))
        {
            Closing.TerminateChildren(execution, element.Scope!, except: element);
        }

        return thrown;
    }

    public override void Compensated(CommandExecution execution, ElementInstance element)
    {
        if (((EndEvent)element.Node!).Definitions.Any(definition => definition is CancelEventDefinition))
        {
            EventThrowing.LeaveTransaction(execution, element);
        }
        else
        {
            base.Compensated(execution, element);
        }
    }
}
