using Peninsula.Activities.Directory;

namespace Peninsula.Activities.Access;

/// <summary>
/// The cases that somebody may see, as a list's query needs it: the same rule as <see cref="AccessPolicy.SeeCase"/>, for
/// many cases at once.
/// </summary>
/// <param name="Person">Cases that they raised, or hold or held a task of.</param>
/// <param name="Teams">Cases of which one of these teams holds or held a task.</param>
/// <param name="ChairOf">Cases of which an unanonymised escalation has reached one of these posts.</param>
public sealed record CaseScope(string Person, IReadOnlyList<string> Teams, IReadOnlyList<string> ChairOf)
{
    /// <summary>Areas all of whose instances may be looked after, without what they hold; empty for nobody who operates.</summary>
    public IReadOnlyList<string> OperatedAreas { get; init; } = [];

    internal static CaseScope Of(PersonContext person)
    {
        var operated = person.Holds(Roles.Administrator) ? person.Areas : [];
        return person.Holds(Roles.BoardChair)
            ? new CaseScope("", [], []) { OperatedAreas = [.. operated] }
            : new CaseScope(
                person.Id,
                [.. person.Teams.Union(person.Managed)],
                person.Holds(Roles.MacseChair) ? [.. person.Areas.Select(area => new Recipient(Roles.MacseChair, area).ToString())] : [])
            {
                OperatedAreas = [.. operated],
            };
    }
}
