using Peninsula.Activities.Directory;

namespace Peninsula.Activities.Access;

/// <summary>Who asks: a signed-in person as the directory knows them at that moment.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Roles">The roles they hold.</param>
/// <param name="Teams">The teams whose tasks they work.</param>
/// <param name="Managed">The teams they answer for, as manager or as that manager's manager.</param>
/// <param name="Areas">The areas they work for.</param>
/// <param name="Agency">Their agency.</param>
public sealed record PersonContext(
    string Id,
    IReadOnlyCollection<string> Roles,
    IReadOnlyCollection<string> Teams,
    IReadOnlyCollection<string> Managed,
    IReadOnlyCollection<string> Areas,
    string Agency)
{
    /// <summary>A person of the directory.</summary>
    public static PersonContext Of(Person person, AgencyDirectory directory) => new(
        person.Id,
        [.. person.Roles],
        [.. person.Teams],
        [.. directory.Teams.Where(team => team.Manager == person.Id || team.ServiceManager == person.Id).Select(team => team.Id)],
        [.. person.Areas],
        person.Agency);

    /// <summary>Whether they hold a role.</summary>
    public bool Holds(string role) => Roles.Contains(role);

    /// <summary>Whether they work a team's tasks or answer for it.</summary>
    public bool BelongsTo(string team) => Teams.Contains(team) || Managed.Contains(team);
}
