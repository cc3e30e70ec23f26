namespace Peninsula.Host.Identity;

/// <summary>A fictional person whom a demonstration can be signed in as.</summary>
/// <param name="Id">The user id, as the directory knows it.</param>
/// <param name="Name">Shown in the header.</param>
/// <param name="Title">Their post.</param>
/// <param name="Place">Where they work.</param>
/// <param name="Purpose">What can be tried as this person; empty when nothing is said of it.</param>
public sealed record Persona(string Id, string Name, string Title, string Place, string Purpose);

/// <summary>Whom a demonstration can be signed in as.</summary>
public interface IPersonas
{
    /// <summary>Those whose part in the demonstration is described.</summary>
    IReadOnlyList<Persona> Offered { get; }

    /// <summary>Everybody else in the directory: a case asks people of every team.</summary>
    IReadOnlyList<Persona> Others { get; }

    Persona? Find(string id);
}
