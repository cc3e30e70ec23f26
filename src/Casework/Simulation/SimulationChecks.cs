using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Measures;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Simulation;

/// <summary>What must hold at the end of a simulation, whatever happened in it.</summary>
internal sealed class SimulationChecks(WorkflowEngine engine, Vocabulary vocabulary, HistoryFacts facts, Instant end)
{
    /// <summary>Running instances with an incident, or with neither task nor timer nor job: whom no message reaches, nobody ever moves.</summary>
    public async Task<IReadOnlyList<string>> StuckAsync(IEnumerable<long> instances, CancellationToken cancel)
    {
        var stuck = new List<string>();
        foreach (var key in instances)
        {
            if (await engine.InspectAsync(key, cancel) is not { HasEnded: false } state)
            {
                continue;
            }

            if (state.Incidents is [var incident, ..])
            {
                stuck.Add($"{state.ProcessId} {state.BusinessKey}: {incident.Message}");
            }
            else if (state.Tasks.Count + state.Timers.Count(IsOfAnActivity) + state.Jobs.Count == 0)
            {
                stuck.Add($"{state.ProcessId} {state.BusinessKey}: waits at {string.Join(", ", state.Elements.Where(element => !element.IsProcess).Select(element => element.ElementId))} for nobody");
            }
        }

        return stuck;
    }

    /// <summary>Tasks that were open when a step of their ladder came, and whose step was not raised, or reached nobody.</summary>
    public IReadOnlyList<string> Unseen()
    {
        var raised = facts.Escalations.ToLookup(step => step.TaskKey);
        var unseen = new List<string>();
        foreach (var task in facts.Tasks.Where(task => task.Terms.Due is not null))
        {
            var open = (task.Ended ?? end) - Simulator.Tick;
            if (task.Terms.Ladder.Count == 0)
            {
                unseen.Add($"{task.ProcessId}/{task.ElementId} {task.BusinessKey}: due, without a ladder");
            }

            foreach (var step in task.Terms.Ladder.Where(step => step.At < open))
            {
                if (raised[task.TaskKey].FirstOrDefault(escalation => escalation.Level == step.Level) is not { } seen)
                {
                    unseen.Add($"{task.ProcessId}/{task.ElementId} {task.BusinessKey}: {step.Level} passed unseen");
                }
                else if (!Reaches(seen, task))
                {
                    unseen.Add($"{task.ProcessId}/{task.ElementId} {task.BusinessKey}: {step.Level} reached nobody");
                }
            }
        }

        return unseen;
    }

    // A ladder's own timers move no token.
    private static bool IsOfAnActivity(TimerState timer) => timer.Kind != TimerKind.Ladder;

    private bool Reaches(EscalationRow step, TaskRow task)
    {
        var day = step.Raised.InZone(vocabulary.Calendar.Zone).Date;
        return step.Recipients.Any(written => Recipient.TryParse(written, out var recipient)
            && (recipient.Kind == Recipient.AssigneeKind
                ? task.Terms.CandidateGroups.SelectMany(vocabulary.Directory.MembersOf).Any() || task.Terms.Assignee is not null
                : vocabulary.Directory.Resolve(recipient, day).Count > 0));
    }
}
