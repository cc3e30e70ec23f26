using Microsoft.EntityFrameworkCore;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Words;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Escalations;

/// <summary>Lists of open escalations, for pages that show them beside something else.</summary>
public sealed class OpenEscalations(PeninsulaDbContext db, RestrictedCases restricted, Names names)
{
    /// <summary>A list is looked through, not paged: beyond this it says too little to anybody.</summary>
    private const int Most = 50;

    /// <summary>Directions that wait for an answer from this person's teams, the oldest first.</summary>
    public Task<IReadOnlyList<EscalationLine>> ToAnswerAsync(PersonContext person, CancellationToken cancel)
    {
        var (id, teams, owing) = (person.Id, person.Teams.ToArray(), person.Teams.Concat(person.Managed).ToArray());
        var (shut, managed) = (restricted.ShutTo(id), person.Managed.ToArray());
        return LinesAsync(
            db.Escalations.Where(escalation => (!shut.Contains(escalation.InstanceKey) || managed.Contains(escalation.Team)) && escalation.ClosedAt == null && escalation.AcknowledgedAt != null && (escalation.AnsweredAt == null || escalation.AnsweredAt < escalation.AcknowledgedAt)),
            db.Tasks.Where(task => task.State == TaskState.Open && (task.Assignee == id || owing.Contains(task.Team)
                || task.Candidates.Any(candidate => candidate.IsGroup ? teams.Contains(candidate.Name) : candidate.Name == id))),
            cancel);
    }

    /// <summary>Those of a task, from the first step on.</summary>
    public Task<IReadOnlyList<EscalationLine>> OfTaskAsync(long taskKey, CancellationToken cancel) =>
        LinesAsync(db.Escalations.Where(escalation => escalation.TaskKey == taskKey && escalation.ClosedAt == null && escalation.Level != "warning"), db.Tasks, cancel);

    /// <summary>Those of a case that somebody has directed or answered.</summary>
    public Task<IReadOnlyList<EscalationLine>> OfCaseAsync(long instanceKey, CancellationToken cancel) => LinesAsync(
        db.Escalations.Where(escalation => escalation.InstanceKey == instanceKey && escalation.ClosedAt == null && (escalation.AcknowledgedAt != null || escalation.AnsweredAt != null)), db.Tasks, cancel);

    private async Task<IReadOnlyList<EscalationLine>> LinesAsync(IQueryable<EscalationRecord> escalations, IQueryable<TaskRecord> tasks, CancellationToken cancel)
    {
        var rows = await (from escalation in escalations
                          join task in tasks on escalation.TaskKey equals task.Key
                          orderby escalation.Raised, escalation.Key
                          select new { Escalation = escalation, task.Name, task.Due }).AsNoTracking().Take(Most).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new EscalationLine(
                row.Escalation.Key, row.Escalation.TaskKey, row.Name, row.Escalation.BusinessKey, names.Level(row.Escalation.Level), row.Escalation.Raised,
                row.Escalation is { AcknowledgedAt: { } directed, Direction: { } direction } ? new Said(names.Post(row.Escalation.AcknowledgedBy), directed, direction) : null,
                row.Escalation is { AnsweredAt: { } answered, Answer: { } answer } ? new Said(names.Post(row.Escalation.AnsweredBy), answered, answer) : null,
                row.Escalation.AcknowledgedAt is { } asked && !(row.Escalation.AnsweredAt >= asked),
                row.Due)),
        ];
    }
}
