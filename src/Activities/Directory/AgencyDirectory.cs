using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Peninsula.Activities.Directory;

/// <summary>Agencies, areas, teams and people, and the routes from (area, function) to a team.</summary>
public sealed class AgencyDirectory
{
    private readonly Dictionary<string, Team> _teams;
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Person> _accounts;
    private readonly Dictionary<string, Area> _areas;
    private readonly Dictionary<(string Area, string Function, string? District), string> _routes;
    private readonly ILookup<string, Person> _members;

    internal AgencyDirectory(DirectoryData data)
    {
        Agencies = data.Agencies;
        Functions = data.Functions;
        _areas = Index(data.Areas, area => area.Key);
        _teams = Index(data.Teams, team => team.Id);
        _people = Index(data.People, person => person.Id);
        _routes = data.Routes.DistinctBy(route => route.Key).ToDictionary(route => route.Key, route => route.Team);
        // Providers differ in how they write an address; a person has one account whatever its letters' case.
        _accounts = _people.Values.Where(person => person.Account is not null)
            .DistinctBy(person => person.Account, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(person => person.Account!, StringComparer.OrdinalIgnoreCase);
        _members = _people.Values
            .SelectMany(person => person.Teams, (person, team) => (person, team))
            .ToLookup(pair => pair.team, pair => pair.person);
    }

    /// <summary>The agencies, in the order of the file.</summary>
    public IReadOnlyList<Agency> Agencies { get; }

    /// <summary>The functions that lanes may name, in the order of the file.</summary>
    public IReadOnlyList<AgencyFunction> Functions { get; }

    /// <summary>The areas, in the order of the file.</summary>
    public IReadOnlyCollection<Area> Areas => _areas.Values;

    /// <summary>The teams, in the order of the file.</summary>
    public IReadOnlyCollection<Team> Teams => _teams.Values;

    /// <summary>The people, in the order of the file.</summary>
    public IReadOnlyCollection<Person> People => _people.Values;

    /// <summary>Finds an area by its key.</summary>
    public bool TryGetArea(string key, [NotNullWhen(true)] out Area? area) => _areas.TryGetValue(key, out area);

    /// <summary>Finds a team by its id.</summary>
    public bool TryGetTeam(string id, [NotNullWhen(true)] out Team? team) => _teams.TryGetValue(id, out team);

    /// <summary>Finds a person by their id.</summary>
    public bool TryGetPerson(string id, [NotNullWhen(true)] out Person? person) => _people.TryGetValue(id, out person);

    /// <summary>Finds a person by the account, <c>provider:name</c>, by which a sign-in provider knows them.</summary>
    public bool TryGetPersonByAccount(string account, [NotNullWhen(true)] out Person? person) => _accounts.TryGetValue(account, out person);

    /// <summary>Whether a function is known at all.</summary>
    public bool HasFunction(string key) => Functions.Any(function => function.Key == key);

    /// <summary>
    /// The team that does a function in an area; where a district has its own team and is named, that one. Null when no
    /// team does: the caller raises a problem, it never widens the task to everyone.
    /// </summary>
    public Team? Route(string area, string function, string? district = null)
    {
        if (district is not null && _routes.TryGetValue((area, function, district), out var local))
        {
            return _teams.GetValueOrDefault(local);
        }

        return _routes.TryGetValue((area, function, null), out var id) ? _teams.GetValueOrDefault(id) : null;
    }

    /// <summary>The people who work a team's tasks.</summary>
    public IEnumerable<Person> MembersOf(string teamId) => _members[teamId];

    /// <summary>Whether a team does any function for an area, its own or another's.</summary>
    public bool Serves(string teamId, string area) =>
        _routes.Any(route => route.Key.Area == area && route.Value == teamId);

    /// <summary>
    /// The people behind a recipient on a day, absent ones replaced by their deputies. The assignee is known to the task
    /// alone, so <see cref="Recipient.Assignee"/> gives nobody here.
    /// </summary>
    public IReadOnlyList<Person> Resolve(Recipient recipient, LocalDate on)
    {
        var scope = recipient.Scope ?? "";
        IEnumerable<Person> holders = recipient.Kind switch
        {
            Recipient.PersonKind => Holding(scope),
            Recipient.TeamKind => _members[scope],
            Roles.TeamManager => Holding(_teams.GetValueOrDefault(scope)?.Manager),
            Roles.ServiceManager => Holding(_teams.GetValueOrDefault(scope)?.ServiceManager),
            Roles.MacseChair => Holding(_areas.GetValueOrDefault(scope)?.MacseChair),
            Roles.BoardChair => Holding(_areas.GetValueOrDefault(scope)?.BoardChair),
            Roles.SafeguardingManager or Roles.Administrator => _people.Values.Where(p => p.Roles.Contains(recipient.Kind)),
            _ => [],
        };
        return [.. holders.Select(person => StandIn(person, on)).DistinctBy(person => person.Id)];
    }

    /// <summary>Who stands for a person on a day: themselves, or the first deputy along the line who is there.</summary>
    public Person StandIn(Person person, LocalDate on)
    {
        var present = person;
        // The loader refuses cycles, so the line of deputies ends.
        while (present.IsAwayOn(on) && Named(present.Deputy) is { } deputy)
        {
            present = deputy;
        }

        // Nobody of the line is there: better the person themselves, who reads it late, than nobody.
        return present.IsAwayOn(on) ? person : present;
    }

    private IEnumerable<Person> Holding(string? id) => Named(id) is { } person ? [person] : [];

    private Person? Named(string? id) => id is null ? null : _people.GetValueOrDefault(id);

    private static Dictionary<string, T> Index<T>(IEnumerable<T> rows, Func<T, string> key) =>
        rows.DistinctBy(key).ToDictionary(key, StringComparer.Ordinal);
}
