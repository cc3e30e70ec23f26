namespace Peninsula.Activities.Directory;

/// <summary>A team that owns tasks: the candidate group of the tasks routed to it carries its id.</summary>
public sealed record Team
{
    /// <summary>Its id: area and function joined by hyphens, <c>torbay-police-mash</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name on the screen.</summary>
    public required string Name { get; init; }

    /// <summary>The area it sits in; it may serve others too.</summary>
    public required string Area { get; init; }

    /// <summary>The function it does.</summary>
    public required string Function { get; init; }

    /// <summary>The agency it belongs to, the part of <see cref="Function"/> before the dot.</summary>
    public required string Agency { get; init; }

    /// <summary>The id of the person who answers for the team.</summary>
    public required string Manager { get; init; }

    /// <summary>The id of that person's manager inside the same agency.</summary>
    public required string ServiceManager { get; init; }

    /// <summary>The queue or desk that takes its work in office hours, in words.</summary>
    public required string InHoursQueue { get; init; }

    /// <summary>
    /// The id of the team that takes its urgent work out of hours: another's, its own when it never closes, or null when
    /// its work waits for the morning.
    /// </summary>
    public string? OutOfHoursTeam { get; init; }
}
