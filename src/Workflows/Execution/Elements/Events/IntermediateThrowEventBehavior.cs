using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Events;

/// <summary>An intermediate throw event (BPMN 2.0.2 clause 13.5.2): throws, and passes on if that did not end it.</summary>
internal sealed class IntermediateThrowEventBehavior : ElementBehavior<IntermediateThrowEvent>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, IntermediateThrowEvent node) =>
        node.Job is { } job ? Jobs.Create(execution, element, job) : EventThrowing.Throw(execution, element, node.Definitions);

    protected override Outcome Leave(CommandExecution execution, ElementInstance element, IntermediateThrowEvent node)
    {
        if (node.Definition is not LinkEventDefinition link)
        {
            return base.Leave(execution, element, node);
        }

        // A link is a sequence flow drawn in two pieces.
        var scope = element.Scope!;
        var target = node.Container.Children.OfType<IntermediateCatchEvent>()
            .FirstOrDefault(catcher => catcher.Definitions.Any(definition => definition is LinkEventDefinition end && end.Name == link.Name));
        if (target is null)
        {
            return new Problem(IncidentKind.NoFlow, $"{node}: there is no link '{link.Name}' to go to.");
        }

        Closing.CloseRows(execution, element);
        execution.Write(new ElementCompleted(element.Key, element.ElementId));
        execution.Activate(target, scope);
        return Outcome.Waits;
    }

    public override void Compensated(CommandExecution execution, ElementInstance element)
    {
        if (EventThrowing.WaitsForCompensation(element.Node))
        {
            base.Compensated(execution, element);
        }
        else
        {
            Leaving.End(execution, element, []);
        }
    }
}
