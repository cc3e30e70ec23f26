using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Events;

/// <summary>A boundary event (BPMN 2.0.2 clause 13.5.3): comes to life when it has occurred, beside or in place of its activity, and passes on.</summary>
internal sealed class BoundaryEventBehavior : ElementBehavior<BoundaryEvent>;
