using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;

namespace Peninsula.Casework.Access;

/// <summary>Gathers what the access policy asks of a case and of a task.</summary>
public sealed class CaseFactsReader(PeninsulaDbContext db, Vocabulary vocabulary, Engine engine, IClock clock)
{
    public async Task<CaseFacts> OfCaseAsync(long instanceKey, CancellationToken cancel)
    {
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => task.InstanceKey == instanceKey)
            .Select(task => new { task.Team, task.Assignee, task.CompletedBy, task.Area })
            .ToListAsync(cancel);
        var raised = await db.History.AsNoTracking()
            .Where(entry => entry.InstanceKey == instanceKey && entry.Version == 1)
            .Select(entry => entry.By)
            .FirstOrDefaultAsync(cancel);
        var area = await db.Cases.AsNoTracking().Where(row => row.InstanceKey == instanceKey).Select(row => row.Area).FirstOrDefaultAsync(cancel);
        var escalated = await db.Escalations.AsNoTracking()
            .Where(escalation => escalation.InstanceKey == instanceKey && !escalation.Anonymised)
            .Select(escalation => escalation.Recipients)
            .ToListAsync(cancel);
        var process = await db.Instances.AsNoTracking().Where(row => row.Key == instanceKey).Select(row => row.ProcessId).FirstOrDefaultAsync(cancel);
        var now = clock.GetCurrentInstant();
        return new CaseFacts
        {
            NamedPeople = process is not null && engine.RestrictedProcesses.Contains(process)
                ? await db.NamedPeople.AsNoTracking().Where(row => row.InstanceKey == instanceKey && row.EndedAt == null).Select(row => row.Person).ToListAsync(cancel)
                : null,
            OpenedBy = await db.CaseOpenings.AsNoTracking().Where(row => row.InstanceKey == instanceKey && row.Until > now).Select(row => row.Person).Distinct().ToListAsync(cancel),
            Area = area ?? "",
            RaisedBy = raised,
            Teams = [.. tasks.Select(task => task.Team).OfType<string>().Distinct()],
            People = [.. tasks.SelectMany(task => new[] { task.Assignee, task.CompletedBy }).OfType<string>().Distinct()],
            EscalatedTo = [.. escalated.SelectMany(Recipients).Distinct()],
        };
    }

    public async Task<TaskFacts> OfTaskAsync(TaskRecord task, CancellationToken cancel)
    {
        var candidates = await db.TaskCandidates.AsNoTracking().Where(candidate => candidate.TaskKey == task.Key).ToListAsync(cancel);
        return new TaskFacts
        {
            Case = await OfCaseAsync(task.InstanceKey, cancel),
            Assignee = task.Assignee,
            CompletedBy = task.CompletedBy,
            CandidateGroups = [.. candidates.Where(candidate => candidate.IsGroup).Select(candidate => candidate.Name)],
            CandidateUsers = [.. candidates.Where(candidate => !candidate.IsGroup).Select(candidate => candidate.Name)],
            Team = task.Team,
            Agency = task.Agency,
            Disclosure = task.Disclosure is { } key ? vocabulary.ItemClasses.Of(key) : null,
            IsOpen = task.State == Workflows.Runtime.TaskState.Open,
        };
    }

    internal static IReadOnlyList<string> Recipients(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
