using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>An undefined or manual task (BPMN 2.0.2 clause 13.3.3): the engine has nothing to do, and passes on at once.</summary>
internal sealed class PassingTaskBehavior : ElementBehavior<Activity>;
