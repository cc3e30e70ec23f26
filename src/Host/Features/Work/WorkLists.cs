using Microsoft.EntityFrameworkCore;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Host.Words;
using Peninsula.Persistence;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Work;

/// <summary>A person's open tasks, soonest first: one query over the indexes of open tasks, one page at a time.</summary>
public sealed class WorkLists(PeninsulaDbContext db, Names names, Moments moments)
{
    public const int PageSize = 50;

    /// <summary>Steps of the ladder that lie outside the agency that owes the task.</summary>
    private static readonly string[] Outside = [Roles.MacseChair, Roles.BoardChair];

    public async Task<WorkModel> ForAsync(PersonContext person, Whose whose, string? area, int page, CancellationToken cancel)
    {
        var tasks = Open(person, whose);
        var areas = await tasks.Select(task => task.Area).Distinct().ToListAsync(cancel);
        if (area is not null)
        {
            tasks = tasks.Where(task => task.Area == area);
        }

        var total = await tasks.CountAsync(cancel);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await tasks
            .OrderBy(task => task.Due == null).ThenBy(task => task.Due).ThenBy(task => task.Key)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .ToListAsync(cancel);
        var climbed = await ClimbedAsync([.. rows.Select(row => row.Key)], cancel);
        var items = rows.Select(row => Item(row, person, climbed)).ToList();
        return new WorkModel(
            [.. items.GroupBy(item => item.Urgency).OrderBy(group => group.Key).Select(group => (group.Key, (IReadOnlyList<WorkItem>)[.. group]))],
            whose, area,
            [.. areas.OfType<string>().Order(StringComparer.Ordinal).Select(key => (key, names.Area(key)!))],
            total, page, pages);
    }

    private IQueryable<TaskRecord> Open(PersonContext person, Whose whose)
    {
        var (id, teams, managed) = (person.Id, person.Teams.ToArray(), person.Managed.ToArray());
        var open = db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Open);
        return whose switch
        {
            Whose.Mine => open.Where(task => task.Assignee == id),
            Whose.Team => open.Where(task => task.Assignee != id
                && (managed.Contains(task.Team) || task.Candidates.Any(one => one.IsGroup ? teams.Contains(one.Name) : one.Name == id))),
            _ => open.Where(task => task.Assignee == id || managed.Contains(task.Team)
                || task.Candidates.Any(one => one.IsGroup ? teams.Contains(one.Name) : one.Name == id)),
        };
    }

    private async Task<HashSet<long>> ClimbedAsync(long[] keys, CancellationToken cancel) =>
        [.. await db.Escalations.AsNoTracking()
            .Where(one => keys.Contains(one.TaskKey) && one.ClosedAt == null && Outside.Contains(one.Level))
            .Select(one => one.TaskKey)
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
