using Peninsula.Activities;

namespace Peninsula.Casework.Words;

/// <summary>What people call somebody, a team, an area, an agency or a ladder step; the key itself where nothing is known by it.</summary>
public sealed class Names(Vocabulary vocabulary)
{
    public string? Person(string? id) => id is not null && vocabulary.Directory.TryGetPerson(id, out var person) ? person.Name : id;

    /// <summary>A person by name and post, such as "R. Pebblewick, MASH social worker".</summary>
    public string? Post(string? id) => id is not null && vocabulary.Directory.TryGetPerson(id, out var person) ? $"{person.Name}, {person.Title}" : id;

    public string? Team(string? id) => id is not null && vocabulary.Directory.TryGetTeam(id, out var team) ? team.Name : id;

    public string? Area(string? key) => key is not null && vocabulary.Directory.TryGetArea(key, out var area) ? area.Name : key;

    public string? Agency(string? key) => vocabulary.Directory.Agencies.FirstOrDefault(agency => agency.Key == key)?.Name ?? key;

    /// <summary>An agency that may be unknown: what has no agency is said to have none that is known.</summary>
    public string AgencyOf(string? key) => string.IsNullOrEmpty(key) ? "Not known" : Agency(key)!;

    public string Level(string level) =>
        vocabulary.Ladders.All.SelectMany(ladder => ladder.Levels).FirstOrDefault(step => step.Level == level)?.Title ?? level;
}
