namespace Peninsula.Host.Api;

/// <summary>Settings under <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    /// <summary>Requests that one client may make in a second, on average.</summary>
    public int RequestsPerSecond { get; init; } = 1_000;

    /// <summary>Tokens that one client may ask for from one address within <see cref="TokensWindow"/>.</summary>
    public int TokensPerClient { get; init; } = 120;

    /// <summary>Tokens that one address may ask for within <see cref="TokensWindow"/>, whoever it says that it is.</summary>
    public int TokensPerAddress { get; init; } = 600;

    public TimeSpan TokensWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a token is good for.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);
}
