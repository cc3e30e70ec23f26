using Peninsula.Workflows.Execution.Elements.Containers;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Handlers;

/// <summary>What is done to an instance as a whole, to its variables and its incidents.</summary>
internal static class InstanceCommands
{
    public static Refused? Start(CommandExecution execution, StartInstance command)
    {
        if (execution.Environment.Definitions.Find(command.DefinitionKey) is not { } definition)
        {
            return new(Refusal.NotFound, $"There is no definition {command.DefinitionKey}.");
        }

        if (command.StartElementId is { } startId)
        {
            if (definition.Node(startId) is not { } node)
            {
                return new(Refusal.Invalid, $"The process '{definition.Id}' cannot start at '{startId}': it has no such element.");
            }

            if (!ProcessBehavior.Occurs(node, definition) && ElementActivation.WhyNotAt(node) is { } why)
            {
                return new(Refusal.Invalid, $"The process '{definition.Id}' cannot start at '{startId}': {why.Message}");
            }
        }
        else if (!ProcessBehavior.Starts(definition).Any() && definition.StartEvents.Count > 0)
        {
            return new(Refusal.Invalid, $"The process '{definition.Id}' starts by its events only: say at which.");
        }

        var key = execution.NewKey();
        execution.Write(new InstanceStarted(key, command.DefinitionKey, definition.Id, command.BusinessKey, command.StartElementId));
        execution.State.Root.Process = definition;
        Data.Set(execution, execution.State.Root, command.Variables);
        execution.Queue(execution.State.Root, ElementStep.Enter);
        return null;
    }

    public static Refused? SetVariables(CommandExecution execution, SetVariables command)
    {
        var scope = command.ScopeKey is { } key ? execution.State.Element(key) : execution.State.Root;
        if (scope is null)
        {
            return Refused.Missing(execution, "scope", command.ScopeKey!.Value);
        }

        if (command.Local)
        {
            Data.Set(execution, scope, command.Variables);
        }
        else
        {
            Data.Propagate(execution, scope, command.Variables);
        }

        return null;
    }

    public static Refused? Cancel(CommandExecution execution, CancelInstance command)
    {
        Closing.TerminateChildren(execution, execution.State.Root);
        Closing.CloseRows(execution, execution.State.Root);
        execution.Write(new InstanceCancelled(execution.State.Key, command.Reason));
        return null;
    }

    public static Refused? Suspend(CommandExecution execution, SuspendInstance command)
    {
        execution.Write(new InstanceSuspended(execution.State.Key, command.Reason));
        return null;
    }

    public static Refused? Resume(CommandExecution execution, ResumeInstance command)
    {
        if (execution.State.Status != InstanceStatus.Suspended)
        {
            return new(Refusal.WrongState, "The instance is not suspended.");
        }

        execution.Write(new InstanceResumed(execution.State.Key));
        Because(execution, command.Reason);
        return null;
    }

    public static Refused? Remark(CommandExecution execution, Remark command)
    {
        execution.Write(new Remarked(command.Kind, command.Text, command.TaskKey));
        return null;
    }

    private static void Because(CommandExecution execution, string? reason)
    {
        if (!string.IsNullOrWhiteSpace(reason))
        {
            execution.Write(new Remarked("reason", reason, null));
        }
    }

    public static Refused? Resolve(CommandExecution execution, ResolveIncident command)
    {
        var element = execution.State.Elements.FirstOrDefault(candidate => candidate.Incidents?.Exists(incident => incident.Key == command.IncidentKey) == true);
        if (element is null)
        {
            return Refused.Missing(execution, "incident", command.IncidentKey);
        }

        Because(execution, command.Reason);
        Data.Propagate(execution, element, command.Variables);
        return Retry(execution, element, element.Incidents!.Find(incident => incident.Key == command.IncidentKey)!);
    }

    public static Refused? Resolve(CommandExecution execution, ResolveIncidents command)
    {
        if (execution.State.Incidents is not { Count: > 0 } incidents)
        {
            return new(Refusal.WrongState, "The instance has no incident.");
        }

        Because(execution, command.Reason);
        foreach (var incident in incidents)
        {
            if (Retry(execution, execution.State.Element(incident.ElementKey)!, incident) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Refused? Retry(CommandExecution execution, ElementInstance element, IncidentState incident)
    {
        if (incident.JobKey is { } jobKey && element.Job?.Key == jobKey)
        {
            if (Jobs.Retries(execution, element, Jobs.Of(element.Node), out var retries) is { } problem)
            {
                return new(Refusal.Invalid, problem.Message);
            }

            execution.Write(new IncidentResolved(incident.Key));
            execution.Write(new JobRetriesSet(jobKey, Math.Max(1, retries)));
            return null;
        }

        execution.Write(new IncidentResolved(incident.Key));
        execution.Queue(element, incident.Step);
        return null;
    }
}
