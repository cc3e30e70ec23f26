using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Timers;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Execution.Elements.Tasks;

/// <summary>
/// A user task (BPMN 2.0.2 clause 13.3.3): open until somebody completes it. Whose it is and by when is settled once, when
/// it is created; its ladder's levels are timers.
/// </summary>
internal sealed class UserTaskBehavior : ElementBehavior<UserTask>
{
    protected override Outcome Start(CommandExecution execution, ElementInstance element, UserTask node)
    {
        if (Settle(execution, element, node, execution.Environment.Now, out var terms) is { } problem)
        {
            return problem;
        }

        execution.Write(new TaskCreated(element.Key, node.Id, node.Name ?? node.Id, element.Process!.Id, node.FormId, terms));
        ScheduleLadder(execution, element, terms);
        return Outcome.Waits;
    }

    /// <summary>Whose the task is and by when, as the definition and the policy say for a task created at that time.</summary>
    public static Problem? Settle(CommandExecution execution, ElementInstance element, UserTask node, Instant created, out TaskTerms terms)
    {
        terms = new TaskTerms();
        if (Explicit(execution, element, node, out var given) is { } problem)
        {
            return problem;
        }

        if (Extensions(execution, element, node, out var extensions) is { } unusable)
        {
            return unusable;
        }

        var resolved = execution.Environment.Tasks.Resolve(new TaskTermsRequest(node, given, extensions, new VariableScope(element), created, element.Process!.Id));
        if (resolved.Terms is not { } settled)
        {
            return new Problem(IncidentKind.TaskTerms, $"{node}: {resolved.Problem}");
        }

        terms = settled;
        return null;
    }

    /// <summary>The ladder's levels are timers, except for those that the task has reached already.</summary>
    public static void ScheduleLadder(CommandExecution execution, ElementInstance element, TaskTerms terms)
    {
        for (var i = 0; i < terms.Ladder.Count; i++)
        {
            if (element.Escalations?.Exists(reached => reached.Level == terms.Ladder[i].Level) != true)
            {
                execution.Write(new TimerScheduled(execution.NewKey(), element.Key, element.ElementId, terms.Ladder[i].At, TimerKind.Ladder, LevelIndex: i));
            }
        }
    }

    private static Problem? Explicit(CommandExecution execution, ElementInstance element, UserTask node, out TaskTerms terms)
    {
        terms = new TaskTerms();
        Instant? due = null, followUp = null;
        if (When(execution, element, node.DueDate, "a due date", ref due) is { } noDue)
        {
            return noDue;
        }

        if (When(execution, element, node.FollowUpDate, "a follow-up date", ref followUp) is { } noFollowUp)
        {
            return noFollowUp;
        }

        var priority = terms.Priority;
        if (node.Priority is { } given && Expressions.Whole(execution, element, given, "a priority from 0 to 100", out priority) is { } noPriority)
        {
            return noPriority;
        }

        // A task that names people who cannot be found must not open for nobody, unseen.
        if (Expressions.TextOrNone(execution, element, node.Assignee, "an assignee", out var assignee) is { } noAssignee)
        {
            return noAssignee;
        }

        if (Expressions.Texts(execution, element, node.CandidateGroups, "candidate groups", out var groups) is { } noGroups)
        {
            return noGroups;
        }

        if (Expressions.Texts(execution, element, node.CandidateUsers, "candidate users", out var users) is { } noUsers)
        {
            return noUsers;
        }

        terms = new TaskTerms
        {
            Assignee = assignee,
            CandidateGroups = groups,
            CandidateUsers = users,
            Due = due,
            FollowUp = followUp,
            Priority = Math.Clamp(priority, 0, 100),
        };
        return null;
    }

    private static Problem? When(CommandExecution execution, ElementInstance element, Expression? expression, string what, ref Instant? when)
    {
        if (expression is null)
        {
            return null;
        }

        var scope = new VariableScope(element);
        var result = Expressions.Evaluate(execution, scope, expression);
        if (IsNotSet(scope, expression, result))
        {
            return null;
        }

        when = TimerSchedule.Date(result.Value, execution.Feel.Zone);
        return when is null ? Expressions.Unusable(element, scope, expression, result, what) : null;
    }

    // A date that is not known yet is none; one that is known and cannot be read is a mistake, or what is late would stay unseen.
    private static bool IsNotSet(VariableScope scope, Expression expression, FeelResult result)
    {
        if (result.Value.TryGetString(out var text))
        {
            return string.IsNullOrWhiteSpace(text);
        }

        return result.Value.IsNull && (result.Reasons.Count == 0 || result.IsAbsent
            || expression.Feel?.Names.Any(name => !scope.TryGet(name, out var value) || value.IsNull || (value.TryGetString(out var empty) && empty.Length == 0)) == true);
    }

    /// <summary>The product's own attributes, with those of the lanes around for names that the task does not have itself.</summary>
    private static Problem? Extensions(CommandExecution execution, ElementInstance element, UserTask node, out IReadOnlyDictionary<string, string> extensions)
    {
        var found = new Dictionary<string, string>();
        extensions = found;
        foreach (var (name, text) in node.Extensions)
        {
            found[name] = text;
        }

        for (var lane = node.Lane; lane is not null; lane = lane.Parent)
        {
            foreach (var (name, text) in lane.Extensions)
            {
                found.TryAdd(name, text);
            }
        }

        foreach (var (name, text) in found.Where(extension => extension.Value.StartsWith('=')).ToArray())
        {
            if (AttributeExpressions.Evaluate(execution, element, text, out var value) is { } why)
            {
                return new Problem(IncidentKind.Expression, $"{node}: {name}: {why}");
            }

            found[name] = value;
        }

        return null;
    }
}
