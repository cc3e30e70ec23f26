using Microsoft.EntityFrameworkCore;
using Peninsula.Casework.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;

namespace Peninsula.Casework.Cases;

/// <summary>The cases that whoever asks may read, and what of them is theirs to know: every query has the access policy in it.</summary>
public sealed class CaseList(PeninsulaDbContext db, Gate gate, InstanceVisibility visibility, OpenClasses classes, CaseFiles files, DisclosureFilter disclosure)
{
    /// <summary>The cases that they raised or work.</summary>
    /// <param name="area">Of one area only; null: of all.</param>
    /// <param name="open">Open ones only, or closed ones only; null: both.</param>
    public IQueryable<CaseRecord> Cases(string? area, bool? open)
    {
        var readable = visibility.Readable;
        var cases = db.Cases.AsNoTracking().Where(row => readable.Any(instance => instance.Key == row.InstanceKey));
        cases = area is null ? cases : cases.Where(row => row.Area == area);
        return open is not { } isOpen ? cases : cases.Where(row => (row.Closed == null) == isOpen);
    }

    /// <summary>Late tasks of their agency that have climbed and are still open.</summary>
    public IQueryable<EscalationRecord> Escalations()
    {
        var (readable, known) = (visibility.Readable, classes.Of(db.Tasks));
        var (agency, areas) = (gate.Person.Agency, gate.Person.Areas.ToList());
        return db.Escalations.AsNoTracking().Where(row =>
            row.ClosedAt == null && known.Any(task => task.Key == row.TaskKey) && row.Agency == agency && areas.Contains(row.Area!) && readable.Any(instance => instance.Key == row.InstanceKey));
    }

    /// <summary>One case, when they may see it; null otherwise. That they read it is written down.</summary>
    public async Task<FoundCase?> ReadAsync(string reference, CancellationToken cancel)
    {
        if (await files.FindAsync(reference, cancel) is not { } found || !gate.MaySeeCase(found.Facts))
        {
            return null;
        }

        await files.NoteReadAsync(gate.Person.Id, reference);
        return found;
    }

    /// <summary>How often a case has changed.</summary>
    public Task<long> VersionAsync(FoundCase found, CancellationToken cancel) =>
        db.Instances.Where(row => row.Key == found.Record.InstanceKey).Select(row => row.Version).FirstAsync(cancel);

    /// <summary>The actions of a case's multi-agency plan of which they may know.</summary>
    public async Task<IReadOnlyList<TaskRecord>> PlanActionsAsync(FoundCase found, CancellationToken cancel)
    {
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => task.InstanceKey == found.Record.InstanceKey && task.FormId!.StartsWith("plan-action"))
            .OrderBy(task => task.Key).ToListAsync(cancel);
        return [.. tasks.Where(task => disclosure.MayKnow(found.Facts, task.Disclosure, task.Agency, task.Team))];
    }

    /// <summary>Reads of cases are audited like writes.</summary>
    public Task NoteReadAsync(string what, IEnumerable<string?> references) => visibility.NoteReadAsync(what, references);
}
