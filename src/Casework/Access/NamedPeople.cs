using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Casework.Access;

/// <summary>Who is named for a restricted case, such as a complex investigation: it is open to them, to who started it and to those who answer for its teams.</summary>
public sealed class NamedPeople(PeninsulaDbContext db, Engine engine, Gate gate, Vocabulary vocabulary, CaseMembership membership, IClock clock)
{
    public const int LongestReason = 300;

    /// <summary>Names a person for a case.</summary>
    public async Task<Outcome> NameAsync(long instanceKey, CaseFacts facts, string? personId, string? reason, CancellationToken cancel)
    {
        if (!gate.MayNamePeople(facts))
        {
            return Outcome.NotThere;
        }

        if (personId is null || !vocabulary.Directory.TryGetPerson(personId, out var person) || person.Roles.Contains(Roles.BoardChair))
        {
            return Outcome.Invalid("Choose a person of the directory; board chairs see no case");
        }

        var why = reason?.Trim() ?? "";
        if (why.Length is 0 or > LongestReason)
        {
            return Outcome.Invalid("Enter what they are named for, in 300 characters or fewer");
        }

        var named = new NamedPersonRecord { Key = engine.Workflows.Keys.Next(), InstanceKey = instanceKey, Person = person.Id, Reason = why, By = gate.Person.Id, At = clock.GetCurrentInstant() };
        return await membership.NameAsync(named) ? Outcome.Done : Outcome.Overtaken($"{person.Name} is named already.");
    }

    /// <summary>Takes a person off: from then on the case is closed to them.</summary>
    public async Task<Outcome> EndAsync(long instanceKey, CaseFacts facts, string? personId, CancellationToken cancel)
    {
        if (!gate.MayNamePeople(facts))
        {
            return Outcome.NotThere;
        }

        return await membership.EndAsync(instanceKey, personId ?? "", gate.Person.Id, clock.GetCurrentInstant()) ? Outcome.Done : Outcome.Overtaken("They are not named any more.");
    }

    /// <summary>The people named now, in the order of their naming.</summary>
    public async Task<IReadOnlyList<NamedPersonRecord>> OfAsync(long instanceKey, CancellationToken cancel) =>
        await db.NamedPeople.AsNoTracking().Where(row => row.InstanceKey == instanceKey && row.EndedAt == null).OrderBy(row => row.Key).ToListAsync(cancel);

    /// <summary>Who may be chosen: the people of the case's areas, by name and post.</summary>
    public IEnumerable<Person> Choices(CaseFacts facts) => vocabulary.Directory.People
        .Where(person => person.Areas.Contains(facts.Area) && !person.Roles.Contains(Roles.BoardChair) && facts.NamedPeople?.Contains(person.Id) != true)
        .OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase);
}
