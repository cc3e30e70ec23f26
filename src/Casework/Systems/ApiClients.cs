using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Peninsula.Activities;
using Peninsula.Activities.Directory;

namespace Peninsula.Casework.Systems;

/// <summary>The systems of other agencies that may use the API.</summary>
public sealed class ApiClients
{
    /// <summary>The secret of the demonstration's clients, which exist nowhere else.</summary>
    internal const string DemonstrationSecret = "demonstration";

    private readonly Dictionary<string, ApiClientRegistration> _byId;
    private readonly VocabularySource _source;
    private readonly string[] _knownSecrets;

    public ApiClients(IOptions<SystemsOptions> options, VocabularySource source, IOptions<DemonstrationOptions> demonstration)
    {
        _source = source;
        var directory = source.Current.Directory;
        _knownSecrets = demonstration.Value.Enabled ? [] : [Hash(DemonstrationSecret)];
        var registered = options.Value.Clients.Concat(demonstration.Value.Enabled ? Demonstration(directory) : []);
        _byId = registered.Select(registration => Check(registration, directory)).DistinctBy(registration => registration.Id).ToDictionary(registration => registration.Id, StringComparer.Ordinal);
    }

    /// <summary>The client of that id, with the teams that the directory gives it now; null when none is registered.</summary>
    public ApiClient? Find(string? id) => id is not null && _byId.TryGetValue(id, out var found) ? ApiClient.Of(found, _source.Current.Directory) : null;

    /// <summary>Whether two clients are of the same agency, and the second works wherever the first does. One that is no longer registered is nobody's.</summary>
    public bool AreOfOneAgency(string owner, string other) =>
        owner == other
        || (_byId.TryGetValue(owner, out var first) && _byId.TryGetValue(other, out var second)
            && first.Agency == second.Agency && first.Areas.TrueForAll(second.Areas.Contains));

    /// <summary>The client, when this is its secret.</summary>
    public ApiClient? Authenticate(string? id, string? secret)
    {
        var client = Find(id);
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));

        // Compared in constant time, and compared with something even when there is no such client.
        var matches = CryptographicOperations.FixedTimeEquals(given, client is null ? new byte[given.Length] : Convert.FromHexString(client.Registration.SecretHash));
        return matches ? client : null;
    }

    internal static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // One for each agency in each area: whoever tries the API can be any of them, as they can be any persona.
    private static IEnumerable<ApiClientRegistration> Demonstration(AgencyDirectory directory) =>
        from area in directory.Areas
        from agency in directory.Agencies
        let operates = agency.Key == "partnership"
        select new ApiClientRegistration
        {
            Id = $"{area.Key}-{agency.Key}",
            Name = $"{agency.Name}, {area.Name}",
            Agency = agency.Key,
            Areas = [area.Key],
            Roles = operates ? [Roles.SafeguardingManager, Roles.Administrator] : [],
            JobTypes = ["*"],
            SecretHash = Hash(DemonstrationSecret),
        };

    private ApiClientRegistration Check(ApiClientRegistration client, AgencyDirectory directory)
    {
        var problem =
            client.Id.Length == 0 ? "it has no Id"
            : directory.TryGetPerson(client.Id, out _) ? "a person has that id"
            : directory.Agencies.All(agency => agency.Key != client.Agency) ? $"there is no agency '{client.Agency}'"
            : client.Areas.Count == 0 ? "it names no area"
            : client.Areas.Find(area => !directory.TryGetArea(area, out _)) is { } area ? $"there is no area '{area}'"
            : client.Roles.Find(role => !Roles.All.Contains(role)) is { } role ? $"there is no role '{role}'"
            : client.SecretHash.Length != 64 || !client.SecretHash.All(char.IsAsciiHexDigit) ? "its SecretHash is not the SHA-256 of a secret, 64 hexadecimal digits"
            : _knownSecrets.Contains(client.SecretHash, StringComparer.OrdinalIgnoreCase) ? "its secret is the demonstration's, which everybody knows"
            : null;
        return problem is null ? client : throw new StartRefusedException($"The client '{client.Id}' under Api:Clients cannot be used: {problem}.");
    }
}
