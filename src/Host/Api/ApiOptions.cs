using Peninsula.Host.Api.Clients;

namespace Peninsula.Host.Api;

/// <summary>Settings under <c>Api</c>.</summary>
public sealed class ApiOptions
{
    public List<ApiClientRegistration> Clients { get; init; } = [];

    /// <summary>Requests that one client may make in a second, on average.</summary>
    public int RequestsPerSecond { get; init; } = 1_000;

    /// <summary>How long a token is good for.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);
}
