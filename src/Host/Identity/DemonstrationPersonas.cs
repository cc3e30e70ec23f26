namespace Peninsula.Host.Identity;

/// <summary>The fictional people of the demonstration.</summary>
public sealed class DemonstrationPersonas : IPersonas
{
    public IReadOnlyList<Persona> All { get; } =
    [
        new("morwenna.tregear", "Morwenna Tregear", "Designated safeguarding lead, Torbay"),
        new("daniel.okafor", "Daniel Okafor", "MASH social worker, Torbay"),
    ];

    public Persona? Find(string id) => All.FirstOrDefault(persona => persona.Id == id);
}
