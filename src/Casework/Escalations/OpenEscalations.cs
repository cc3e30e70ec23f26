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
            db.Escalations.Where(one => (!shut.Contains(one.InstanceKey) || managed.Contains(one.Team)) && one.ClosedAt == null && one.AcknowledgedAt != null && (one.AnsweredAt == null || one.AnsweredAt < one.AcknowledgedAt)),
            db.Tasks.Where(task => task.State == TaskState.Open && (task.Assignee == id || owing.Contains(task.Team)
                || task.Candidates.Any(one => one.IsGroup ? teams.Contains(one.Name) : one.Name == id))),
            cancel);
    }

    /// <summary>Those of a task, from the first step on.</summary>
    public Task<IReadOnlyList<EscalationLine>> OfTaskAsync(long taskKey, CancellationToken cancel) =>
        LinesAsync(db.Escalations.Where(one => one.TaskKey == taskKey && one.ClosedAt == null && one.Level != "warning"), db.Tasks, cancel);

    /// <summary>Those of a case that somebody has directed or answered.</summary>
    public Task<IReadOnlyList<EscalationLine>> OfCaseAsync(long instanceKey, CancellationToken cancel) => LinesAsync(
        db.Escalations.Where(one => one.InstanceKey == instanceKey && one.ClosedAt == null && (one.AcknowledgedAt != null || one.AnsweredAt != null)), db.Tasks, cancel);

    private async Task<IReadOnlyList<EscalationLine>> LinesAsync(IQueryable<EscalationRecord> escalations, IQueryable<TaskRecord> tasks, CancellationToken cancel)
    {
        var rows = await (from one in escalations
                          join task in tasks on one.TaskKey equals task.Key
                          orderby one.Raised, one.Key
                          select new { One = one, task.Name, task.Due }).AsNoTracking().Take(Most).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new EscalationLine(
                row.One.Key, row.One.TaskKey, row.Name, row.One.BusinessKey, names.Step(row.One.Level), row.One.Raised,
                row.One is { AcknowledgedAt: { } directed, Direction: { } direction } ? new Said(names.Post(row.One.AcknowledgedBy), directed, direction) : null,
                row.One is { AnsweredAt: { } answered, Answer: { } answer } ? new Said(names.Post(row.One.AnsweredBy), answered, answer) : null,
                row.One.AcknowledgedAt is { } asked && !(row.One.AnsweredAt >= asked),
                row.Due)),
        ];
    }
}
