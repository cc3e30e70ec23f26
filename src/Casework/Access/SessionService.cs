using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;
using Peninsula.Persistence.Services;

namespace Peninsula.Casework.Access;

/// <summary>Who is signed in now, and signing them out everywhere: for whoever runs the service, when a device is lost or somebody leaves.</summary>
public sealed class SessionService(Gate gate, Persistence.Services.Sessions sessions, Vocabulary vocabulary, IClock clock, SessionLimits limits)
{
    /// <summary>The people who are signed in; null when the asker does not run the service.</summary>
    public async Task<IReadOnlyList<SignedInPerson>?> ListAsync(CancellationToken cancel)
    {
        if (!gate.MayOperateAll)
        {
            return null;
        }

        var open = await sessions.OpenAsync(clock.GetCurrentInstant(), limits, cancel);
        return [.. open.GroupBy(session => session.Person)
            .Select(of => (Known: vocabulary.Directory.TryGetPerson(of.Key, out var person), Person: person, Of: of))
            .Where(pair => pair.Known)
            .Select(pair => new SignedInPerson(pair.Person!, pair.Of.Count(), pair.Of.Min(session => session.Began), pair.Of.Max(session => session.Seen)))];
    }

    /// <summary>
    /// Ends all sessions of a person; gives how many, or null when the asker does not run the service, there is no such
    /// person, or a system asks and they work where it does not.
    /// </summary>
    public async Task<int?> EndAllAsync(string person) => gate.MayOperateAll && vocabulary.Directory.TryGetPerson(person, out var known) && Reaches(known)
        ? await sessions.EndAllAsync(person, gate.Person.Id, clock.GetCurrentInstant(), limits)
        : null;

    private bool Reaches(Person person) => gate.Client is null || PersonContext.Of(person, vocabulary.Directory).Areas.All(gate.Person.Areas.Contains);
}

/// <param name="Person">Who.</param>
/// <param name="Browsers">On how many browsers.</param>
/// <param name="Since">When the first of them signed in.</param>
/// <param name="Seen">When they last asked for something.</param>
public sealed record SignedInPerson(Person Person, int Browsers, Instant Since, Instant Seen);
