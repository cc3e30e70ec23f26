using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What people do in ad-hoc sub-processes.</summary>
internal static class AdHocCommands
{
    public static Refused? Activate(CommandExecution execution, ActivateAdHoc command)
    {
        if (Find(execution, command.ElementKey, out var element, out var node) is { } refused)
        {
            return refused;
        }

        var offered = AdHoc.Activatable(element);
        if (command.ElementIds.Count == 0 || (node.Sequential && command.ElementIds.Count > 1))
        {
            return new(Refusal.Invalid, node.Sequential ? $"{node} lets one activity run at a time: name exactly one." : $"Name the activities of {node} to start.");
        }

        if (node.Sequential && offered.Count == 0)
        {
            return new(Refusal.WrongState, $"{node} lets one activity run at a time, and one is running.");
        }

        if (command.ElementIds.FirstOrDefault(id => offered.All(activity => activity.Id != id)) is { } unknown)
        {
            return new(Refusal.Invalid, $"'{unknown}' is no activity that can be started in {node}.");
        }

        Data.Propagate(execution, element, command.Variables);
        foreach (var id in command.ElementIds)
        {
            Tokens.Enter(execution, element, offered.First(activity => activity.Id == id));
        }

        return null;
    }

    public static Refused? Complete(CommandExecution execution, CompleteAdHoc command)
    {
        if (Find(execution, command.ElementKey, out var element, out var node) is { } refused)
        {
            return refused;
        }

        if (!element.IsDrained && !node.CancelRemainingInstances)
        {
            return new(Refusal.WrongState, $"{node} can be completed when its running activities are done.");
        }

        execution.Queue(element, ElementStep.Complete);
        return null;
    }

    private static Refused? Find(CommandExecution execution, long key, out ElementInstance element, out AdHocSubProcess node)
    {
        element = execution.State.Element(key)!;
        node = null!;
        if (element is null)
        {
            return Refused.Missing(execution, "element instance", key);
        }

        if (element is not { IsProcess: false, IsLoopBody: false, Node: AdHocSubProcess found })
        {
            return new(Refusal.WrongState, $"{element} is not an ad-hoc sub-process.");
        }

        node = found;
        return element.Incidents is { Count: > 0 } ? new(Refusal.WrongState, $"{node} has an incident: resolve it first.") : null;
    }
}
