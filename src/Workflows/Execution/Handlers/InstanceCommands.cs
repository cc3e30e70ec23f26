using Peninsula.Workflows.Execution.Elements.Containers;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What is done to an instance as a whole, to its variables and its incidents.</summary>
internal static class InstanceCommands
{
    public static Refused? Start(Turn turn, StartInstance command)
    {
        if (turn.Environment.Definitions.Find(command.DefinitionKey) is not { } definition)
        {
            return new(Refusal.NotFound, $"There is no definition {command.DefinitionKey}.");
        }

        if (command.StartElementId is { } startId)
        {
            if (definition.Node(startId) is not { } node)
            {
                return new(Refusal.Invalid, $"The process '{definition.Id}' cannot start at '{startId}': it has no such element.");
            }

            if (!ProcessBehavior.Occurs(node, definition) && Placing.WhyNotAt(node) is { } why)
            {
                return new(Refusal.Invalid, $"The process '{definition.Id}' cannot start at '{startId}': {why.Message}");
            }
        }
        else if (!ProcessBehavior.Starts(definition).Any() && definition.StartEvents.Count > 0)
        {
            return new(Refusal.Invalid, $"The process '{definition.Id}' starts by its events only: say at which.");
        }

        var key = turn.NewKey();
        turn.Write(new InstanceStarted(key, command.DefinitionKey, definition.Id, command.BusinessKey, command.StartElementId));
        turn.State.Root.Process = definition;
        Data.Set(turn, turn.State.Root, command.Variables);
        turn.Queue(turn.State.Root, ElementStep.Enter);
        return null;
    }

    public static Refused? SetVariables(Turn turn, SetVariables command)
    {
        var scope = command.ScopeKey is { } key ? turn.State.Element(key) : turn.State.Root;
        if (scope is null)
        {
            return Refused.Missing(turn, "scope", command.ScopeKey!.Value);
        }

        if (command.Local)
        {
            Data.Set(turn, scope, command.Variables);
        }
        else
        {
            Data.Propagate(turn, scope, command.Variables);
        }

        return null;
    }

    public static Refused? Cancel(Turn turn, CancelInstance command)
    {
        Closing.TerminateChildren(turn, turn.State.Root);
        Closing.CloseRows(turn, turn.State.Root);
        turn.Write(new InstanceCancelled(turn.State.Key, command.Reason));
        return null;
    }

    public static Refused? Suspend(Turn turn, SuspendInstance command)
    {
        turn.Write(new InstanceSuspended(turn.State.Key, command.Reason));
        return null;
    }

    public static Refused? Resume(Turn turn, ResumeInstance command)
    {
        if (turn.State.Status != InstanceStatus.Suspended)
        {
            return new(Refusal.WrongState, "The instance is not suspended.");
        }

        turn.Write(new InstanceResumed(turn.State.Key));
        Because(turn, command.Reason);
        return null;
    }

    public static Refused? Remark(Turn turn, Remark command)
    {
        turn.Write(new Remarked(command.Kind, command.Text, command.TaskKey));
        return null;
    }

    private static void Because(Turn turn, string? reason)
    {
        if (!string.IsNullOrWhiteSpace(reason))
        {
            turn.Write(new Remarked("reason", reason, null));
        }
    }

    public static Refused? Resolve(Turn turn, ResolveIncident command)
    {
        var element = turn.State.Elements.FirstOrDefault(one => one.Incidents?.Exists(incident => incident.Key == command.IncidentKey) == true);
        if (element is null)
        {
            return Refused.Missing(turn, "incident", command.IncidentKey);
        }

        Because(turn, command.Reason);
        Data.Propagate(turn, element, command.Variables);
        return Retry(turn, element, element.Incidents!.Find(one => one.Key == command.IncidentKey)!);
    }

    public static Refused? Resolve(Turn turn, ResolveIncidents command)
    {
        if (turn.State.Incidents is not { Count: > 0 } incidents)
        {
            return new(Refusal.WrongState, "The instance has no incident.");
        }

        Because(turn, command.Reason);
        foreach (var incident in incidents)
        {
            if (Retry(turn, turn.State.Element(incident.ElementKey)!, incident) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Refused? Retry(Turn turn, ElementInstance element, IncidentState incident)
    {
        if (incident.JobKey is { } jobKey && element.Job?.Key == jobKey)
        {
            if (Jobs.Retries(turn, element, Jobs.Of(element.Node), out var retries) is { } problem)
            {
                return new(Refusal.Invalid, problem.Message);
            }

            turn.Write(new IncidentResolved(incident.Key));
            turn.Write(new JobRetriesSet(jobKey, Math.Max(1, retries)));
            return null;
        }

        turn.Write(new IncidentResolved(incident.Key));
        turn.Queue(element, incident.Step);
        return null;
    }
}
