namespace Peninsula.Host.Identity;

/// <summary>A fictional person whom a demonstration can be signed in as.</summary>
/// <param name="Id">The user id, as the directory knows it.</param>
/// <param name="Name">Shown in the header.</param>
/// <param name="Title">What they do, and where.</param>
public sealed record Persona(string Id, string Name, string Title);

/// <summary>Whom a demonstration can be signed in as.</summary>
public interface IPersonas
{
    IReadOnlyList<Persona> All { get; }

    Persona? Find(string id);
}
