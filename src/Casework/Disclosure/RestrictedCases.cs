using Peninsula.Casework.Workflow;
using Peninsula.Persistence;

namespace Peninsula.Casework.Disclosure;

/// <summary>Cases that are open to named people alone: the one statement of it that every list asks.</summary>
public sealed class RestrictedCases(PeninsulaDbContext db, Engine engine)
{
    /// <summary>The keys of the cases that are shut to somebody, because they are not named in them. A system is named in none.</summary>
    /// <param name="person">Who looks.</param>
    public IQueryable<long> ShutTo(string person)
    {
        var restricted = engine.RestrictedProcesses.ToArray();
        return db.Instances
            .Where(instance => restricted.Contains(instance.ProcessId)
                && !db.NamedPeople.Any(named => named.InstanceKey == instance.Key && named.Person == person && named.EndedAt == null))
            .Select(instance => instance.Key);
    }
}
