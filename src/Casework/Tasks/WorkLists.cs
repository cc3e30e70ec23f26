using Microsoft.EntityFrameworkCore;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Casework.Words;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;

namespace Peninsula.Casework.Tasks;

/// <summary>A person's open tasks, soonest first: one query over the indexes of open tasks, one page at a time.</summary>
public sealed class WorkLists(PeninsulaDbContext db, Worklists worklists, Engine engine, Names names, Moments moments)
{
    public const int PageSize = 50;

    /// <summary>Steps of the ladder that lie outside the agency that owes the task.</summary>
    private static readonly string[] Outside = [Roles.MacseChair, Roles.BoardChair];

    public async Task<WorkModel> ForAsync(PersonContext person, Whose whose, string? area, string? after, string? before, CancellationToken cancel)
    {
        var page = await worklists.ReadAsync(
            new WorklistDemand(person.Id, person.Teams, person.Managed) { Share = (WorklistShare)whose, Area = area, After = after, Before = before, Size = PageSize, Restricted = engine.RestrictedProcesses }, cancel);
        var keys = page.Keys.ToArray();
        var found = await db.Tasks.AsNoTracking().Where(task => keys.Contains(task.Key)).ToDictionaryAsync(task => task.Key, cancel);
        var climbed = await ClimbedAsync(keys, cancel);
        var items = keys.Where(found.ContainsKey).Select(key => Item(found[key], person, climbed)).ToList();
        return new WorkModel(
            [.. items.GroupBy(item => item.Urgency).OrderBy(group => group.Key).Select(group => (group.Key, (IReadOnlyList<WorkItem>)[.. group]))],
            whose, area,
            [.. page.Areas.Select(key => (key, names.Area(key)!))],
            page.Total, (page.Earlier / PageSize) + 1, Math.Max(1, (page.Total + PageSize - 1) / PageSize))
        {
            Start = page.Start,
            End = page.End,
        };
    }

    private async Task<HashSet<long>> ClimbedAsync(long[] keys, CancellationToken cancel) =>
        [.. await db.Escalations.AsNoTracking()
            .Where(escalation => keys.Contains(escalation.TaskKey) && escalation.ClosedAt == null && Outside.Contains(escalation.Level))
            .Select(escalation => escalation.TaskKey)
            .ToListAsync(cancel)];

    private WorkItem Item(TaskRecord row, PersonContext person, HashSet<long> climbed) => new(
        row.Key, row.Name, row.BusinessKey, names.Area(row.Area) ?? "", names.Team(row.Team),
        names.Person(row.Assignee),
        row.Assignee == person.Id, row.Due, UrgencyOf(row, climbed));

    private Urgency UrgencyOf(TaskRecord row, HashSet<long> climbed)
    {
        if (row.Due is not { } due)
        {
            return Urgency.Later;
        }

        if (due < moments.Now)
        {
            return climbed.Contains(row.Key) ? Urgency.CriticallyOverdue : Urgency.Overdue;
        }

        return moments.WorkingDaysUntil(due) <= 2 ? Urgency.DueSoon : Urgency.Later;
    }
}
