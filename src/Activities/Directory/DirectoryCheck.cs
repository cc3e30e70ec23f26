using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Directory;

/// <summary>
/// Checks the directory as a whole: every reference leads somewhere, every post is held by somebody who may hold it, and
/// no line of deputies or managers bites its own tail.
/// </summary>
internal sealed class DirectoryCheck
{
    private readonly DirectoryData _data;
    private readonly ProblemList _agencies;
    private readonly ProblemList _people;
    private readonly HashSet<string> _agencyKeys;
    private readonly HashSet<string> _areaKeys;
    private readonly HashSet<string> _functionKeys;
    private readonly HashSet<string> _teamIds;
    private readonly Dictionary<string, Person> _byId;

    public DirectoryCheck(DirectoryData data, ProblemList agencies, ProblemList people)
    {
        (_data, _agencies, _people) = (data, agencies, people);
        _agencyKeys = Keys(data.Agencies, agency => agency.Key, "agency", agencies);
        _areaKeys = Keys(data.Areas, area => area.Key, "area", agencies);
        _functionKeys = Keys(data.Functions, function => function.Key, "function", agencies);
        _teamIds = Keys(data.Teams, team => team.Id, "team", agencies);
        Keys(data.People, person => person.Id, "person", people);
        _byId = data.People.Where(person => person.Id.Length > 0).DistinctBy(person => person.Id)
            .ToDictionary(person => person.Id, StringComparer.Ordinal);
    }

    public void Run()
    {
        _data.Areas.ForEach(CheckArea);
        _data.Functions.ForEach(function => Known(_agencyKeys, function.Agency, "agency", Line(function), _agencies, function.Key));
        _data.Routes.ForEach(CheckRoute);
        _data.Teams.ForEach(CheckTeam);
        _data.People.ForEach(CheckPerson);
        CheckAccounts();
        CheckCycles("deputies", person => person.Deputy);
        CheckCycles("managers", person => person.Manager);
    }

    private void CheckArea(Area area)
    {
        Holder(area.MacseChair, Roles.MacseChair, Line(area), $"area {area.Key}");
        Holder(area.BoardChair, Roles.BoardChair, Line(area), $"area {area.Key}");
    }

    private void CheckRoute(Route route)
    {
        var what = $"the route of {route.Key.Function} in {route.Key.Area}";
        Known(_areaKeys, route.Key.Area, "area", route.Line, _agencies, what);
        Known(_teamIds, route.Team, "team", route.Line, _agencies, what);
        var team = _data.Teams.Find(team => team.Id == route.Team);
        if (team is { Function.Length: > 0 } && route.Key.Function.Length > 0 && team.Function != route.Key.Function)
        {
            _agencies.Add(route.Line, $"{what}: team \"{team.Id}\" does {team.Function}");
        }

        if (route.Key.District is not null && _data.Routes.Any(other => !ReferenceEquals(other, route) && other.Key == route.Key))
        {
            _agencies.Add(route.Line, $"{what}: district \"{route.Key.District}\" is routed twice");
        }
    }

    private void CheckTeam(Team team)
    {
        var (line, what) = (Line(team), $"team {team.Id}");
        Known(_areaKeys, team.Area, "area", line, _agencies, what);
        Known(_functionKeys, team.Function, "function", line, _agencies, what);
        Holder(team.Manager, Roles.TeamManager, line, what);
        Holder(team.ServiceManager, Roles.ServiceManager, line, what);
        if (team.OutOfHoursTeam is { } other)
        {
            Known(_teamIds, other, "team", line, _agencies, what);
        }
    }

    // Two people of one account would be one person to whoever signs in.
    private void CheckAccounts()
    {
        var accounts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var person in _data.People.Where(person => person.Account is not null))
        {
            if (!accounts.Add(person.Account!))
            {
                _people.Add(Line(person), $"person {person.Id}: somebody else has the account \"{person.Account}\" already");
            }
            else if (person.Account!.IndexOf(':', StringComparison.Ordinal) is < 1)
            {
                _people.Add(Line(person), $"person {person.Id}: write the account as provider:name");
            }
        }
    }

    private void CheckPerson(Person person)
    {
        var (line, what) = (Line(person), $"person {person.Id}");
        Known(_agencyKeys, person.Agency, "agency", line, _people, what);
        foreach (var role in person.Roles)
        {
            Known(Roles.All, role, "role", line, _people, what);
        }

        foreach (var team in person.Teams)
        {
            Known(_teamIds, team, "team", line, _people, what);
        }

        foreach (var area in person.Areas)
        {
            Known(_areaKeys, area, "area", line, _people, what);
        }

        foreach (var other in new[] { person.Deputy, person.Manager }.OfType<string>())
        {
            Known(_byId.Keys, other, "person", line, _people, what);
        }

        if (person.AwayTo < person.AwayFrom || (person.AwayTo is not null && person.AwayFrom is null))
        {
            _people.Add(line, $"{what}: awayTo needs an awayFrom that does not lie after it");
        }
    }

    private void Holder(string id, string role, int line, string what)
    {
        if (id.Length == 0)
        {
            return;
        }

        if (!_byId.TryGetValue(id, out var person))
        {
            _agencies.Add(line, $"{what}: unknown person \"{id}\"");
        }
        else if (!person.Roles.Contains(role))
        {
            _agencies.Add(line, $"{what}: {id} is named {role} but does not hold that role");
        }
    }

    private void CheckCycles(string kind, Func<Person, string?> next)
    {
        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in _byId.Values)
        {
            var path = new List<string>();
            for (var at = start; at is not null && !settled.Contains(at.Id); at = Next(at))
            {
                if (path.IndexOf(at.Id) is var first and >= 0)
                {
                    _people.Add(Line(at), $"a cycle of {kind}: {string.Join(" -> ", path[first..].Append(at.Id))}");
                    break;
                }

                path.Add(at.Id);
            }

            settled.UnionWith(path);
        }

        Person? Next(Person person) => next(person) is { } id ? _byId.GetValueOrDefault(id) : null;
    }

    private HashSet<string> Keys<T>(List<T> rows, Func<T, string> key, string what, ProblemList problems)
        where T : class
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => key(row).Length > 0))
        {
            if (!keys.Add(key(row)))
            {
                problems.Add(Line(row), $"{what} \"{key(row)}\" is given twice");
            }
        }

        return keys;
    }

    private static void Known(
        IEnumerable<string> known, string key, string kind, int line, ProblemList problems, string what)
    {
        if (key.Length > 0 && !known.Contains(key))
        {
            problems.Add(line, $"{what}: unknown {kind} \"{key}\"");
        }
    }

    private int Line(object row) => _data.Lines[row];
}
