using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Cases;

/// <summary>What a task's visibility depends on, as its history tells it.</summary>
internal sealed record StepClass(string? Disclosure, string? Agency = null, string? Team = null);

/// <summary>
/// Which of a case's tasks its reader may know of, and so what of its history may be told: a task that is not open to them
/// leaves no trace in the timeline, on the drawing or in the steps.
/// </summary>
internal sealed class KnownSteps
{
    private readonly Func<StepClass, bool> _mayKnow;
    private readonly HashSet<long> _known = [];
    private readonly HashSet<long> _hidden = [];
    private readonly Dictionary<long, long> _taskOfEscalation = [];
    private readonly Dictionary<long, long> _scopes = [];

    private KnownSteps(Func<StepClass, bool> mayKnow) => _mayKnow = mayKnow;

    internal static KnownSteps Of(IReadOnlyList<HistoryEntry> history, Func<StepClass, bool> mayKnow)
    {
        var steps = new KnownSteps(mayKnow);
        var asked = new Dictionary<StepClass, bool>();
        foreach (var happened in history.SelectMany(entry => EventCodec.Read(entry.Events)))
        {
            switch (happened)
            {
                case ElementActivated activated:
                    steps._scopes[activated.Key] = activated.ScopeKey;
                    break;
                case TaskCreated created:
                    steps.Note(created.TaskKey, created.Terms.Tags, asked);
                    break;
                // In its new version a task may be another's to know.
                case TaskMigrated migrated:
                    steps.Note(migrated.TaskKey, migrated.Terms.Tags, asked);
                    break;
                case EscalationRaised raised:
                    steps._taskOfEscalation[raised.EscalationKey] = raised.TaskKey;
                    break;
            }
        }

        return steps;
    }

    internal bool Contains(long taskKey) => _known.Contains(taskKey);

    /// <summary>Whether an element instance is a task that may not be known of.</summary>
    internal bool Hides(long elementKey) => _hidden.Contains(elementKey);

    /// <summary>Whether a step of a pathway that the case has not come to, or that is no task, may be named.</summary>
    internal bool MayName(string? disclosure) => disclosure is null || _mayKnow(new StepClass(disclosure));

    internal bool MayTell(WorkflowEvent happened) => happened switch
    {
        TaskCreated created => !Hides(created.TaskKey),
        TaskAssigned assigned => !Hides(assigned.TaskKey),
        TaskCompleted completed => !Hides(completed.TaskKey),
        TaskCancelled cancelled => !Hides(cancelled.TaskKey),
        EscalationRaised raised => !Hides(raised.TaskKey),
        EscalationAcknowledged acknowledged => !IsOfHidden(acknowledged.EscalationKey),
        EscalationAnswered answered => !IsOfHidden(answered.EscalationKey),
        EscalationClosed closed => !IsOfHidden(closed.EscalationKey),
        TaskMigrated migrated => !Hides(migrated.TaskKey),
        Remarked { TaskKey: { } task } => !Hides(task),
        DecisionEvaluated evaluated => !IsAmongHidden(evaluated.ElementKey),
        _ => true,
    };

    private void Note(long taskKey, IReadOnlyDictionary<string, string> tags, Dictionary<StepClass, bool> asked)
    {
        var step = new StepClass(tags.GetValueOrDefault("disclosure"), tags.GetValueOrDefault("agency"), tags.GetValueOrDefault("team"));
        var open = asked.TryGetValue(step, out var before) ? before : asked[step] = _mayKnow(step);
        (open ? _hidden : _known).Remove(taskKey);
        (open ? _known : _hidden).Add(taskKey);
    }

    private bool IsOfHidden(long escalationKey) => _taskOfEscalation.TryGetValue(escalationKey, out var task) && Hides(task);

    // A table that is asked between tasks of which none may be known tells of them.
    private bool IsAmongHidden(long elementKey) =>
        _scopes.TryGetValue(elementKey, out var scope)
        && _hidden.Any(task => _scopes.GetValueOrDefault(task) == scope)
        && !_known.Any(task => _scopes.GetValueOrDefault(task) == scope);
}
