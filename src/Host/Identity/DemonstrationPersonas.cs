using Peninsula.Activities;
using Peninsula.Activities.Directory;

namespace Peninsula.Host.Identity;

/// <summary>The people of the directory who are offered for demonstration.</summary>
internal sealed class DemonstrationPersonas(Vocabulary vocabulary) : IPersonas
{
    public IReadOnlyList<Persona> All { get; } =
    [
        .. vocabulary.Directory.People
            .Where(person => person.Persona is not null)
            .Select(person => new Persona(person.Id, person.Name, person.Title, Place(vocabulary.Directory, person), person.Persona!)),
    ];

    public Persona? Find(string id) => All.FirstOrDefault(persona => persona.Id == id);

    private static string Place(AgencyDirectory directory, Person person) => person.Areas.Count == 1 || person.Areas.Contains("cornwall") && person.Areas.Count == 2
        ? directory.TryGetArea(person.Areas[0], out var area) ? area.Name : person.Areas[0]
        : "The peninsula";
}
