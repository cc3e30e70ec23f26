namespace Peninsula.Host.Identity;

/// <summary>A fictional person whom a demonstration can be signed in as.</summary>
/// <param name="Id">The user id, as the directory knows it.</param>
/// <param name="Name">Shown in the header.</param>
/// <param name="Title">Their post.</param>
/// <param name="Place">Where they work.</param>
/// <param name="Purpose">What can be tried as this person.</param>
public sealed record Persona(string Id, string Name, string Title, string Place, string Purpose);

/// <summary>Whom a demonstration can be signed in as.</summary>
public interface IPersonas
{
    IReadOnlyList<Persona> All { get; }

    Persona? Find(string id);
}
