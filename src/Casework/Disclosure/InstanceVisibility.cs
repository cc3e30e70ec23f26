using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;
using Peninsula.Persistence.Services;

namespace Peninsula.Casework.Disclosure;

/// <summary>What a client sees of the instances: the access policy, as the queries of the engine's API need it.</summary>
public sealed class InstanceVisibility(PeninsulaDbContext db, Gate gate, CaseFactsReader caseFacts, RestrictedCases restricted, DisclosedFiles files, ReadsAudit reads, IClock clock)
{
    private readonly Dictionary<long, CaseFacts> _facts = [];

    /// <summary>The instances of which the client may know.</summary>
    public IQueryable<InstanceRecord> Known => db.Instances.AsNoTracking().Where(Knows(gate.CasesInSight));

    /// <summary>The instances of which the client may read what they hold.</summary>
    public IQueryable<InstanceRecord> Readable => db.Instances.AsNoTracking().Where(Knows(gate.CasesInSight with { OperatedAreas = [] }));

    /// <summary>The same, as lists show them.</summary>
    public IQueryable<ListedInstance> Rows() => Shown(Known);

    /// <summary>Every instance, for what has been asked about already.</summary>
    public IQueryable<ListedInstance> AllRows() => Shown(db.Instances.AsNoTracking());

    public async Task<CaseFacts> FactsAsync(long instanceKey, CancellationToken cancel) =>
        _facts.TryGetValue(instanceKey, out var known) ? known : _facts[instanceKey] = await caseFacts.OfCaseAsync(instanceKey, cancel);

    /// <summary>The instance, when the client may know of it; null otherwise.</summary>
    public async Task<InstanceRecord?> FindAsync(long instanceKey, CancellationToken cancel)
    {
        var instance = await db.Instances.AsNoTracking().FirstOrDefaultAsync(row => row.Key == instanceKey, cancel);
        if (instance is not null)
        {
            var facts = await FactsAsync(instanceKey, cancel);
            if (gate.MaySeeCase(facts) | gate.MayOperate(facts))
            {
                await NoteReadAsync($"instance:{instanceKey}", [instance.BusinessKey]);
                return instance;
            }
        }

        return null;
    }

    /// <summary>Whether the client may run the instance.</summary>
    public async Task<Outcome> MayOperateAsync(long instanceKey, CancellationToken cancel) =>
        await FindAsync(instanceKey, cancel) is null ? Outcome.NotThere
        : gate.MayOperate(await FactsAsync(instanceKey, cancel)) ? Outcome.Done
        : Outcome.Forbidden("Your client sees this instance and may not change it. Ask those who run the service in its area.");

    /// <summary>Whether the client may read what the instance holds.</summary>
    public async Task<bool> MayReadAsync(long instanceKey, CancellationToken cancel)
    {
        var facts = await FactsAsync(instanceKey, cancel);
        return gate.MaySeeCase(facts);
    }

    /// <summary>Whether the client started this itself, and it is no case: then it holds nothing but what the client put there.</summary>
    public async Task<bool> IsOwnAsync(long instanceKey, CancellationToken cancel)
    {
        var facts = await FactsAsync(instanceKey, cancel);
        return facts.Area.Length == 0 && facts.RaisedBy == gate.Person.Id;
    }

    /// <summary>The file of the instance in which a key was made, when the client may know of it; null otherwise.</summary>
    public async Task<InstanceFile?> FindFileAsync(long key, bool isPlace, CancellationToken cancel)
    {
        var instanceKey = await files.InstanceOfAsync(key, isPlace, cancel);
        if (instanceKey is { } found)
        {
            var facts = await FactsAsync(found, cancel);
            if (gate.MaySeeCase(facts) | gate.MayOperate(facts))
            {
                var file = (await files.ReadAsync(found, cancel))!;
                await NoteReadAsync($"instance:{found}", [file.BusinessKey]);
                return file;
            }
        }

        return null;
    }

    /// <summary>Reads of cases are audited like writes.</summary>
    public async Task NoteReadAsync(string what, IEnumerable<string?> references)
    {
        foreach (var reference in references.OfType<string>().Distinct())
        {
            await reads.RecordAsync(gate.Person.Id, what, reference, clock.GetCurrentInstant());
        }
    }

    private IQueryable<ListedInstance> Shown(IQueryable<InstanceRecord> instances) => instances.Select(instance => new ListedInstance
    {
        Key = instance.Key,
        DefinitionKey = instance.DefinitionKey,
        ProcessId = instance.ProcessId,
        Status = instance.Status,
        Started = instance.Started,
        Ended = instance.Ended,
        BusinessKey = instance.BusinessKey,
        HasIncident = db.Incidents.Any(incident => incident.InstanceKey == instance.Key),
    });

    private System.Linq.Expressions.Expression<Func<InstanceRecord, bool>> Knows(CaseScope scope)
    {
        var person = scope.Person;
        var teams = scope.Teams;
        var areas = scope.OperatedAreas;
        var operates = areas.Count > 0;
        var shut = restricted.ShutTo(person);
        return instance => (!shut.Contains(instance.Key) || (operates && db.Cases.Any(row => row.InstanceKey == instance.Key && areas.Contains(row.Area!)))) && (
            db.History.Any(entry => entry.InstanceKey == instance.Key && entry.Version == 1 && (entry.By == person || (operates && entry.By == null)))
            || db.Tasks.Any(task => task.InstanceKey == instance.Key && (teams.Contains(task.Team!) || task.Assignee == person || task.CompletedBy == person))
            || (operates && db.Cases.Any(row => row.InstanceKey == instance.Key && areas.Contains(row.Area!))));
    }
}
