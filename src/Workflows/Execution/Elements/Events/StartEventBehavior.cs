using Peninsula.Workflows.Bpmn;

namespace Peninsula.Workflows.Execution;

/// <summary>A start event (BPMN 2.0.2 clause 13.5.1): whatever it waited for has occurred when it comes to life, so it passes on.</summary>
internal sealed class StartEventBehavior : ElementBehavior<StartEvent>;
