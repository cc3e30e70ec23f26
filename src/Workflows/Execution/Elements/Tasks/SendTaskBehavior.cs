using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>A send task (BPMN 2.0.2 clause 13.3.3): a job if it has one, otherwise its message goes out and it passes on.</summary>
internal sealed class SendTaskBehavior : ElementBehavior<SendTask>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, SendTask node) => node switch
    {
        { Job: { } job } => Jobs.Create(execution, element, job),
        { Message: { } message } => Sending.Message(execution, element, message),
        _ => Outcome.Done,
    };
}
