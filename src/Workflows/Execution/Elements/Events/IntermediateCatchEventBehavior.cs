using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Events;

/// <summary>An intermediate catch event (BPMN 2.0.2 clause 13.5.2): waits until it occurs. The end of a link passes on.</summary>
internal sealed class IntermediateCatchEventBehavior : ElementBehavior<IntermediateCatchEvent>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, IntermediateCatchEvent node)
    {
        if (node.Definitions.Count == 0 || node.Definition is LinkEventDefinition)
        {
            return Outcome.Done;
        }

        if (Catchers.Open(execution, element, [Catcher.Of(node)]) is { } problem)
        {
            return problem;
        }

        Conditions.CheckNewOf(execution, element);
        return Outcome.Waits;
    }
}
