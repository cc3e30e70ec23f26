using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;

namespace Peninsula.Casework.Tasks;

/// <summary>The tasks of which whoever asks may know: those of cases that they read, as far as their class is open to them, and those that wait for their teams.</summary>
public sealed class TaskList(PeninsulaDbContext db, Gate gate, InstanceVisibility visibility, OpenClasses classes, RestrictedCases restricted)
{
    /// <summary>The tasks, in whatever state.</summary>
    public IQueryable<TaskRecord> Tasks()
    {
        var readable = visibility.Readable;
        var (person, teams) = (gate.Person.Id, gate.CasesInSight.Teams.ToArray());
        var open = classes.Of(db.Tasks);
        var shut = restricted.ShutTo(person);
        return db.Tasks.AsNoTracking().Where(task =>
            (readable.Any(instance => instance.Key == task.InstanceKey) && (open.Any(row => row.Key == task.Key) || task.Assignee == person || task.CompletedBy == person || teams.Contains(task.Team!)))
            || (db.TaskCandidates.Any(candidate => candidate.TaskKey == task.Key && candidate.IsGroup && teams.Contains(candidate.Name))
                && !shut.Contains(task.InstanceKey)));
    }
}
