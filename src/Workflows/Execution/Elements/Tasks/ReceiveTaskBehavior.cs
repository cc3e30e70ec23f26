using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>A receive task (BPMN 2.0.2 clause 13.3.3): waits for its message; without one, until <see cref="ContinueReceive"/>.</summary>
internal sealed class ReceiveTaskBehavior : ElementBehavior<ReceiveTask>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, ReceiveTask node) =>
        Catchers.Open(execution, element, [Catcher.Of(node)]) is { } problem ? problem : Outcome.Waits;
}
