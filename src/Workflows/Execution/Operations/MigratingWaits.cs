using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.Elements.Tasks;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Operations;

/// <summary>Moves what hangs on an element instance to the version that it runs now. The instance is bound to its new node already.</summary>
internal sealed class MigratingWaits(CommandExecution execution, MigrationMap map, List<OperationProblem> problems)
{
    public void Migrate(ElementInstance element, string oldId)
    {
        if (element.ElementId != oldId)
        {
            Relabel(element);
        }

        if (element.Task is { } task)
        {
            MigrateTask(element, (UserTask)element.Node!, task, oldId);
        }

        MigrateEvents(element, oldId);
    }

    // The element's own rows; its events have ids of their own.
    private void Relabel(ElementInstance element)
    {
        if (element.Job is { } job)
        {
            execution.Write(new WaitMigrated(WaitKind.Job, job.Key, element.ElementId));
        }

        foreach (var timer in element.Timers?.Where(timer => timer.Kind == TimerKind.Ladder).ToArray() ?? [])
        {
            execution.Write(new WaitMigrated(WaitKind.Timer, timer.Key, element.ElementId));
        }

        foreach (var incident in element.Incidents?.ToArray() ?? [])
        {
            execution.Write(new WaitMigrated(WaitKind.Incident, incident.Key, element.ElementId));
        }

        foreach (var escalation in element.Escalations?.ToArray() ?? [])
        {
            execution.Write(new WaitMigrated(WaitKind.Escalation, escalation.Key, element.ElementId));
        }
    }

    private void MigrateTask(ElementInstance element, UserTask node, UserTaskState task, string oldId)
    {
        var terms = task.Terms;
        if (map.Renews(oldId))
        {
            if (UserTaskBehavior.Settle(execution, element, node, execution.Environment.Keys.TimeOf(task.Key) ?? execution.Environment.Now, out terms) is { } problem)
            {
                problems.Add(new("terms", problem.Message, oldId, element.Key));
                return;
            }

            terms = terms with { Assignee = task.Terms.Assignee ?? terms.Assignee };
        }

        var now = new TaskMigrated(task.Key, node.Id, node.Name ?? node.Id, element.Process!.Id, node.FormId, terms);
        if (now.ElementId != task.ElementId || now.Name != task.Name || now.ProcessId != task.ProcessId || now.FormId != task.FormId || map.Renews(oldId))
        {
            execution.Write(now);
        }

        if (map.Renews(oldId))
        {
            Closing.CloseLadder(execution, element);
            UserTaskBehavior.ScheduleLadder(execution, element, terms);
        }
    }

    /// <summary>What is mapped stays as it is, what is not mapped is closed, and what the new version has beside that is opened.</summary>
    private void MigrateEvents(ElementInstance element, string oldId)
    {
        var notYetOpen = element.Incidents?.Exists(incident => incident.Step == ElementStep.Enter) == true;
        var renewed = new List<FlowNode>();
        foreach (var id in Open(element))
        {
            var becomes = id == oldId ? element.Node : map.Target(id);
            if (becomes is not null && !map.Renews(id))
            {
                Relabel(element, id, becomes.Id);
                continue;
            }

            Closing.CloseCatchers(execution, element, elementId => elementId == id);
            if (becomes is not null)
            {
                renewed.Add(becomes);
            }
        }

        if (notYetOpen)
        {
            return;
        }

        var taken = map.Targets();
        var added = Expected(element).Where(catcher => !taken.Contains(catcher.Node) || renewed.Contains(catcher.Node));
        if (element.Node is { } own && renewed.Contains(own) && !added.Any(catcher => catcher.Node == own))
        {
            added = added.Append(Catcher.Of(own));
        }

        if (Catchers.Open(execution, element, added.ToArray()) is { } problem)
        {
            problems.Add(new("event-cannot-open", problem.Message, oldId, element.Key));
        }
    }

    private static string[] Open(ElementInstance element) =>
    [
        .. (element.Timers ?? []).Where(timer => timer.Kind == TimerKind.Event).Select(timer => timer.ElementId)
            .Concat((element.Subscriptions ?? []).Select(subscription => subscription.ElementId)).Distinct(),
    ];

    private IEnumerable<Catcher> Expected(ElementInstance element)
    {
        var around = Catchers.Around(execution, element);
        if (Scopes.IsInterrupted(element))
        {
            // The event that interrupted it closed the starts of its event sub-processes; its boundary events stay.
            return around.Where(catcher => catcher.Node is not StartEvent);
        }

        var waitsForEvents = element.Node is EventBasedGateway && element.Incidents is null or { Count: 0 };
        return waitsForEvents ? around.Concat(element.Node!.Outgoing.Select(flow => Catcher.Of(flow.Target))) : around;
    }

    private void Relabel(ElementInstance element, string oldId, string newId)
    {
        if (oldId == newId)
        {
            return;
        }

        foreach (var timer in element.Timers?.Where(timer => timer.Kind == TimerKind.Event && timer.ElementId == oldId).ToArray() ?? [])
        {
            execution.Write(new WaitMigrated(WaitKind.Timer, timer.Key, newId));
        }

        foreach (var subscription in element.Subscriptions?.Where(waiting => waiting.ElementId == oldId).ToArray() ?? [])
        {
            execution.Write(new WaitMigrated(WaitKind.Subscription, subscription.Key, newId));
        }
    }
}
