namespace Peninsula.Activities.Directory;

/// <summary>The roles that people hold. What a role may do is decided in the access policy, not here.</summary>
public static class Roles
{
    /// <summary>Works tasks of their own teams.</summary>
    public const string Practitioner = "practitioner";

    /// <summary>Answers for one or more teams: a police sergeant, a named nurse, a school head.</summary>
    public const string TeamManager = "team-manager";

    /// <summary>The next manager up inside the same agency: a detective inspector, a designated nurse.</summary>
    public const string ServiceManager = "service-manager";

    /// <summary>Chairs an area's operational MACSE: the first step outside the owing agency.</summary>
    public const string MacseChair = "macse-chair";

    /// <summary>Chairs an area's partnership board, or scrutinises it: sees counts, never names.</summary>
    public const string BoardChair = "board-chair";

    /// <summary>Looks after pathways and data across the peninsula.</summary>
    public const string SafeguardingManager = "safeguarding-manager";

    /// <summary>Runs the service: directory, incidents, health; no case content.</summary>
    public const string Administrator = "administrator";

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        Practitioner, TeamManager, ServiceManager, MacseChair, BoardChair, SafeguardingManager, Administrator,
    };
}
