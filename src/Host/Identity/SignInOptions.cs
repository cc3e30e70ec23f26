using NodaTime;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Identity;

/// <summary>How people sign in: section <c>SignIn</c> of the settings.</summary>
internal sealed class SignInOptions
{
    /// <summary>The OpenID Connect providers of the agencies, by a key of letters, digits and hyphens: <c>SignIn:Providers:torbay-council:Authority</c>.</summary>
    public Dictionary<string, SignInProvider> Providers { get; init; } = [];

    /// <summary>How often one address may try to sign in within <see cref="AttemptsWindow"/>.</summary>
    public int Attempts { get; init; } = 60;

    public TimeSpan AttemptsWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long somebody stays signed in without asking for anything.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long somebody stays signed in whatever they do.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(10);

    internal SessionLimits Sessions => new(Duration.FromTimeSpan(Idle), Duration.FromTimeSpan(Longest));
}

/// <summary>An agency's own OpenID Connect provider.</summary>
internal sealed class SignInProvider
{
    /// <summary>What its button says: "Torbay Council".</summary>
    public string Name { get; init; } = "";

    /// <summary>The provider's address.</summary>
    public string Authority { get; init; } = "";

    /// <summary>As whom this service is registered there.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The secret of that registration; kept in the environment or a secret store, never in a file of settings.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>The claim that is the second part of a person's account in the directory. It must be one that people cannot change themselves.</summary>
    public string AccountClaim { get; init; } = "email";
}
