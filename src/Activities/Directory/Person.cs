using NodaTime;

namespace Peninsula.Activities.Directory;

/// <summary>A person who works cases or oversees them.</summary>
public sealed record Person
{
    /// <summary>Their id, by which tasks are assigned.</summary>
    public required string Id { get; init; }

    /// <summary>Their name on the screen.</summary>
    public required string Name { get; init; }

    /// <summary>Their post, in words.</summary>
    public required string Title { get; init; }

    /// <summary>The roles they hold, of <see cref="Directory.Roles"/>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The ids of the teams whose tasks they work.</summary>
    public required IReadOnlyList<string> Teams { get; init; }

    /// <summary>The areas they work for.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>The key of their agency.</summary>
    public required string Agency { get; init; }

    /// <summary>The id of whoever stands in for them while they are away.</summary>
    public string? Deputy { get; init; }

    /// <summary>The id of their own manager.</summary>
    public string? Manager { get; init; }

    /// <summary>The first day of an absence, if one is planned.</summary>
    public LocalDate? AwayFrom { get; init; }

    /// <summary>The last day of that absence.</summary>
    public LocalDate? AwayTo { get; init; }

    /// <summary>The account by which a sign-in provider knows them, as <c>provider:name</c>; null when they cannot sign in through one.</summary>
    public string? Account { get; init; }

    /// <summary>What a visitor of the demonstration can try as this person; null when they are not offered for that.</summary>
    public string? Persona { get; init; }

    /// <summary>Whether they are away on a day.</summary>
    public bool IsAwayOn(LocalDate day) => AwayFrom <= day && day <= (AwayTo ?? LocalDate.MaxIsoValue);
}
