using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>A service task (BPMN 2.0.2 clause 13.3.3): a job for a worker; without one it passes on at once.</summary>
internal sealed class ServiceTaskBehavior : ElementBehavior<ServiceTask>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, ServiceTask node) =>
        node.Job is { } job ? Jobs.Create(execution, element, job) : Outcome.Done;
}
