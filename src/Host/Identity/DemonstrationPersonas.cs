using Peninsula.Activities;
using Peninsula.Activities.Directory;

namespace Peninsula.Host.Identity;

/// <summary>The people of the directory, as whom a demonstration can be signed in.</summary>
internal sealed class DemonstrationPersonas : IPersonas
{
    private readonly Dictionary<string, Persona> _byId;

    public DemonstrationPersonas(VocabularySource source)
    {
        var directory = source.Current.Directory;
        var all = directory.People.Select(person => (person.Persona, Shown: Show(directory, person))).ToList();
        Offered = [.. all.Where(pair => pair.Persona is not null).Select(pair => pair.Shown)];
        Others = [.. all.Where(pair => pair.Persona is null).Select(pair => pair.Shown)];
        _byId = all.ToDictionary(pair => pair.Shown.Id, pair => pair.Shown, StringComparer.Ordinal);
    }

    public IReadOnlyList<Persona> Offered { get; }

    public IReadOnlyList<Persona> Others { get; }

    public Persona? Find(string id) => _byId.GetValueOrDefault(id);

    private static Persona Show(AgencyDirectory directory, Person person) =>
        new(person.Id, person.Name, person.Title, Place(directory, person), person.Persona ?? "");

    private static string Place(AgencyDirectory directory, Person person)
    {
        // Cornwall's teams work the Isles of Scilly too, and are found under Cornwall.
        var first = person.Areas is [var area, ..] && directory.TryGetArea(area, out var known) ? known.Name : "The peninsula";
        return person.Areas.Count <= 2 ? first : "The peninsula";
    }
}
