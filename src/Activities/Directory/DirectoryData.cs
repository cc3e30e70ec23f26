namespace Peninsula.Activities.Directory;

/// <summary>What the two directory files say, before it is checked as a whole.</summary>
internal sealed class DirectoryData
{
    public List<Agency> Agencies { get; } = [];

    public List<AgencyFunction> Functions { get; } = [];

    public List<Area> Areas { get; } = [];

    public List<Team> Teams { get; } = [];

    public List<Person> People { get; } = [];

    public List<Route> Routes { get; } = [];

    /// <summary>The lines on which people and teams stand, for the checks across rows.</summary>
    public Dictionary<object, int> Lines { get; } = new(ReferenceEqualityComparer.Instance);
}

/// <summary>One cell of the routing table.</summary>
internal sealed record Route((string Area, string Function, string? District) Key, string Team, int Line);
