using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Words;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Oversight;

/// <summary>The late tasks that climbed to somebody's post and wait for their direction.</summary>
public sealed class WaitingEscalations(PeninsulaDbContext db, Names names, Moments moments)
{
    internal async Task<IReadOnlyList<ListedEscalation>> ForAsync(Gate gate, IReadOnlyCollection<string> areas, CancellationToken cancel)
    {
        var now = moments.Now;
        var open = await (from escalation in db.Escalations
                          join task in db.Tasks on escalation.TaskKey equals task.Key
                          where escalation.ClosedAt == null && areas.Contains(escalation.Area!)
                          orderby escalation.Raised
                          select new { Escalation = escalation, Task = task }).ToListAsync(cancel);
        return
        [
            .. from row in open
               where gate.MayAcknowledge(CaseFactsReader.Recipients(row.Escalation.Recipients))
               // What was directed and not yet answered stays in sight; what was answered well is closed by the task.
               orderby row.Escalation.AcknowledgedAt is not null, row.Escalation.Raised
               let isLate = row.Task.State == TaskState.Open && row.Task.Due < now
               select new ListedEscalation(
                   row.Escalation, row.Task.Due, isLate,
                   new LateCount(row.Escalation.Area ?? "", row.Task.Agency, row.Task.LadderLevel, row.Task.Due is { } due ? OverdueAges.Of(due, moments) : 0, 1)),
        ];
    }

    /// <summary>As its reader sees it.</summary>
    /// <param name="item">The escalation.</param>
    /// <param name="view">How much of its area the reader sees.</param>
    /// <param name="areas">What to call the area, when its own name says too much; null: its own.</param>
    internal WaitingEscalation Line(ListedEscalation item, OversightView view, string? areas)
    {
        var (row, due, _, _) = item;
        return new WaitingEscalation(
            row.Key, names.Level(row.Level), names.AgencyOf(row.Agency), view == OversightView.Cases ? names.Area(row.Area) ?? "" : areas ?? names.Area(row.Area) ?? "", row.Raised, due,
            !row.Anonymised && view == OversightView.Cases ? row.BusinessKey : null,
            row.Direction, row.Answer);
    }
}

/// <summary>An escalation on somebody's list, with the count in the tables to which its task would belong.</summary>
internal sealed record ListedEscalation(EscalationRecord Row, Instant? Due, bool IsLate, LateCount Count);
