namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>Event sub-processes that compensation starts (BPMN 2.0.2 clause 10.7.2).</summary>
internal static class CompensationStarts
{
    /// <summary>The event sub-process that undoes a completed sub-process from inside, or null.</summary>
    public static SubProcess? EventSubProcess(IFlowContainer? container) =>
        container is not { EventSubProcesses.Count: > 0 } ? null : container.EventSubProcesses.FirstOrDefault(inner => StartedBy(inner) is not null);

    /// <summary>The start event by which compensation starts an event sub-process, or null.</summary>
    public static StartEvent? StartedBy(SubProcess eventSubProcess) =>
        eventSubProcess.StartEvents.FirstOrDefault(start => start.Definitions.Any(definition => definition is CompensationEventDefinition));
}
