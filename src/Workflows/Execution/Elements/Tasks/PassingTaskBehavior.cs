using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>An undefined or manual task (BPMN 2.0.2 clause 13.3.3): the engine has nothing to do, and passes on at once.</summary>
internal sealed class PassingTaskBehavior : ElementBehavior<Activity>;
