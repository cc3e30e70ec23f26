using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Events;

/// <summary>A start event (BPMN 2.0.2 clause 13.5.1): whatever it waited for has occurred when it comes to life, so it passes on.</summary>
internal sealed class StartEventBehavior : ElementBehavior<StartEvent>;
