using Peninsula.Activities.Access;
using Peninsula.Activities.Directory;

namespace Peninsula.Casework.Systems;

/// <summary>Another agency's system, as it is registered under <c>Api:Clients</c>.</summary>
public sealed class ApiClientRegistration
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The agency whose teams' work it sees and does.</summary>
    public string Agency { get; init; } = "";

    /// <summary>The areas in which it does so.</summary>
    public List<string> Areas { get; init; } = [];

    /// <summary>What it may do beside its teams' work, of the roles of the directory.</summary>
    public List<string> Roles { get; init; } = [];

    /// <summary>The types of job that it may take; <c>*</c> for all.</summary>
    public List<string> JobTypes { get; init; } = [];

    /// <summary>SHA-256 of its secret, hexadecimal. Secrets are random and long, so that no slow hash is needed.</summary>
    public string SecretHash { get; init; } = "";
}

/// <summary>A registered system, with what it stands for in the access policy.</summary>
/// <param name="Registration">How it is registered.</param>
/// <param name="Person">Who it is to the policy: a member of all of its agency's teams in its areas.</param>
public sealed record ApiClient(ApiClientRegistration Registration, PersonContext Person)
{
    internal static ApiClient Of(ApiClientRegistration registration, AgencyDirectory directory) => new(registration, new PersonContext(
        registration.Id,
        [Roles.Practitioner, .. registration.Roles],
        [.. directory.Teams.Where(team => team.Agency == registration.Agency && registration.Areas.Exists(area => team.Area == area || directory.Serves(team.Id, area))).Select(team => team.Id)],
        [],
        registration.Areas,
        registration.Agency));

    public bool MayTake(string jobType) => Registration.JobTypes.Exists(allowed => allowed == "*" || allowed == jobType);
}
