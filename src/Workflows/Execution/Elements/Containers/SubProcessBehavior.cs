using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Containers;

/// <summary>
/// An embedded sub-process, a transaction, or an event sub-process (BPMN 2.0.2 clauses 13.3.4 and 13.5.4): done when no
/// token is left inside.
/// </summary>
internal sealed class SubProcessBehavior : ElementBehavior<SubProcess>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, SubProcess node)
    {
        if (node.TriggeredByEvent)
        {
            // Whatever it waited for has occurred, or it would not be alive.
            foreach (var start in node.StartEvents)
            {
                execution.Queue(execution.Create(start, element), ElementStep.Complete);
            }
        }
        else
        {
            foreach (var start in Scopes.StartNodes(node))
            {
                Tokens.Enter(execution, element, start);
            }
        }

        return element.IsDrained ? Outcome.Done : Outcome.Waits;
    }

    protected override Outcome Complete(CommandExecution execution, ElementInstance element, SubProcess node) =>
        element.IsDrained ? base.Complete(execution, element, node) : Outcome.Waits;
}
