using Peninsula.Casework.Words;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Cases;

/// <summary>A case's history in sentences, newest first. What the engine does for itself is left out, and so is every task that its reader may not know of.</summary>
internal sealed class Timeline(Names names)
{
    internal IReadOnlyList<TimelineEntry> Of(IReadOnlyList<HistoryEntry> history, KnownSteps known)
    {
        var tasks = new Dictionary<long, TaskCreated>();
        var climbs = new Dictionary<long, Climb>();
        var entries = new List<TimelineEntry>();
        foreach (var entry in history)
        {
            foreach (var happened in EventCodec.Read(entry.Events))
            {
                if (happened is TaskCreated created)
                {
                    tasks[created.TaskKey] = created;
                }

                if (!known.MayTell(happened) || Sentence(happened, tasks) is not { } sentence)
                {
                    continue;
                }

                var told = new TimelineEntry(entry.At, sentence.Title, names.Person(entry.By), sentence.Detail);
                if (happened is EscalationRaised raised)
                {
                    var climb = (climbs.GetValueOrDefault(raised.TaskKey) ?? new Climb()).Reaching(raised, names, told);
                    entries.RemoveAll(timeline => ReferenceEquals(timeline, climbs.GetValueOrDefault(raised.TaskKey)?.Entry));
                    climbs[raised.TaskKey] = climb;
                    told = climb.Entry!;
                }

                entries.Add(told);
            }
        }

        entries.Reverse();
        return entries;
    }

    /// <summary>A late task's way up its ladder: one entry, at its latest step, that names those told in turn.</summary>
    private sealed record Climb(TimelineEntry? Entry = null, string Told = "")
    {
        internal Climb Reaching(EscalationRaised raised, Names names, TimelineEntry entry)
        {
            if (raised.Level is "warning" or "due")
            {
                return this with { Entry = entry };
            }

            var told = Told.Length == 0 ? names.Level(raised.Level) : $"{Told}, then {names.Level(raised.Level)}";
            return new Climb(entry with { Detail = $"Told: {told}" }, told);
        }
    }

    private (string Title, string? Detail)? Sentence(WorkflowEvent happened, Dictionary<long, TaskCreated> tasks) => happened switch
    {
        InstanceStarted => ("Case opened", null),
        TaskCreated task => ($"Asked: {task.Name}", task.Terms.Tags.TryGetValue("team", out var team) ? $"Of {names.Team(team)}" : null),
        TaskAssigned { Assignee: { } assignee } assigned => ($"Taken: {TaskName(assigned.TaskKey, tasks)}", $"By {names.Person(assignee)}"),
        TaskCompleted completed => ($"Done: {TaskName(completed.TaskKey, tasks)}", null),
        TaskCancelled cancelled => ($"No longer needed: {TaskName(cancelled.TaskKey, tasks)}", null),
        EscalationRaised { Level: "warning" } raised => ($"Due soon: {TaskName(raised.TaskKey, tasks)}", null),
        EscalationRaised { Level: "due" } raised => ($"Overdue: {TaskName(raised.TaskKey, tasks)}", null),
        EscalationRaised raised => ($"Still overdue: {TaskName(raised.TaskKey, tasks)}", null),
        EscalationAcknowledged { Direction: { Length: > 0 } direction } => ("Direction given", direction),
        EscalationAcknowledged => ("Escalation seen", null),
        EscalationAnswered answered => ("Direction answered", answered.Answer),
        DecisionEvaluated decision => ("Rule applied", string.Join("; ", decision.MatchedRules)),
        IncidentRaised => ("Stopped: the service needs an administrator", null),
        IncidentResolved => ("Mended by an administrator", null),
        Remarked remark => ("Comment", remark.Text),
        InstanceCompleted => ("Case closed", null),
        InstanceCancelled => ("Case ended by hand", null),
        _ => null,
    };

    private static string TaskName(long key, Dictionary<long, TaskCreated> tasks) => tasks.TryGetValue(key, out var task) ? task.Name : "a task";
}
